"""`Destination`: a folder that copies go to, and what may be done in it.

`Attempt` is one file on its way to one of them. Its trouble is its own: where there are two
destinations, the other one gets its copy all the same.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from imalink_desktop.base.atomic import sync_folder
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.words import _
from imalink_desktop.importing.copying.part import Part, remove_left_behind


class Destination:
    """A folder that copies go to. It is held open, so that it cannot become another one unnoticed."""

    def __init__(self, root: Path, volume: str) -> None:
        self.root = Path(os.path.realpath(root))
        self.volume = volume
        self.full: Expected | None = None
        """Why nothing more is written here, once the disk is full."""
        self._handle: int | None = None

    def __enter__(self) -> Self:
        try:
            if sys.platform != "win32":
                self._handle = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            remove_left_behind(self.root)
            Part(self.root).discard()  # better now than after reading the first file
        except OSError as error:
            self.__exit__()
            raise disk_trouble(error, self.root / "a copy") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def path_of(self, place: PurePosixPath) -> Path:
        """Where a place of the template lies here."""
        return self.root.joinpath(*place.parts)

    def check(self, target: Path) -> None:
        """Refuse to go on where the drive was unplugged, or where a link leads out of the destination."""
        try:
            there = self.root.stat()
        except OSError:
            raise self._gone() from None
        if self._handle is not None and not os.path.samestat(there, os.fstat(self._handle)):
            raise self._gone()
        for folder in target.parents:
            if folder == self.root:
                break
            with suppress(FileNotFoundError):
                state = folder.lstat()
                if not stat.S_ISDIR(state.st_mode) or state.st_dev != there.st_dev:
                    raise Expected(
                        _("{folder} is no folder on the disk of the destination.").format(folder=folder),
                        _("Take it away, or choose another template or destination."),
                    )

    def make_folder(self, folder: Path) -> None:
        """Make a folder, and those above it, so that they are there after a power cut, too."""
        missing = []
        while folder != self.root and not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for new in reversed(missing):
            new.mkdir(exist_ok=True)
            sync_folder(new.parent)

    def trouble(self, error: OSError, target: Path) -> Expected:
        """Why a file could not be written; remembered where it holds for all that follow."""
        told = disk_trouble(error, target)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            self.full = told
        return told

    def _gone(self) -> Expected:
        return Expected(
            _("The folder {root} is no longer there.").format(root=self.root), _("Plug in its drive again.")
        )


@dataclass(slots=True)
class Attempt:
    """One file on its way to one destination."""

    destination: Destination
    target: Path
    was_there: bool = False
    """Whether the same bytes lie there already, read and compared."""
    trouble: Expected | None = None
    _part: Part | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether a copy was begun, and all has gone well with it."""
        return self._part is not None and self.trouble is None

    @contextmanager
    def noting(self) -> Iterator[None]:
        """What goes wrong here is this copy's trouble, and no other's."""
        try:
            yield
        except OSError as error:
            self.trouble = self.destination.trouble(error, self.target)
        except Expected as trouble:
            self.trouble = trouble

    def begin(self) -> None:
        """Begin a copy, unless the disk is known to be full."""
        if self.destination.full is not None:
            self.trouble = self.destination.full
            return
        with self.noting():
            self.destination.check(self.target)
            self._part = Part(self.destination.root)

    def write(self, piece: bytes) -> None:
        """Write a piece."""
        with self.noting():
            self._under_way.write(piece)

    def settle(self, times: tuple[int, int]) -> None:
        """Bring all that was written to the disk."""
        with self.noting():
            self._under_way.settle(times)

    def read_back(self) -> Iterator[bytes]:
        """What the disk has of it."""
        return self._under_way.read_back()

    def land(self) -> bool:
        """Give the copy its name; False where something has it."""
        with self.noting():
            self.destination.check(self.target)
            self.destination.make_folder(self.target.parent)
            try:
                self._under_way.land(self.target)
            except FileExistsError:
                return False
            sync_folder(self.target.parent)
        return True

    def end(self) -> None:
        """Leave nothing behind that has no name."""
        if self._part is not None:
            self._part.discard()
            self._part = None

    @property
    def _under_way(self) -> Part:
        if self._part is None:
            raise Bug("a copy was gone on with that was never begun")
        return self._part
