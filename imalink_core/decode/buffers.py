"""`Buffers`: large pixel buffers, kept from picture to picture.

A fresh buffer of 96 MB costs more in page faults than the arithmetic done in it,
and fresh buffers do not scale over threads. A kept one, in huge pages where the
system has them, costs nothing from the second picture on.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
import threading

from imalink_core.limits import DEFAULT_LIMITS

_HUGE_PAGE = 2 << 20
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_KEPT_FREE, _LARGEST_SHARED = 64 << 20, 14 << 20


class Buffers:
    """Lends each thread a buffer for one picture, and keeps what comes back, within a bound for all."""

    def __init__(self, kept_bytes: int = DEFAULT_LIMITS.kept_bytes) -> None:
        self._kept_bytes = kept_bytes
        self._kept: list[mmap.mmap] = []
        self._lock = threading.Lock()
        self._lent = threading.local()

    def take(self, size: int) -> memoryview:
        """Exactly `size` writable bytes, this thread's own until it gives them back."""
        self.give_back()
        with self._lock:
            fitting = [kept for kept in self._kept if len(kept) >= size]
            buffer = min(fitting, key=len) if fitting else None
            if buffer is not None:
                self._kept.remove(buffer)
        self._lent.buffer = _allocate(size) if buffer is None else buffer
        return memoryview(self._lent.buffer)[:size]

    def give_back(self) -> None:
        """The thread is done with its picture. The largest buffers are kept: they fit the most."""
        buffer: mmap.mmap | None = getattr(self._lent, "buffer", None)
        self._lent.buffer = None
        if buffer is None:
            return
        with self._lock:
            self._kept = sorted([*self._kept, buffer], key=len, reverse=True)
            while sum(map(len, self._kept)) > self._kept_bytes:
                self._kept.pop(0 if len(self._kept[0]) > self._kept_bytes else -1)


def _allocate(size: int) -> mmap.mmap:
    """Anonymous memory in whole huge pages."""
    buffer = mmap.mmap(-1, -(-size // _HUGE_PAGE) * _HUGE_PAGE)
    if hasattr(mmap, "MADV_HUGEPAGE"):
        try:
            buffer.madvise(mmap.MADV_HUGEPAGE)
        except OSError:  # a kernel built without them: slower, not wrong
            return buffer
    return buffer


def keep_freed_memory() -> None:
    """Ask the C library to keep some of what is freed, where it can be asked.

    The halves and thirds of a picture that its previews are made from are freed after each
    file. glibc hands them back to the system, and each next file pays a sixth of its time to
    have the very same pages made anew. Up to 64 MB are kept instead. What is larger than
    previews need (Pillow holds full-size pictures in pieces of 16 MB) goes back as before.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:  # musl has none
            mallopt(_M_TRIM_THRESHOLD, _KEPT_FREE)
            mallopt(_M_MMAP_THRESHOLD, _LARGEST_SHARED)
