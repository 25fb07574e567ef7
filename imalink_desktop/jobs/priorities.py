"""`Priorities`: what waits, in the order in which it is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Generic, TypeVar

from imalink_desktop.base.workers import Key

T = TypeVar("T")


class Priorities(Generic[T]):
    """First what is preferred, then the highest rank, among equals the newest.

    It is for one thread at a time: whoever shares it holds a lock.
    """

    def __init__(self) -> None:
        self._waiting: dict[Key, tuple[int, int, T]] = {}
        self._order: list[tuple[int, int, Key]] = []
        """A heap, with leftovers of what has been taken or replaced meanwhile."""
        self._preferred: dict[Key, None] = {}
        self._numbers = count(0, -1)

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, key: Key, thing: T, rank: int = 0) -> None:
        """Let a thing wait, in the place of the one with this key if there is one."""
        number = next(self._numbers)
        self._waiting[key] = (-rank, number, thing)
        heappush(self._order, (-rank, number, key))
        if len(self._order) > 64 + 2 * len(self._waiting):
            self._order = [(rank, number, key) for key, (rank, number, _) in self._waiting.items()]
            heapify(self._order)

    def prefer(self, keys: Iterable[Key]) -> None:
        """Put these before all others, in this order, whether they wait already or come later.

        Meant for what is on the screen: each `take` looks through them.
        """
        self._preferred = dict.fromkeys(keys)

    def drop(self, keys: Iterable[Key]) -> tuple[T, ...]:
        """Take these out, as far as they wait."""
        return tuple(self._waiting.pop(key)[-1] for key in dict.fromkeys(keys) if key in self._waiting)

    def clear(self) -> tuple[T, ...]:
        """Take all out."""
        return self.drop(tuple(self._waiting))

    def take(self) -> tuple[Key, T]:
        """Take out what is wanted most. Something has to wait."""
        for key in self._preferred:
            if key in self._waiting:
                return key, self._waiting.pop(key)[-1]
        while True:
            rank, number, key = heappop(self._order)
            waits = self._waiting.get(key)
            if waits is not None and waits[:2] == (rank, number):
                del self._waiting[key]
                return key, waits[-1]
