"""Which times are written under the strip, so that no two of them touch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from imalink_desktop.ui.scrubber.axis import LAST, Axis, Unit, start_of, starts
from imalink_desktop.ui.scrubber.wording import first_tick, tick

_GAP = 12
"""Pixels between two labels."""
_SPREADS: tuple[tuple[Unit, int], ...] = (
    (Unit.DAY, 1),
    (Unit.WEEK, 1),
    (Unit.MONTH, 1),
    (Unit.QUARTER, 1),
    (Unit.YEAR, 1),
    (Unit.YEAR, 2),
    (Unit.YEAR, 5),
    (Unit.DECADE, 1),
    (Unit.DECADE, 5),
    (Unit.DECADE, 20),
)
"""A unit and every how many of it: each wider than the one before."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line at `x`, and what is written beside it. `is_major` begins a longer unit."""

    x: float
    words: str
    is_major: bool


def ticks(axis: Axis, measure: Callable[[str], float]) -> tuple[Tick, ...]:
    """The closest labels that fit. `measure` tells how wide some words are."""
    unit, every = next((each for each in _SPREADS if _fits(*each, axis, measure)), _SPREADS[-1])
    found: list[Tick] = []
    free = 0.0
    for start in starts(unit, axis):
        x = axis.x(start)
        if x < 0 or start >= min(axis.end, LAST) or not _is_one_of(every, unit, start):
            continue
        words = tick(start, unit) if found else first_tick(start, unit)
        if x >= free and x + measure(words) <= axis.width:
            found.append(Tick(x, words, start_of(Unit.YEAR, start) == start))
            free = x + measure(words) + _GAP
    return tuple(found)


def _fits(unit: Unit, every: int, axis: Axis, measure: Callable[[str], float]) -> bool:
    widest = measure("30 Mmm" if unit in (Unit.DAY, Unit.WEEK) else "0000") + _GAP
    return unit.value * every * axis.scale >= widest


def _is_one_of(every: int, unit: Unit, start: int) -> bool:
    year = date.fromordinal(start).year
    return (year // 10 if unit is Unit.DECADE else year) % every == 0 or every == 1
