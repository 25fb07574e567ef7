"""Whether there is a server where one is spoken of: who mistypes a folder is not to be given an empty one."""

from __future__ import annotations

from imalink_server.base.errors import Expected
from imalink_server.base.settings import Settings


def has_begun(settings: Settings) -> bool:
    """Whether something may be kept there. What a database of one's own holds, it tells by itself."""
    return settings.database_url is not None or settings.paths.database.exists()


def must_have_begun(settings: Settings) -> None:
    """For whatever makes no sense where nothing is kept yet."""
    if not has_begun(settings):
        raise Expected(f"There is no server in {settings.data_dir}.", "Say where with --data-dir.")
