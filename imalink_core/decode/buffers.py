"""`Buffers`: one large pixel buffer for each thread, kept from picture to picture.

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
_KEPT_FREE, _LARGEST_SHARED = 64 << 20, 32 << 20


class Buffers:
    """Hands each thread its buffer. What it held is overwritten by the thread's next picture."""

    def __init__(self, kept_bytes: int = DEFAULT_LIMITS.kept_bytes) -> None:
        self._kept_bytes = kept_bytes
        self._mine = threading.local()

    def take(self, size: int) -> memoryview:
        """Exactly `size` writable bytes, this thread's own until it asks again."""
        kept: mmap.mmap | None = getattr(self._mine, "kept", None)
        if kept is None or len(kept) < size:
            self._mine.kept = None  # let go of the old one before the new one is made
            del kept
            kept = _allocate(size)
            if len(kept) <= self._kept_bytes:
                self._mine.kept = kept
        return memoryview(kept)[:size]


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
    have the very same pages made anew. Up to 64 MB are kept instead.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:  # musl has none
            mallopt(_M_TRIM_THRESHOLD, _KEPT_FREE)
            mallopt(_M_MMAP_THRESHOLD, _LARGEST_SHARED)
