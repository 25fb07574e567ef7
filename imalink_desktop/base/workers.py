"""`Workers`: many small tasks, done beside a job that collects what comes of them.

Import and sync are handed workers and never know whose: those of the window, of the command
line, or none at all, where a test does each task in its own thread.

    with workers.crew(hatch, cost=megapixels) as crew:
        for photo in waiting:
            crew.submit(photo.id, photo)
        for answers in crew.answers():
            register(answers)
            yield Progress(…)

Tasks are values that nobody changes, and so are the answers. Only the job's own thread collects.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeAlias, TypeVar

from imalink_desktop.base.errors import Trouble

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
T_co = TypeVar("T_co", covariant=True)

Key: TypeAlias = Hashable
"""What a task is known by, such as the id of its photo."""

AHEAD = 4
"""Tasks under way for each worker: one slow file must not leave the others without work."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co, R_co]):
    """A task that was done."""

    key: Key
    task: T_co
    value: R_co


@dataclass(frozen=True, slots=True)
class Failed(Generic[T_co]):
    """A task that went wrong: `Expected` as it was raised, anything else logged and made a `Bug`."""

    key: Key
    task: T_co
    error: Trouble


Answer: TypeAlias = Done[T, R] | Failed[T]


class Crew(Protocol[T, R_co]):
    """Does the tasks of one job. Leaving the `with` forgets what waits and sees the rest end.

    What waits is taken in this order: what is preferred, the highest rank, the newest.
    """

    def submit(self, key: Key, task: T, rank: int = 0) -> None:
        """Have a task done. If one with this key still waits, this one takes its place."""
        ...

    def prefer(self, keys: Iterable[Key]) -> None:
        """Do these first, in this order, also those that are yet to come. The last call counts."""
        ...

    def drop(self, keys: Iterable[Key]) -> tuple[T, ...]:
        """Forget those of these that still wait, and give them back; they have no answer."""
        ...

    @property
    def left(self) -> int:
        """How many wait, are being done, or have not been collected."""
        ...

    def collect(self, seconds: float = 0.0) -> tuple[Answer[T, R_co], ...]:
        """Give the answers that are there; where there are none, wait that long for the first."""
        ...

    def answers(self) -> Iterator[tuple[Answer[T, R_co], ...]]:
        """Collect until nothing is left. Often enough with nothing, so that the job can be stopped."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class Workers(Protocol):
    """Where a job gets its crew from."""

    def crew(
        self, work: Callable[[T], R], *, cost: Callable[[T], int] | None = None, ahead: int = AHEAD
    ) -> Crew[T, R]:
        """Make a crew that does `work`. What a task costs is taken from the budget while it is done.

        No task begins while `ahead` for each worker are begun and not collected: what comes
        of them waits in memory.
        """
        ...
