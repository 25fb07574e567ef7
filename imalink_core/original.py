"""`Original`: one file on somebody's disk, opened for reading and never otherwise."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from imalink_core.errors import Problem

_PIECE = 1 << 20

# A FIFO or a device must not block us at opening, nor hand us a terminal.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)


class Original:
    """An open original. Made by `open_original`, which also closes it."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.file = file
        self._stat = os.fstat(file.fileno())
        self.size = self._stat.st_size
        self._whole: bytes | None = None

    @property
    def is_ordinary(self) -> bool:
        """Whether it is a file, and no pipe or device."""
        return stat.S_ISREG(self._stat.st_mode)

    def read(self) -> bytes:
        """The whole file, as one piece; read once, however often it is asked for."""
        if self._whole is None:
            with _telling():
                self.file.seek(0)
                self._whole = self.file.read(self.size + 1)
        if len(self._whole) != self.size:
            raise Problem("changing")
        return self._whole

    def forget(self) -> None:
        """Let go of the bytes that `read` holds."""
        self._whole = None

    def sha256(self) -> str:
        """The identity of the bytes; of those that were decoded, where they were read whole."""
        if self._whole is not None:
            return hashlib.sha256(self._whole).hexdigest()
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """The bytes from the first to the last, for whoever does not need them all at once."""
        with _telling():
            self.file.seek(0)
            while piece := self.file.read(_PIECE):
                yield piece

    def check_unchanged(self) -> None:
        """Refuse what was read while somebody was still writing it."""
        try:
            there, here = self.path.stat(), os.fstat(self.file.fileno())
        except OSError:
            raise Problem("changing", "(It is gone.)") from None
        if not _identity(there) == _identity(here) == _identity(self._stat):
            raise Problem("changing")


def _identity(state: os.stat_result) -> tuple[int, ...]:
    """What differs when a file was written to, or another one put in its place."""
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


@contextmanager
def _telling() -> Iterator[None]:
    """A drive that is unplugged or failing is a problem of this file, not a crash of ours."""
    try:
        yield
    except OSError as error:
        raise Problem("unreadable", f"({error.strerror or error})") from None


def _without_waiting(name: str, _flags: int) -> int:
    return os.open(name, _FLAGS)


@contextmanager
def open_original(path: str | os.PathLike[str]) -> Iterator[Original]:
    """Open an ordinary file for reading, or say in one sentence why not."""
    place = Path(path)
    try:
        file = open(place, "rb", opener=_without_waiting)  # noqa: SIM115 - closed below
    except FileNotFoundError:
        raise Problem("missing") from None
    except IsADirectoryError:
        raise Problem("not_a_file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem("unreadable", f"({reason})") from None
    with file:
        with _telling():
            original = Original(place, file)
        if not original.is_ordinary:
            raise Problem("not_a_file")
        if original.size == 0:
            raise Problem("empty")
        yield original
