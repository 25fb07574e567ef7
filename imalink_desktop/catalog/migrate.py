"""Bringing a catalog's tables up to date: all steps in one transaction, or none.

Alembic is imported when there is a step to look for: a catalog as it should be opens without it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.engine import APPLICATION_ID

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_STEPS = Path(__file__).parent / "migrations"


class Age(StrEnum):
    """How a catalog's tables compare with those that this program knows."""

    NEW = "new"
    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


def age_of(revision: str | None) -> Age:
    """Tell how old tables of this revision are. One that we have never heard of is newer."""
    if revision is None:
        return Age.NEW
    if revision == _newest():
        return Age.SAME
    return Age.OLDER if revision in _revisions(_steps(_config())) else Age.NEWER


def newer() -> Expected:
    """The sentence for a catalog that we do not know how to write."""
    return Expected(
        _("A newer ImaLink made this catalog: it can be looked at but not changed."),
        _("Install that version, or restore an older backup."),
    )


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the steps that this catalog has not seen yet, in the transaction of this connection."""
    from alembic import command
    from alembic.runtime.migration import MigrationContext

    config = _config()
    steps = _steps(config)
    seen = MigrationContext.configure(connection).get_current_revision()
    if seen == steps.get_current_head():
        return
    if seen is None:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    elif seen not in _revisions(steps):
        raise newer()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _newest() -> str | None:
    """The revision that the last step leads to, by the look of the files, which are named in their order."""
    last = max((_STEPS / "versions").glob("v*.py"), key=lambda file: file.name)
    found = re.search(r'^revision = "(\w+)"', last.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else None


def _steps(config: Config) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(config)


def _revisions(steps: ScriptDirectory) -> set[str]:
    return {step.revision for step in steps.walk_revisions()}


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    config.set_main_option("path_separator", "os")
    return config
