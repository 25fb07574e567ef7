"""`Orders`: what is asked of a desk for photos, in batches, of which the last wish wins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count, islice
from typing import Generic, Protocol, TypeVar

from imalink_desktop.base.workers import Key

W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Order(Generic[W]):
    """Some photos, and what is wished of each."""

    number: int
    wishes: Mapping[int, W]


class Counter(Protocol[W]):
    """A desk, as far as orders are placed there."""

    def submit(self, key: Key, task: Order[W], rank: int = 0) -> None:
        """Have an order done."""
        ...

    def drop(self, keys: Iterable[Key]) -> tuple[Order[W], ...]:
        """Forget those that have not begun."""
        ...


class Orders(Generic[W]):
    """A photo may be wished for again while it is being done; only its newest answer counts."""

    def __init__(self, counter: Counter[W], batch: int) -> None:
        self._counter = counter
        self._batch = batch
        self._numbers = count()
        self._newest: dict[int, Order[W]] = {}

    def pending(self, photo: int) -> W | None:
        """What is wished of a photo and has not been answered."""
        order = self._newest.get(photo)
        return None if order is None else order.wishes[photo]

    def recall(self) -> list[int]:
        """Forget whatever has not begun, since it has scrolled by; for which photos that was the newest."""
        dropped = self._counter.drop({order.number for order in self._newest.values()})
        return [photo for order in dropped for photo in self.taken(order)]

    def place(self, wishes: Iterable[tuple[int, W]]) -> None:
        """Ask for these, the first first."""
        left = iter(wishes)
        while batch := dict(islice(left, self._batch)):
            order = Order(next(self._numbers), batch)
            self._newest.update(dict.fromkeys(batch, order))
            # Of equal ones a desk does the newest first.
            self._counter.submit(order.number, order, rank=-order.number)

    def taken(self, order: Order[W]) -> Collection[int]:
        """An order has ended: for which photos it was the newest."""
        ended = [photo for photo in order.wishes if self._newest.get(photo) is order]
        for photo in ended:
            del self._newest[photo]
        return ended
