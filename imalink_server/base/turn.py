"""A turn: one at a time, among threads and among processes; such as that to write a file of SQLite's.

SQLite has a lock of its own, but not a fair one, and older versions, which Python may link, can
corrupt the write-ahead log when one connection moves it into the file while another writes.
Both happen within a transaction's turn here, so neither can meet the other.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imalink_server.base.errors import Code, Refused

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 30.0
"""Seconds that one waits for the turn."""


class Turn:
    """Taken for each transaction that writes. The lock on the file ends with whoever holds it."""

    def __init__(self, path: Path) -> None:
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)

    @contextmanager
    def taken(self, patience: float = PATIENCE) -> Iterator[None]:
        """Wait for the turn, and have it."""
        until = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise _busy()
        try:
            while not _lock(self._file):
                if time.monotonic() > until:
                    raise _busy()
                time.sleep(0.002)
            try:
                yield
            finally:
                _unlock(self._file)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Take part no more."""
        os.close(self._file)


def _busy() -> Refused:
    return Refused(Code.UNAVAILABLE, "The server is busy. Try again in a moment.", {"retry_after": 5})


def _lock(file: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(file: int) -> None:
    if sys.platform == "win32":
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
