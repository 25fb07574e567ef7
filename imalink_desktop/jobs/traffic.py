"""`Traffic`: what goes on on one lane."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import partial
from threading import Lock, get_ident
from typing import Protocol

from imalink_desktop.base.workers import Key
from imalink_desktop.jobs.threads import Threads, Work


class Gang(Protocol):
    """What wants to know when its lane changes."""

    def call_hands(self) -> None:
        """See whether more may be begun."""
        ...

    def prefer(self, keys: Iterable[Key]) -> None:
        """Begin with these."""
        ...


class Traffic:
    """Does work in order, so and so much at once. All may be called from any thread.

    Gentle is who does less at once. Threads of a low priority would not be: while other
    programs are busy, such a thread stands still with Python's lock in its hand, and the
    window waits for it (measured on Linux: up to 1.4 s idle, 0.7 s at nice 19, 16 ms as usual).
    """

    def __init__(self, threads: Threads, width: int) -> None:
        self._threads = threads
        self._width = width
        self._gently = False
        self._lock = Lock()
        self._queue: deque[Work] = deque()
        self._driving = 0
        self._drivers: set[int] = set()
        self._gangs: list[Gang] = []
        self._preferred: tuple[Key, ...] = ()

    @property
    def may_wait(self) -> bool:
        """Whether work may wait here for other threads."""
        return self._threads.may_wait

    @property
    def busy(self) -> bool:
        """Whether any work is being done."""
        return self._driving > 0

    @property
    def width(self) -> int:
        """How much is done at once."""
        return max(1, self._width // 2 if self._gently else self._width)

    def set_width(self, width: int) -> None:
        """Do more at once, or less: what is too much ends with the work it is at."""
        self._width = width
        self._look_again()

    def set_gently(self, *, gently: bool) -> None:
        """Leave half of the width to others, as while the photographer works; or no more."""
        self._gently = gently
        self._look_again()

    def prefer(self, keys: Iterable[Key]) -> None:
        """Have all gangs, also those to come, begin with these."""
        self._preferred = tuple(keys)
        for gang in tuple(self._gangs):
            gang.prefer(self._preferred)

    def join(self, gang: Gang) -> None:
        """Tell this one of changes."""
        with self._lock:
            self._gangs.append(gang)
        gang.prefer(self._preferred)

    def leave(self, gang: Gang) -> None:
        """Tell it no more."""
        with self._lock:
            if gang in self._gangs:
                self._gangs.remove(gang)

    def is_mine(self) -> bool:
        """Whether this is asked by work that goes on here."""
        return get_ident() in self._drivers

    def do(self, work: Work) -> None:
        """Do this when its turn has come."""
        with self._lock:
            self._queue.append(work)
        self._send()

    def _look_again(self) -> None:
        self._send()
        for gang in tuple(self._gangs):
            gang.call_hands()

    def _send(self) -> None:
        """Start a thread for whatever has its turn now."""
        while True:
            with self._lock:
                if not self._queue or self._driving >= self.width:
                    return
                self._driving += 1
                work = self._queue.popleft()
            self._threads.start(partial(self._drive, work))

    def _drive(self, work: Work) -> None:
        """In a thread: this work and all that follows, unless the lane has become too narrow for it."""
        following: Work | None = work
        self._drivers.add(get_ident())
        try:
            while following is not None:
                following()
                following = self._following()
        finally:
            self._drivers.discard(get_ident())
            with self._lock:
                self._driving -= 1
            self._send()

    def _following(self) -> Work | None:
        with self._lock:
            return self._queue.popleft() if self._queue and self._driving <= self.width else None
