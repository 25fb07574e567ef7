"""`Threads`: where a lane gets its threads from."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeAlias

Work: TypeAlias = Callable[[], None]

MOST = 256
"""More than all lanes together ask for: how many there are at once is for the lanes to say."""


class Threads(Protocol):
    """A source of threads."""

    @property
    def may_wait(self) -> bool:
        """Whether work may wait in its thread for something that another thread does."""
        ...

    def start(self, work: Work) -> None:
        """Do this in a thread of its own."""
        ...

    def close(self, seconds: float) -> bool:
        """Wait for all of them to end; False when that took too long."""
        ...


class PlainThreads:
    """Those of Python, for a program without an event loop."""

    may_wait = True

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(MOST, thread_name_prefix="imalink")
        self._under_way: set[Future[None]] = set()

    def start(self, work: Work) -> None:
        """Do this in a thread that is free, or in a new one."""
        future = self._pool.submit(work)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)

    def close(self, seconds: float) -> bool:
        """Wait for what is under way; then the threads end too."""
        until = time.monotonic() + seconds
        while under_way := self._under_way.copy():
            if wait(under_way, max(0.0, until - time.monotonic())).not_done:
                return False
        self._pool.shutdown()
        return True


class ThisThread:
    """No thread but the caller's: work is done at once."""

    may_wait = False

    def start(self, work: Work) -> None:
        """Do it."""
        work()

    def close(self, seconds: float) -> bool:
        """Nothing was left over."""
        del seconds
        return True
