"""Where a key leads from a photo: pure arithmetic on the layout."""

from __future__ import annotations

from enum import Enum, auto

from imalink_desktop.ui.grid.geometry import Layout


class Step(Enum):
    """Where to."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    FIRST = auto()
    LAST = auto()

    @property
    def is_upright(self) -> bool:
        """Whether it keeps its column, also through rows that do not reach so far."""
        return self in (Step.UP, Step.DOWN, Step.PAGE_UP, Step.PAGE_DOWN)


def step(layout: Layout, way: Step, place: int, column: int, page: int) -> int:
    """The photo where a step leads; `column` is the one it wants to be in, `page` the height of a page."""
    last = layout.sections.photos - 1
    row, _ = layout.place(place)
    rows = {
        Step.UP: -1,
        Step.DOWN: 1,
        Step.PAGE_UP: -layout.rows_in(page),
        Step.PAGE_DOWN: layout.rows_in(page),
    }.get(way)
    if rows is None:
        there = {Step.LEFT: place - 1, Step.RIGHT: place + 1, Step.FIRST: 0, Step.LAST: last}[way]
        return min(max(there, 0), last)
    if not 0 <= row + rows < layout.rows_above[-1] and way in (Step.UP, Step.DOWN):
        return place
    return layout.in_row(row + rows, column)
