"""`Strip`: the days on the strip and the part of time in sight, laid out for a width."""

from __future__ import annotations

from collections.abc import Callable

from imalink_desktop.ui.scrubber.axis import Axis, Unit, next_after, start_of, whole
from imalink_desktop.ui.scrubber.bars import Bar, bars
from imalink_desktop.ui.scrubber.days import Days
from imalink_desktop.ui.scrubber.ticks import Tick, ticks

_LEAST = 0.001


class Strip:
    """What is to be painted is put together once for each look, not for each paint."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        self.days = Days()
        self.axis = whole(0, 1, 1)
        self.bars: tuple[Bar, ...] = ()
        self.ticks: tuple[Tick, ...] = ()
        self._measure = measure
        self._is_whole = True

    @property
    def width(self) -> int:
        """In pixels."""
        return self.axis.width

    @property
    def whole(self) -> Axis:
        """All of the time."""
        return whole(*self.days.span, self.width)

    def show(self, days: Days, width: int, *, all_of_it: bool) -> None:
        """Show other days; from nearby, or all of them."""
        self.days = days
        self._is_whole = self._is_whole or all_of_it
        self.resize(width)

    def resize(self, width: int) -> None:
        """The same time on another width."""
        self.axis = self.axis.resized(width)
        self._look(self.whole if self._is_whole else self.axis.zoomed(1, 0, self.whole))

    def zoom(self, factor: float, x: float) -> None:
        """Look nearer at a point, or from farther away."""
        self._look(self.axis.zoomed(factor, self.within(x), self.whole))
        self._is_whole = self.axis == self.whole

    def pan(self, part: float) -> None:
        """Look along, by a part of what is in sight."""
        self._look(self.axis.moved(part * (self.axis.end - self.axis.begin), self.whole))

    def show_moment(self, moment: float) -> None:
        """Look along as far as is needed to see a moment."""
        axis = self.axis.showing(moment, self.whole)
        if axis != self.axis:
            self._look(axis)

    def within(self, x: float) -> float:
        """A point, or the end of the strip that is nearest to it."""
        return min(max(x, 0.0), self.width - _LEAST)

    def bar_at(self, x: float) -> tuple[int, int]:
        """The bar under a point: its first day, and the one after its last."""
        start = start_of(self.axis.unit, self.axis.day(self.within(x)))
        return start, next_after(self.axis.unit, start)

    def bars_between(self, x: float, other: float) -> tuple[int, int]:
        """All bars between two points, in whatever order: the first day, and the one after the last."""
        return self.bar_at(min(x, other))[0], self.bar_at(max(x, other))[1]

    def beside(self, unit: Unit, moment: float, by: int) -> int | None:
        """The day to go to in the next month with photos, or the one before; nothing when there is none."""
        here = start_of(unit, moment)
        day = self.days.from_on(next_after(unit, here)) if by > 0 else self.days.before(here)
        if day is None:
            return None
        start = start_of(unit, day)
        return self.days.nearest_in(start, next_after(unit, start) - 1)

    def _look(self, axis: Axis) -> None:
        self.axis = axis
        self.bars = bars(self.days, axis)
        self.ticks = ticks(axis, self._measure) if self.days.total else ()
