"""The crew of a job: answers wait in an inbox for the job's own thread. And its twin without threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Self, TypeVar

from imalink_desktop.base.errors import Bug
from imalink_desktop.base.workers import AHEAD, Answer, Key
from imalink_desktop.jobs.budget import Budget
from imalink_desktop.jobs.priorities import Priorities
from imalink_desktop.jobs.squad import Squad, attempt
from imalink_desktop.jobs.traffic import Traffic

T = TypeVar("T")
R = TypeVar("R")

TICK = 0.1
"""Seconds after which a job that waits for answers may be paused or stopped all the same."""


class ThreadCrew(Squad[T, R]):
    """A crew on a lane."""

    def __init__(
        self,
        work: Callable[[T], R],
        traffic: Traffic,
        ahead: int,
        cost: Callable[[T], int] | None,
        budget: Budget | None,
    ) -> None:
        if traffic.is_mine():
            raise Bug("a job cannot wait for workers of its own lane: they may be waiting for it")
        self._inbox: list[Answer[T, R]] = []
        super().__init__(work, traffic, ahead, cost, budget)

    def collect(self, seconds: float = 0.0) -> tuple[Answer[T, R], ...]:
        """Give the answers that are there; where there are none, wait that long for the first."""
        with self._changed:
            self._changed.wait_for(lambda: self._inbox or not self._left, seconds)
            answers = tuple(self._inbox)
            self._inbox.clear()
        self._collected(len(answers))
        return answers

    def answers(self) -> Iterator[tuple[Answer[T, R], ...]]:
        """Collect until nothing is left; now and then nothing, so that the job can be stopped."""
        while self.left:
            yield self.collect(TICK)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what waits, and see what is being done end: it may use what the job closes next."""
        self.close()
        with self._changed:
            self._changed.wait_for(lambda: not self._busy)

    def _deliver(self, answer: Answer[T, R]) -> None:
        with self._changed:
            self._inbox.append(answer)
            self._changed.notify_all()


class CrewOfOne(Generic[T, R]):
    """Whoever collects does the work: one task at a time, in the order in which they are wanted."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self._work = work
        self._waiting = Priorities[T]()
        self._closed = False

    @property
    def left(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def submit(self, key: Key, task: T, rank: int = 0) -> None:
        """Have a task done. If one with this key still waits, this one takes its place."""
        if self._closed:
            raise Bug("a task came after closing")
        self._waiting.put(key, task, rank)

    def prefer(self, keys: Iterable[Key]) -> None:
        """Do these first, in this order, also those that are yet to come. The last call counts."""
        self._waiting.prefer(keys)

    def drop(self, keys: Iterable[Key]) -> tuple[T, ...]:
        """Forget those of these that still wait, and give them back; they have no answer."""
        return self._waiting.drop(keys)

    def collect(self, seconds: float = 0.0) -> tuple[Answer[T, R], ...]:
        """Do what is wanted most."""
        del seconds
        return (attempt(self._work, *self._waiting.take()),) if self._waiting else ()

    def answers(self) -> Iterator[tuple[Answer[T, R], ...]]:
        """Do what is left."""
        while self.left:
            yield self.collect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what waits."""
        self._closed = True
        self._waiting.clear()


class LaneWorkers:
    """Workers that are threads of a lane, within a budget that they share with whoever was given it."""

    def __init__(self, traffic: Traffic, budget: Budget | None = None) -> None:
        self._traffic = traffic
        self._budget = budget

    def crew(
        self, work: Callable[[T], R], *, cost: Callable[[T], int] | None = None, ahead: int = AHEAD
    ) -> ThreadCrew[T, R]:
        """Make a crew of them."""
        return ThreadCrew(work, self._traffic, ahead, cost, self._budget)


class NoWorkers:
    """The twin for tests: no thread, and so no budget to share."""

    def crew(
        self, work: Callable[[T], R], *, cost: Callable[[T], int] | None = None, ahead: int = AHEAD
    ) -> CrewOfOne[T, R]:
        """Make a crew of nobody else."""
        del cost, ahead
        return CrewOfOne(work)
