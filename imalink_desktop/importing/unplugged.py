"""`Unplugged`: whether files are not to be had because their drive was pulled out in the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from imalink_core.errors import Problem
from imalink_desktop.importing.volumes import Mounted, online, spot_of

SIGNS = ("missing", "unreadable", "changing")
"""Problems of a file whose drive may have been unplugged."""


class Unplugged:
    """The drives that were there in the beginning and have gone since."""

    def __init__(self, mounted: Sequence[Mounted], mounted_now: Callable[[], Sequence[Mounted]]) -> None:
        self._mounted = mounted
        self._mounted_now = mounted_now
        self._away: set[str] = set()

    def has(self, path: Path) -> bool:
        """Whether the drive of a file is known to have gone."""
        return bool(self._away) and self._volume(path) in self._away

    def explains(self, path: Path, problem: Problem) -> bool:
        """Whether a file has this problem because its drive has gone; the others there will have it too."""
        if problem.code not in SIGNS:
            return False
        volume = self._volume(path)
        if volume not in self._away and not online([volume], self._mounted_now()):
            self._away.add(volume)
        return volume in self._away

    def _volume(self, path: Path) -> str:
        return spot_of(path.parent, self._mounted).volume.volume_id
