"""`Squad`: tasks that wait, the hands of a lane that do them, and a bound on what is under way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from threading import Condition
from typing import Generic, TypeVar

from imalink_desktop.base.errors import Bug
from imalink_desktop.base.workers import Answer, Done, Failed, Key
from imalink_desktop.jobs.budget import Budget
from imalink_desktop.jobs.priorities import Priorities
from imalink_desktop.jobs.traffic import Traffic
from imalink_desktop.jobs.trouble import trouble

T = TypeVar("T")
R = TypeVar("R")


def attempt(work: Callable[[T], R], key: Key, task: T) -> Answer[T, R]:
    """Do a task; whatever it raises is an answer."""
    try:
        return Done(key, task, work(task))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - one bad task costs nothing but itself
        return Failed(key, task, trouble(error, f"task {key}"))


class Squad(ABC, Generic[T, R]):
    """What a crew and a desk share. A hand is one turn on the lane: it takes what is then wanted most.

    So the lane is shared evenly, a smaller lane takes effect after one task, and what is
    wanted first is decided at the last moment.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        traffic: Traffic,
        ahead: int,
        cost: Callable[[T], int] | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._work = work
        self._traffic = traffic
        self._ahead = ahead
        self._cost = cost
        self._budget = budget
        self._changed = Condition()
        self._waiting = Priorities[T]()
        self._called = 0
        """Hands that are to come."""
        self._busy = 0
        self._uncollected = 0
        self._closed = False
        traffic.join(self)

    @property
    def left(self) -> int:
        """How many wait, are being done, or have not been collected."""
        with self._changed:
            return self._left

    @property
    def busy(self) -> int:
        """How many are being done."""
        return self._busy

    def submit(self, key: Key, task: T, rank: int = 0) -> None:
        """Have a task done. If one with this key still waits, this one takes its place."""
        with self._changed:
            if self._closed:
                raise Bug("a task came after closing")
            self._waiting.put(key, task, rank)
        self.call_hands()

    def prefer(self, keys: Iterable[Key]) -> None:
        """Do these first, in this order, also those that are yet to come. The last call counts."""
        with self._changed:
            self._waiting.prefer(keys)

    def drop(self, keys: Iterable[Key]) -> tuple[T, ...]:
        """Forget those of these that still wait, and give them back; they have no answer."""
        with self._changed:
            dropped = self._waiting.drop(keys)
            self._changed.notify_all()
        return dropped

    def call_hands(self) -> None:
        """Ask the lane for as many hands as there is work for and room for what they make."""
        width = self._traffic.width
        with self._changed:
            coming = self._called + self._busy
            wanted = min(
                len(self._waiting) - self._called,
                width - coming,
                width * self._ahead - coming - self._uncollected,
            )
            self._called += max(0, wanted)
        for _ in range(wanted):
            self._traffic.do(self._hand)

    def close(self) -> tuple[T, ...]:
        """Take no more tasks, and forget and give back those that wait. What is being done goes on."""
        with self._changed:
            self._closed = True
            dropped = self._waiting.clear()
            self._changed.notify_all()
        self._traffic.leave(self)
        if self._budget is not None:
            self._budget.ask_again()
        return dropped

    @abstractmethod
    def _deliver(self, answer: Answer[T, R]) -> None:
        """Hand in an answer, holding no lock; whoever takes it says `_collected`."""

    @property
    def _left(self) -> int:
        return len(self._waiting) + self._busy + self._uncollected

    def _collected(self, number: int) -> None:
        """So many answers have been taken: there is room for more."""
        with self._changed:
            self._uncollected -= number
        self.call_hands()

    def _hand(self) -> None:
        """On the lane: one task."""
        with self._changed:
            self._called -= 1
            if not self._waiting:
                return
            key, task = self._waiting.take()
            self._busy += 1
        answer = None
        try:
            answer = self._do(key, task)
        finally:
            with self._changed:
                self._busy -= 1
                self._uncollected += answer is not None
                self._changed.notify_all()
        if answer is not None:
            self._deliver(answer)
        self.call_hands()

    def _do(self, key: Key, task: T) -> Answer[T, R] | None:
        """Do a task within the budget. None when the squad was closed before it began."""
        if self._budget is None or self._cost is None:
            return attempt(self._work, key, task)
        cost = attempt(self._cost, key, task)
        if isinstance(cost, Failed):
            return cost
        with self._budget.spend(cost.value, unless=lambda: self._closed) as granted:
            return attempt(self._work, key, task) if granted else None
