"""What became of every file of the card, and whether the card may be formatted now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from imalink_desktop.base.words import _, many, retold


class Fate(StrEnum):
    """What became of something that was met on the card."""

    COPIED = "copied"
    THERE_ALREADY = "there_already"
    """The same bytes lay in every destination already; read and compared."""
    PARTLY = "partly"
    """Safe in one destination, and not in the other."""
    FAILED = "failed"
    NOT_REACHED = "not_reached"
    """Every disk for the copies was full before its turn came, or in its middle."""
    AWAY = "away"
    """Its drive was unplugged before it was read."""
    LEFT = "left"
    """On purpose: hidden, or not wanted."""
    SYSTEM = "system"
    """On purpose, and nobody misses it: what systems and programs keep for themselves."""

    @property
    def is_fine(self) -> bool:
        """Whether it is as safe as it should be, or was left on purpose."""
        return self in (*_SAFE, Fate.LEFT, Fate.SYSTEM)


_SAFE = (Fate.COPIED, Fate.THERE_ALREADY)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was read back from its disk and holds the bytes of the original."""

    path: Path
    volume: str
    """The id of the volume it lies on."""
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class FileFate:
    """What became of one file, or of a folder that could not be walked."""

    source: Path
    fate: Fate
    size: int = 0
    sha256: str | None = None
    copies: tuple[Copy, ...] = ()
    reason: str = ""
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class CopyReport:
    """The account of a copying: everything that was met is in `files` once."""

    files: tuple[FileFate, ...]
    card: frozenset[str] = frozenset()
    """The ids of the volumes that the originals lie on."""
    is_whole_card: bool = False
    """Whether those were walked from their roots: formatting takes all that is on them."""
    in_memory: frozenset[str] = frozenset()
    """The ids of volumes that are no disks: a copy there does not outlive the next power cut."""
    warnings: tuple[str, ...] = ()
    stopped: str | None = None
    """Which disk for the copies got full, so that nothing more was written to it."""

    @property
    def counts(self) -> dict[Fate, int]:
        """How many there are of each fate; their sum is the number of `files`."""
        counted = Counter(file.fate for file in self.files)
        return {fate: counted[fate] for fate in Fate}

    @property
    def left_out(self) -> tuple[Path, ...]:
        """What was left out because systems keep it for themselves; it counts for nothing here."""
        return tuple(file.source for file in self.files if file.fate is Fate.SYSTEM)

    @property
    def is_unfinished(self) -> bool:
        """Whether a file is less safe than it should be."""
        return any(not file.fate.is_fine for file in self.files)

    @property
    def safe_to_format(self) -> bool:
        """Whether every byte of the card was proved to lie on two other drives."""
        return self.why_not is None

    @property
    def why_not(self) -> str | None:
        """What stands in the way of formatting, in a sentence; None where nothing does."""
        return next(self._obstacles(), None)

    def _obstacles(self) -> Iterator[str]:
        if away := sum(file.fate is Fate.AWAY for file in self.files):
            yield many(
                "A drive has gone: {n} file still to be read. Plug it in and import again.",
                "A drive has gone: {n} files still to be read. Plug it in and import again.",
                away,
            )
        if left := sum(file.fate is Fate.NOT_REACHED for file in self.files):
            yield many("{n} file is still to be copied.", "{n} files are still to be copied.", left)
        told = [file for file in self.files if file.fate is not Fate.SYSTEM]
        if shut := [file for file in told if file.is_folder]:
            yield many(
                "One folder is not walked: {first}",
                "{n} folders are not walked, the first is {first}",
                len(shut),
                first=_told(shut[0]),
            )
        files = [file for file in told if not file.is_folder]
        if not files:
            yield _("No file was copied.")
        if unsafe := [file for file in files if file.fate not in _SAFE]:
            yield many(
                "One file is not safe: {first}",
                "{n} files are not safe, the first is {first}",
                len(unsafe),
                first=_told(unsafe[0]),
            )
        places = [{copy.volume for copy in file.copies} for file in files]
        if any(self.card & volumes for volumes in places):
            yield _("The copies lie on the card itself, or on the drive of the originals.")
        if any(self.in_memory & volumes for volumes in places):
            yield _("Copies lie in the computer's memory, which forgets them: they need to be on two drives.")
        if any(len(file.copies) < 2 for file in files):
            yield _("There is only one copy of each file: a second one on another drive is needed.")
        if any(len(volumes) < 2 for volumes in places):
            yield _("Both copies lie on the same drive: they need to be on two.")
        if not self.is_whole_card:
            yield _("Only a part of the card was looked at, and formatting would take all of it.")


def _told(file: FileFate) -> str:
    return f"{file.source.name}. {retold(file.reason)}".rstrip()
