"""Memory that was freed goes back to the system; the C library keeps it, in case, for ever."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> bool:
    """Hand freed memory back; whether there was any. Takes some milliseconds, and no lock of Python's."""
    if sys.platform != "linux":
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none, and keeps little
    return bool(trim is not None and trim(0))
