"""What happens in a watched folder, as data, and what of it nobody wants to hear."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path

from imalink_desktop.importing.left_out import LeaveOut, skip_file, skip_folder

_FOLDERS_REMEMBERED = 4096


class Kind(Enum):
    """What happened to a file or a folder."""

    TOUCHED = auto()
    """It is new or has changed; or, of a folder, anything in it may have."""
    WRITTEN = auto()
    """Somebody has it open and writes. Told only by systems that tell of the closing as well."""
    CLOSED = auto()
    """Who wrote has closed it."""
    GONE = auto()
    """It is no longer there."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, below which watched folder, and when by a clock that never jumps."""

    root: Path
    path: Path
    kind: Kind
    moment: float
    is_folder: bool = False


class Sieve:
    """Lets through what an import would look at: nothing that is left out, and none of our own files."""

    def __init__(self, leave_out: LeaveOut, own: Path | None = None) -> None:
        """`own` is the folder in which the program keeps its data."""
        self._leave_out = leave_out
        self._own = own
        self._walked = lru_cache(_FOLDERS_REMEMBERED)(self._is_walked)

    def passes(self, root: Path, path: Path, *, is_folder: bool = False) -> bool:
        """Whether an import of the watched folder would come to this path at all."""
        if is_folder:
            return self._walked(root, path)
        return self._walked(root, path.parent) and not skip_file(path.name, self._leave_out)

    def _is_walked(self, root: Path, folder: Path) -> bool:
        if not folder.is_relative_to(root) or (self._own and folder.is_relative_to(self._own)):
            return False
        above = root.name
        for name in folder.relative_to(root).parts:
            if skip_folder(name, above, self._leave_out):
                return False
            above = name
        return True
