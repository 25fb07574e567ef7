"""Where each photo lies: arithmetic on whole numbers, without a window and without work for each photo.

Photos lie in sections, each below its heading, in rows of equal squares. What has to be counted are
the rows above each section, once for a number of columns; everything else follows from that by
division and by looking up a section among all of them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

SMALLEST, USUAL, LARGEST = 96, 176, 512
"""How large a cell may be wished for."""
_MANY = 2000
"""Sections that are counted all at once."""


class Box(NamedTuple):
    """A rectangle of pixels. Plain numbers: a long list is higher than Qt can count."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Spacing:
    """The room around cells. Without a heading's height there are no headings."""

    margin: int = 12
    gap: int = 8
    heading: int = 40
    after: int = 12
    """Below each section."""


@dataclass(frozen=True, slots=True)
class Sections:
    """Photos in a row, cut into sections: their titles, and where in the list each begins."""

    titles: Sequence[str]
    firsts: array[int]
    """One more than there are titles; the last is the number of photos."""
    inside: array[int] | None = None
    """How many photos each section holds, where some of them share a cell."""

    @classmethod
    def of(cls, runs: Iterable[tuple[str, int]]) -> Sections:
        """Make them of titles and counts; an empty section is none."""
        filled = [(title, count) for title, count in runs if count > 0]
        counts = accumulate((count for _, count in filled), initial=0)
        return cls(tuple(title for title, _ in filled), array("q", counts))

    @property
    def photos(self) -> int:
        """How many there are in all."""
        return self.firsts[-1]

    def count(self, section: int) -> int:
        """How many photos a section holds."""
        return len(self.span(section)) if self.inside is None else self.inside[section]

    def holding(self, index: int) -> int:
        """The section in which a photo lies."""
        return bisect_right(self.firsts, index) - 1

    def span(self, section: int) -> range:
        """The photos of a section."""
        return range(self.firsts[section], self.firsts[section + 1])


@dataclass(frozen=True, slots=True)
class Layout:
    """The list at one width and one size of cells. Made by `lay_out`."""

    sections: Sections
    spacing: Spacing
    width: int
    columns: int
    edge: int
    """The side of each cell."""
    rows_above: array[int]
    """Of each section, and at the end the rows of all."""

    @property
    def pitch(self) -> int:
        """From one row to the next."""
        return self.edge + self.spacing.gap

    @property
    def height(self) -> int:
        """Of everything."""
        return self._top(len(self.sections.titles)) + self.spacing.margin

    def box(self, index: int) -> Box:
        """The cell of a photo."""
        section = self.sections.holding(index)
        row, column = divmod(index - self.sections.firsts[section], self.columns)
        y = self._top(section) + self.spacing.heading + row * self.pitch
        return Box(self._left(column), y, self.edge, self.edge)

    def heading(self, section: int) -> Box:
        """The band across the window that carries a section's title."""
        return Box(0, self._top(section), self.width, self.spacing.heading)

    def index_at(self, x: int, y: int) -> int | None:
        """The photo whose cell has this point; between cells there is none."""
        for column in self._columns(x, x + 1):
            for row in self._rows(y, y + 1):
                index = self._index(row, column)
                if index is not None:
                    return index
        return None

    def visible(self, begin: int, end: int) -> range:
        """The photos whose cells have a part between two heights."""
        rows = self._rows(begin, end)
        if not rows:
            return range(0)
        first = self._index(rows.start, 0)
        return range(first or 0, self.in_row(rows.stop - 1, self.columns - 1) + 1)

    def section_at(self, y: int) -> int:
        """The section that this height belongs to; above the first it is the first."""
        found = bisect_right(range(len(self.sections.titles)), y, key=self._top) - 1
        return max(found, 0)

    def headings(self, begin: int, end: int) -> range:
        """The sections whose headings have a part between two heights."""
        sections = range(len(self.sections.titles))
        first = bisect_right(sections, begin - self.spacing.heading, key=self._top)
        return range(first, max(first, bisect_right(sections, end - 1, key=self._top)))

    def inside(self, left: int, top: int, right: int, bottom: int) -> Iterator[range]:
        """The photos whose cells have a part in a rectangle, in runs."""
        columns, rows = self._columns(left, right), self._rows(top, bottom)
        if len(columns) == self.columns:
            yield self.visible(top, bottom)
            return
        for row in rows if columns else ():
            first = self._index(row, columns.start)
            if first is not None:
                yield range(first, self.in_row(row, columns.stop - 1) + 1)

    def place(self, index: int) -> tuple[int, int]:
        """The row, counted through all sections, and the column of a photo."""
        section = self.sections.holding(index)
        row, column = divmod(index - self.sections.firsts[section], self.columns)
        return self.rows_above[section] + row, column

    def in_row(self, row: int, column: int) -> int:
        """The photo in a column of a row; of a short row the last. Beyond the ends, the end."""
        row = min(max(row, 0), self.rows_above[-1] - 1)
        section = bisect_right(self.rows_above, row) - 1
        first = self.sections.firsts[section] + (row - self.rows_above[section]) * self.columns
        return min(first + column, self.sections.firsts[section + 1] - 1)

    def rows_in(self, height: int) -> int:
        """How many rows a page has; at least one."""
        return max(1, (height - self.spacing.heading + self.spacing.gap) // self.pitch)

    def _top(self, section: int) -> int:
        above = self.spacing.heading + self.spacing.after - self.spacing.gap
        return self.spacing.margin + section * above + self.rows_above[section] * self.pitch

    def _left(self, column: int) -> int:
        """The pixels that no division gives away go between the columns, one each: the edges stay even."""
        inner = self.width - 2 * self.spacing.margin
        return self.spacing.margin + column * (inner + self.spacing.gap) // self.columns

    def _columns(self, left: int, right: int) -> range:
        columns = range(self.columns if left < right else 0)
        first = bisect_right(columns, left - self.edge, key=self._left)
        return range(first, max(first, bisect_right(columns, right - 1, key=self._left)))

    def _rows(self, begin: int, end: int) -> range:
        """The rows, counted through all sections, that have a part between two heights."""
        if end <= begin or not self.sections.titles:
            return range(0)
        rows = range(self.rows_above[-1])
        # The row of a height is that of its section, so neighbouring rows need no search of their own.
        first = self._first_row_below(begin)
        last = self._first_row_below(end - 1 + self.edge)
        return rows[first : max(first, last)]

    def _first_row_below(self, y: int) -> int:
        """The first row whose lower edge is below a height."""
        section = self.section_at(y)
        inside = y - self._top(section) - self.spacing.heading
        above, below = self.rows_above[section], self.rows_above[section + 1]
        row = max(0, (inside - self.edge) // self.pitch + 1)
        return min(above + row, below)

    def _index(self, row: int, column: int) -> int | None:
        """The photo in a column of a row, if the row goes so far."""
        section = bisect_right(self.rows_above, row) - 1
        first = self.sections.firsts[section] + (row - self.rows_above[section]) * self.columns
        return first + column if first + column < self.sections.firsts[section + 1] else None


def lay_out(
    sections: Sections, width: int, wish: int, spacing: Spacing, before: Layout | None = None
) -> Layout:
    """Lay photos out in so many columns that cells come nearest to a wished size and fill the width.

    What was counted before for the same sections and as many columns is taken from there.
    """
    columns = columns_for(width, wish, spacing)
    if before is not None and before.sections is sections and before.columns == columns:
        rows_above = before.rows_above
    else:
        rows_above = _rows_above(sections.firsts, columns)
    return Layout(sections, spacing, width, columns, edge_for(width, columns, spacing), rows_above)


def _rows_above(firsts: array[int], columns: int) -> array[int]:
    if len(firsts) < _MANY:
        rows = (-(-(end - first) // columns) for first, end in pairwise(firsts))
        return array("q", accumulate(rows, initial=0))
    import numpy as np  # slow to import, and only worth it for many sections

    counts = np.diff(np.frombuffer(firsts, np.int64))
    above = array("q", [0])
    above.frombytes(np.cumsum(-(-counts // columns)).tobytes())
    return above


def columns_for(width: int, wish: int, spacing: Spacing) -> int:
    """How many columns make cells that come nearest to a wished size."""
    inner = width - 2 * spacing.margin + spacing.gap
    return max(1, round(inner / (wish + spacing.gap)))


def edge_for(width: int, columns: int, spacing: Spacing) -> int:
    """How large the cells of so many columns are."""
    return max(1, (width - 2 * spacing.margin + spacing.gap) // columns - spacing.gap)


def zoomed(width: int, size: int, steps: int, spacing: Spacing) -> int:
    """The size some steps larger, or smaller: each step changes the columns, by a fifth or by one."""
    for _ in range(abs(steps)):
        columns = columns_for(width, size, spacing)
        if steps > 0:
            columns = max(1, min(columns - 1, round(columns / 1.2)))
        else:
            columns = max(columns + 1, round(columns * 1.2))
        size = min(max(edge_for(width, columns, spacing), SMALLEST), LARGEST)
    return size
