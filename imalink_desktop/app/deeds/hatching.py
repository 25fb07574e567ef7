"""`imalink egg`: every file of the given paths becomes an egg or a problem, in the order of the walk."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from imalink_core import Hatched, Hatchery, Order, Problem
from imalink_desktop.app.deeds.hatched import AsJson, AsLines, Output
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.telling import is_watched, tell
from imalink_desktop.app.words.eggs import Hatching
from imalink_desktop.catalog.wording import counted
from imalink_desktop.importing.scan import Candidate, scan

In = TypeVar("In")
Out = TypeVar("Out")

_AHEAD = 4
"""Files under way for each worker: one slow file must not leave the others without work."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: Path
    result: Hatched | Problem


def run(typed: Hatching) -> int:
    """Hatch everything and say what came of it."""
    output: Output = AsJson(sys.stdout) if typed.json else AsLines(sys.stdout)
    started = time.monotonic()
    eggs = problems = 0
    with output, Hatchery() as hatchery, ThreadPoolExecutor(typed.workers) as pool:

        def work(candidate: Candidate) -> Outcome:
            return _hatch(hatchery, candidate, Order(cold=typed.cold))

        try:
            for outcome in _in_order(pool, work, scan(typed.files), typed.workers * _AHEAD):
                if isinstance(outcome.result, Problem):
                    problems += 1
                    output.problem(outcome.path, outcome.result)
                else:
                    eggs += 1
                    output.egg(outcome.path, outcome.result)
                _progress(eggs + problems)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            hatchery.close()
            raise
    _summary(eggs, problems, time.monotonic() - started)
    return Exit.WITH_PROBLEMS if problems else Exit.DONE


def _hatch(hatchery: Hatchery, candidate: Candidate, order: Order) -> Outcome:
    if candidate.problem is not None:
        return Outcome(candidate.path, candidate.problem)
    try:
        return Outcome(candidate.path, hatchery.hatch(candidate.path, order))
    except Problem as problem:
        return Outcome(candidate.path, problem)


def _in_order(
    pool: ThreadPoolExecutor, work: Callable[[In], Out], things: Iterable[In], ahead: int
) -> Iterator[Out]:
    """Map over a pool, keeping the order, with a bounded number under way: thousands of files stream."""
    under_way: deque[Future[Out]] = deque()
    for thing in things:
        under_way.append(pool.submit(work, thing))
        if len(under_way) >= ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def _progress(done: int) -> None:
    """A running count, where somebody watches and the lines themselves do not tell."""
    if is_watched() and not sys.stdout.isatty():
        tell(f"\r{done} files", end="")


def _summary(eggs: int, problems: int, seconds: float) -> None:
    clear = "\r" if is_watched() else ""
    rate = f", {(eggs + problems) / seconds:.0f} files/s" if seconds >= 1 else ""
    counts = f"{counted(eggs, 'egg')}, {counted(problems, 'problem')}"
    tell(f"{clear}{counts} in {seconds:.1f} s{rate}")
