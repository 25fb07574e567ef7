"""`Root`: one watched folder, and where it is at this moment."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from watchdog.observers.api import ObservedWatch

from imalink_desktop.base.errors import Expected
from imalink_desktop.importing.volumes import Mounted, spot_of, without_links
from imalink_desktop.importing.watching.rounds import Rounds


class Root:
    """A watched folder: as it was named, where it is now if it is there, and how it is watched."""

    def __init__(self, named: Path) -> None:
        self.named = named
        self.real = named
        self.wire: str | None = None
        self.identity: tuple[int, int] | None = None
        self.watch: ObservedWatch | None = None
        self.rounds: Rounds | None = None
        self.next_look = 0.0


def outermost(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders without those that lie inside another, in order."""
    whole = {Path(os.path.abspath(folder)) for folder in folders}  # noqa: PTH100 - links stay as they are
    return tuple(sorted(folder for folder in whole if whole.isdisjoint(folder.parents)))


def whereabouts(folder: Path, mounted: Sequence[Mounted]) -> tuple[Path, str | None]:
    """Where a folder really is, and the wire it lies beyond."""
    real = without_links(folder, {volume.mount.root for volume in mounted if volume.network})
    try:
        return real, spot_of(real, mounted).volume.network
    except Expected:  # on which disk cannot be told: then it is none of those that are far
        return real, None


def identity(folder: Path) -> tuple[int, int] | None:
    """What differs when another disk is in a folder's place; None when the folder is not there."""
    try:
        state = folder.lstat()
    except (OSError, ValueError):
        return None
    return (state.st_dev, state.st_ino) if stat.S_ISDIR(state.st_mode) else None
