"""Where time lies on the strip: days to pixels and back, zooming, and the steps that time is cut into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

_LEAST_DAYS = 10.0
"""The nearest look."""
_LEAST_BAR = 3.0
"""Pixels; what is narrower is drawn by the next larger unit."""
LAST = date.max.toordinal()
"""Where the calendar ends."""


class Unit(Enum):
    """A length of time, with its days."""

    DAY = 1.0
    WEEK = 7.0
    MONTH = 30.4
    QUARTER = 91.3
    YEAR = 365.25
    DECADE = 3652.5

    @property
    def months(self) -> int:
        """How many months it has; none for what is shorter."""
        return {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Axis:
    """The days in sight, as ordinals with parts, on so many pixels."""

    begin: float
    end: float
    width: int

    @property
    def scale(self) -> float:
        """Pixels for a day."""
        return self.width / (self.end - self.begin)

    def x(self, day: float) -> float:
        """Where a moment lies."""
        return (day - self.begin) * self.scale

    def day(self, x: float) -> float:
        """Which moment lies there."""
        return self.begin + x / self.scale

    @property
    def unit(self) -> Unit:
        """The shortest unit whose bars are wide enough to be seen."""
        return next((unit for unit in Unit if unit.value * self.scale >= _LEAST_BAR), Unit.DECADE)

    def zoomed(self, factor: float, at: float, whole: Axis) -> Axis:
        """Nearer or farther, with the moment under `at` staying there; no farther than the whole."""
        days = min(max((self.end - self.begin) / factor, _LEAST_DAYS), whole.end - whole.begin)
        begin = self.day(at) - days * at / self.width
        return self._within(begin, days, whole)

    def moved(self, by: float, whole: Axis) -> Axis:
        """Later by so many days, or earlier; no further than the whole."""
        return self._within(self.begin + by, self.end - self.begin, whole)

    def showing(self, day: float, whole: Axis) -> Axis:
        """The same, or moved so far that a moment is in sight."""
        if self.begin <= day < self.end:
            return self
        return self.moved(day - (self.begin + self.end) / 2, whole)

    def resized(self, width: int) -> Axis:
        """The same days on another width."""
        return Axis(self.begin, self.end, max(1, width))

    def _within(self, begin: float, days: float, whole: Axis) -> Axis:
        begin = min(max(begin, whole.begin), whole.end - days)
        return Axis(begin, begin + days, self.width)


def whole(first: int, end: int, width: int) -> Axis:
    """All of a span, with a little room at both ends; never less than the nearest look."""
    days = max(float(end - first), _LEAST_DAYS)
    middle, room = (first + end) / 2, days * 0.01
    return Axis(middle - days / 2 - room, middle + days / 2 + room, max(1, width))


def start_of(unit: Unit, day: float) -> int:
    """Where the unit begins that holds a day; weeks begin on Monday."""
    ordinal = min(max(int(day), 1), LAST)
    if not unit.months:
        return ordinal - (ordinal - 1) % int(unit.value)
    found = date.fromordinal(ordinal)
    months = found.year * 12 + found.month - 1
    return _first_of(months - months % unit.months)


def next_after(unit: Unit, start: int) -> int:
    """Where the next unit begins."""
    if not unit.months or start > LAST:
        return start + int(unit.value)
    found = date.fromordinal(start)
    return _first_of(found.year * 12 + found.month - 1 + unit.months)


def starts(unit: Unit, axis: Axis) -> Iterator[int]:
    """All beginnings of a unit in sight, from the one before the left edge to the one behind the right."""
    start = start_of(unit, axis.begin)
    while start < axis.end:
        yield start
        start = next_after(unit, start)
    yield start


def _first_of(months: int) -> int:
    """The first day of a month, counted from the year nought; beyond the calendar, its end."""
    year, month = divmod(months, 12)
    if year < 1:
        return 1
    return LAST + 1 if year > date.max.year else date(year, month + 1, 1).toordinal()
