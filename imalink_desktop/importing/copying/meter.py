"""How far a copying is, in bytes of the card: a file counts in full when its last copy is proved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from imalink_desktop.base.progress import Progress
from imalink_desktop.base.words import marked

COPYING = marked("copying")


class Meter:
    """Counts what was read, of the card and of the copies. Never goes back, and ends at the total."""

    def __init__(self, sizes: Iterable[tuple[Path, int]], copies: int) -> None:
        self._whole = {path: size * (1 + copies) for path, size in sizes}
        self._seen: dict[Path, int] = {}
        self._passes = 1 + copies
        self._done = 0
        self._total = sum(self._whole.values()) // self._passes

    def seen(self, path: Path, more: int) -> Progress:
        """So many more bytes of a file, or of a copy of it, were read."""
        before = self._seen.get(path, 0)
        # A file that has to be read once more than usual stands still for that time.
        after = min(before + more, self._whole[path])
        self._seen[path] = after
        self._done += after - before
        return self._told(path)

    def ended(self, path: Path) -> Progress:
        """Nothing more is done about a file, whatever came of it."""
        return self.seen(path, self._whole[path])

    def _told(self, path: Path) -> Progress:
        return Progress(COPYING, self._done // self._passes, self._total, path.name, in_bytes=True)
