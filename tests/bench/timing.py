"""Timing things side by side, and telling it as a table."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """Something to time. `target` is in milliseconds; `against` is the bare thing it is compared with."""

    what: str
    work: Callable[[], object]
    target: float | None = None
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What a task took in milliseconds, in the middle and at worst; and how often that is its bare thing."""

    what: str
    median: float
    worst: float
    ratio: float | None
    target: float | None

    @property
    def short(self) -> bool:
        """Whether the target is missed."""
        return self.target is not None and self.median > self.target

    def __str__(self) -> str:
        """A line of the table."""
        ratio = "" if self.ratio is None else f"{self.ratio:.1f}"
        line = f"  {self.what:68}{self.median:10.1f}{self.worst:10.1f}{ratio:>9}"
        if self.target is None:
            return line
        return f"{line}{self.target:9.0f}  {'short' if self.short else 'ok'}"


HEAD = f"  {'':68}{'p50 ms':>10}{'worst':>10}{'× bare':>9}{'target':>9}"


def measured(tasks: Sequence[Task], *, rounds: int, warm_up: int = 1) -> list[Figure]:
    """Do all tasks, one after the other, round by round; the first rounds only warm up."""
    times: dict[str, list[float]] = {task.what: [] for task in tasks}
    for number in range(warm_up + rounds):
        for task in tasks:
            taken = seconds(task.work)
            if number >= warm_up:
                times[task.what].append(taken * 1000)
    medians = {what: statistics.median(found) for what, found in times.items()}
    return [
        Figure(
            task.what,
            medians[task.what],
            max(times[task.what]),
            None if task.against is None else medians[task.what] / medians[task.against],
            task.target,
        )
        for task in tasks
    ]


def told(title: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The lines of a table."""
    yield ""
    yield title
    yield HEAD
    yield from map(str, figures)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak_memory() -> float:
    """The most this process has had, in megabytes, as Linux tells it; elsewhere nothing is known."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1000 if found else 0
