"""`Part`: a copy that has no name yet.

It lies in the destination under a name that only we give, until its bytes were read back and compared.
So whatever has a real name is whole, also after the program was killed. The system holds a lock on each
part while its program lives: what is not locked was left behind, and is removed.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from imalink_desktop.importing.copying.landing import land

if sys.platform != "win32":
    import fcntl

_PIECE = 1 << 20
_OURS = re.compile(r"\.imalink-copy-[0-9a-f]{16}\.part")
_SECONDS_FORGOTTEN = 3600
"""Where locks are unknown, a part that nobody wrote to for so long was left behind."""

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Part:
    """A copy that is being written, in the destination's own folder."""

    def __init__(self, root: Path) -> None:
        self._path = root / f".imalink-copy-{secrets.token_hex(8)}.part"
        self._file = os.open(self._path, _NEW, 0o666)
        self._is_landed = False
        with suppress(OSError):
            _lock(self._file)

    def write(self, piece: bytes) -> None:
        """Write all of a piece; the system may take it in several bites."""
        rest = memoryview(piece)
        while rest:
            rest = rest[_write(self._file, rest) :]

    def settle(self, times: tuple[int, int]) -> None:
        """Bring it to the disk, with the times of the original, and out of the memory."""
        with suppress(PermissionError):  # some shares keep times of their own
            os.utime(self._path, ns=times)
        os.fsync(self._file)
        _forget(self._file)

    def read_back(self) -> Iterator[bytes]:
        """The bytes as the disk has them."""
        os.lseek(self._file, 0, os.SEEK_SET)
        while piece := os.read(self._file, _PIECE):
            yield piece

    def land(self, target: Path) -> None:
        """Give it its name; `FileExistsError` where that is taken."""
        if sys.platform == "win32":
            self._close()  # there no file that is open can be renamed
        land(self._path, target)
        self._is_landed = True

    def discard(self) -> None:
        """Let go of it; what has no name by now is removed."""
        self._close()
        if not self._is_landed:
            with suppress(OSError):
                self._path.unlink()

    def _close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def remove_left_behind(root: Path) -> None:
    """Remove the parts of programs that ended in the middle; no other file, and no part that is in work."""
    with os.scandir(root) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if _was_left_behind(Path(entry.path)):
                        os.unlink(entry.path)  # noqa: PTH108


def pieces_on_disk(path: Path) -> Iterator[bytes]:
    """The bytes of a file that is there, as the disk has them."""
    file = os.open(path, _READ)
    try:
        _forget(file)
        while piece := os.read(file, _PIECE):
            yield piece
    finally:
        os.close(file)


def _forget(file: int) -> None:
    """Have the system let go of what it remembers of a file, so that reading asks the disk."""
    if sys.platform == "darwin":
        fcntl.fcntl(file, fcntl.F_NOCACHE, 1)
    elif sys.platform != "win32":
        with suppress(OSError):
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)


def _write(file: int, piece: memoryview) -> int:
    return os.write(file, piece)


def _was_left_behind(part: Path) -> bool:
    if sys.platform == "win32":
        return True  # there no open file can be removed
    file = os.open(part, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        _lock(file)
    except BlockingIOError:
        return False
    except OSError:
        return time.time() - os.fstat(file).st_mtime > _SECONDS_FORGOTTEN
    finally:
        os.close(file)
    return True


def _lock(file: int) -> None:
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
