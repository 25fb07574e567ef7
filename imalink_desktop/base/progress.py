"""`Progress` and `Job`: long work is a generator that says how far it is and returns what came of it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total`, which may not be known yet, and what it is at.

    `what` stays the same while the rate can be compared; `at` names the single thing, such as a file.
    """

    what: str
    done: int
    total: int | None = None
    at: str = ""
    in_bytes: bool = False

    @property
    def part(self) -> float | None:
        """From 0 to 1, or None while nobody knows."""
        if self.total is None:
            return None
        return min(self.done / self.total, 1.0) if self.total else 1.0


Job: TypeAlias = Generator[Progress, None, R]
"""Each `yield` tells how far it is, and is where it may be stopped: closing it runs its `finally`."""


def rate(earlier: Progress, later: Progress, seconds: float) -> float | None:
    """How many a second were done between two reports; None when that cannot be said."""
    done = later.done - earlier.done
    return done / seconds if seconds > 0 and done >= 0 else None


def seconds_left(progress: Progress, per_second: float | None) -> float | None:
    """How long the rest takes at that rate; None when that cannot be said."""
    if progress.total is None:
        return None
    left = max(progress.total - progress.done, 0)
    if not left:
        return 0.0
    return left / per_second if per_second else None


def run_here(job: Job[R], tell: Callable[[Progress], object] = lambda _: None) -> R:
    """Do a job in this thread, to its end, telling how far it is."""
    try:
        while True:
            tell(next(job))
    except StopIteration as end:
        result: R = end.value
        return result
    finally:
        job.close()
