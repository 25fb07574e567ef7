"""Whether a file that is met in a place is still as the catalog knows it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.file_systems import Habits
from imalink_desktop.importing.scan import Facts

_QUARTER, _MOST_SHIFT = 15 * 60 * 10**9, 26 * 3600 * 10**9

Place: TypeAlias = tuple[str, str]
"""A volume, and a path on it."""


def is_same(known: Known, facts: Facts, habits: Habits) -> bool:
    """Whether nothing that the system tells of a file speaks for its having been written to."""
    if known.size != facts.size or not _same_time(known.mtime_ns, facts.mtime_ns, habits):
        return False
    return not habits.inodes_last or None in (known.inode, facts.inode) or known.inode == facts.inode


def is_as_known(size: int, mtime_ns: int, place: Path) -> bool:
    """Whether a file is there with the size and the time it was known by, whatever keeps that time."""
    try:
        state = place.stat()
    except OSError:
        return False
    apart = abs(mtime_ns - state.st_mtime_ns)
    return size == state.st_size and (apart == 0 or (apart <= _MOST_SHIFT and apart % _QUARTER == 0))


def _same_time(one: int, other: int, habits: Habits) -> bool:
    """FAT keeps the time of a wall clock: when the clocks are changed, all its files seem to be."""
    apart = abs(one - other)
    return apart == 0 or (habits.keeps_local_time and apart <= _MOST_SHIFT and apart % _QUARTER == 0)
