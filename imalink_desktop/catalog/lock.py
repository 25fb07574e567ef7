"""One catalog, one writer: a lock that the system lets go of when its program dies, however it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class InUse(Expected):
    """Another program has it open; perhaps that one can be asked."""


class CatalogLock:
    """A catalog's. Held from its making until `release`, or until the program ends."""

    def __init__(self, catalog: Path) -> None:
        self._file = os.open(lock_of(catalog), os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(self._file)
        except OSError:
            holder = os.pread(self._file, 100, 1).decode("utf-8", "replace") if hasattr(os, "pread") else ""
            os.close(self._file)
            told = _("This catalog is open in another ImaLink (process {process}).").format(process=holder)
            raise InUse(
                told if holder else _("This catalog is open in another ImaLink."),
                _("Close that one first, or go on there."),
            ) from None
        # The first byte is what is locked; who holds it stands behind it, for the message above.
        os.ftruncate(self._file, 0)
        os.write(self._file, b"\n" + _me())

    def release(self) -> None:
        """Let somebody else have it. The file stays: to remove it would be a race."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def lock_of(catalog: Path) -> Path:
    """Where a catalog's lock lies: beside it, whichever program has it open."""
    return catalog.with_suffix(".lock")


def is_held(catalog: Path) -> bool:
    """Whether some program, this one included, holds the lock; without taking it for longer than the look."""
    try:
        file = os.open(lock_of(catalog), os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return False
    try:
        _lock(file)
    except OSError:
        return True
    finally:
        os.close(file)
    return False


def is_held_here(catalog: Path) -> bool:
    """Whether this very program holds the lock. Of others' it does not get into the way."""
    try:
        holder = lock_of(catalog).read_bytes()[1:20] if sys.platform != "win32" else _me()
    except OSError:
        return False
    return holder == _me() and is_held(catalog)


def _me() -> bytes:
    return str(os.getpid()).encode("ascii")


def _lock(file: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
