"""`Mailbox`: how things come home, to the thread that made the room, in the order in which they were sent."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Hashable
from inspect import ismethod
from threading import Event, Lock
from typing import TypeAlias, TypeVar
from weakref import WeakMethod

from imalink_desktop.base.log import logger

T = TypeVar("T")
Letter: TypeAlias = Callable[[], object]

log = logger(__name__)

OFTEN = 0.05
"""Seconds between two looks at how far the jobs are."""
AT_ONCE = 0.004
"""Seconds that a delivery may take before the window has its turn again."""


class Mailbox(ABC):
    """Letters are all delivered. Of glimpses with one key only the newest is, and only now and then."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._letters: deque[Letter] = deque()
        self._glimpses: dict[Hashable, Letter] = {}
        self._rung = False
        self._delivering = False
        self._closed = False

    def post(self, letter: Letter, instead_of: Hashable = None) -> None:
        """Have this called at home, and no more the glimpse that it makes old."""
        with self._lock:
            self._glimpses.pop(instead_of, None)
            self._letters.append(letter)
            ring, self._rung = not (self._rung or self._closed), True
        if ring:
            self.soon()

    def glimpse(self, key: Hashable, letter: Letter) -> None:
        """Have this called at home some time, unless a newer one comes first."""
        with self._lock:
            ring = not (self._glimpses or self._closed)
            self._glimpses[key] = letter
        if ring:
            self.later()

    def deliver(self, *, glimpses: bool, seconds: float = float("inf")) -> None:
        """At home: call what has come. Asks for another turn if it takes longer than that."""
        if self._delivering:
            return  # A letter that has others delivered: they come after it.
        self._delivering = True
        until = time.monotonic() + seconds
        shown: set[Hashable] | None = set() if glimpses else None
        try:
            with self._lock:
                self._rung = False
            while letter := self._next(shown):
                try:
                    letter()
                except Exception:
                    log.exception("a receiver failed")
                if time.monotonic() > until and not self._closed:
                    break
        finally:
            self._delivering = False
            self._ring_for_the_rest()

    def alive(self, receiver: object) -> bool:
        """Whether a receiver may still be called."""
        del receiver
        return True

    def weakly(self, receiver: Callable[[T], object]) -> Callable[[T], None]:
        """Hold the method of an object so that the object may go; then nobody is called."""
        held = WeakMethod(receiver) if ismethod(receiver) else lambda: receiver

        def call(value: T) -> None:
            found = held()
            if found is not None and self.alive(getattr(found, "__self__", found)):
                found(value)

        return call

    @abstractmethod
    def soon(self) -> None:
        """Have letters delivered at home."""

    @abstractmethod
    def later(self) -> None:
        """Have letters and glimpses delivered at home, within `OFTEN`."""

    def close(self) -> None:
        """Ring nobody any more; what is still in it can be delivered by hand."""
        self._closed = True

    def _next(self, shown: set[Hashable] | None) -> Letter | None:
        """The next letter; where there is none, a glimpse of what has not been shown in this delivery."""
        with self._lock:
            if self._letters:
                return self._letters.popleft()
            for key in self._glimpses if shown is not None else ():
                if shown is not None and key not in shown:
                    shown.add(key)
                    return self._glimpses.pop(key)
            return None

    def _ring_for_the_rest(self) -> None:
        with self._lock:
            soon = bool(self._letters) and not (self._rung or self._closed)
            # A letter that came during the delivery may have rung for nothing: it has been delivered too.
            self._rung = bool(self._letters) and not self._closed
            later = bool(self._glimpses) and not self._closed
        if soon:
            self.soon()
        if later:
            self.later()


class DoorMailbox(Mailbox):
    """For a program without an event loop: its main thread comes by itself, and waits here meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._bell = Event()
        self._looked = 0.0

    def soon(self) -> None:
        """Wake who waits."""
        self._bell.set()

    def later(self) -> None:
        """Who waits looks up that often."""

    def wait(self) -> None:
        """Wait for a letter, but not longer than for the next glimpse; and deliver."""
        self._bell.wait(OFTEN)
        self._bell.clear()
        now = time.monotonic()
        glimpses = now - self._looked >= OFTEN
        self._looked = now if glimpses else self._looked
        self.deliver(glimpses=glimpses)


class HandedOver(Mailbox):
    """Where there is one thread only: everything is delivered at once."""

    def soon(self) -> None:
        """Deliver."""
        self.deliver(glimpses=True)

    def later(self) -> None:
        """Deliver."""
        self.deliver(glimpses=True)
