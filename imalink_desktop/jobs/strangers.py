"""Threads that are none of ours: those of libraries, such as the one that watches folders."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from imalink_desktop.base.log import logger

log = logger(__name__)


@contextmanager
def hearing_threads() -> Iterator[None]:
    """What they raise comes into the log, where ours is too, instead of onto a terminal that nobody sees."""
    before = threading.excepthook
    threading.excepthook = _hear
    try:
        yield
    finally:
        threading.excepthook = before


def _hear(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log.error("a fault in a thread", exc_info=args.exc_value)
