"""A file beside the catalog while that is known to be damaged.

To look through a large catalog takes longer than most questions to it. So what a check has found is kept,
and whoever merely looks is told. The mark goes along when the file is laid aside, and goes away when a
check finds all well.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

BAD_MARK = ".damaged"


def is_marked(catalog: Path) -> bool:
    """Whether the last check found it damaged."""
    return _mark_of(catalog).exists()


def mark(catalog: Path, *, damaged: bool) -> None:
    """Keep what a check has found. Where nothing can be written, the next check will find it again."""
    with suppress(OSError):
        if damaged:
            _mark_of(catalog).touch(mode=0o600)
        else:
            _mark_of(catalog).unlink(missing_ok=True)


def _mark_of(catalog: Path) -> Path:
    return catalog.with_name(catalog.name + BAD_MARK)
