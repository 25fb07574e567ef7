"""What ties the photos of an open stack together: a ground between their cells, and a thread above."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from imalink_desktop.ui.grid.contents import Contents
from imalink_desktop.ui.grid.geometry import Layout
from imalink_desktop.ui.grid.look import Look

_THREAD = 3
_OVER = 6
"""So far a tie goes on beyond the end of a row."""


class Ties:
    """The neighbours on a page that lie in one stack."""

    def __init__(self, layout: Layout, top: int, photos: array[int], contents: Contents) -> None:
        self._layout = layout
        self._top = top
        self._photos = photos
        self._contents = contents

    def paint_ground(self, painter: QPainter, places: Iterable[int], look: Look) -> None:
        """Before the cells: what lies between them."""
        ground, thread = QColor(look.cell), QColor(look.outline)
        for gap in self._between(places):
            painter.fillRect(gap, ground)
            painter.fillRect(gap.x(), gap.y(), gap.width(), _THREAD, thread)

    def paint_thread(self, painter: QPainter, places: Iterable[int], look: Look) -> None:
        """After the cells: a thread through all of them. Between them it lies on the ground already."""
        colour = QColor(look.outline)
        for place in places:
            if self.is_tied(place, place + 1) or self.is_tied(place, place - 1):
                box = self._layout.box(place)
                painter.fillRect(box.x, box.y - self._top, box.width, _THREAD, colour)

    def _between(self, places: Iterable[int]) -> Iterator[QRect]:
        for place in places:
            box = self._layout.box(place)
            y, right = box.y - self._top, box.x + box.width
            if self.is_tied(place, place - 1):
                before = self._layout.box(place - 1)
                begin = before.x + before.width if before.y == box.y else box.x - _OVER
                yield QRect(begin, y, box.x - begin, box.height)
            if self.is_tied(place, place + 1):
                after = self._layout.box(place + 1)
                end = after.x if after.y == box.y else right + _OVER
                yield QRect(right, y, end - right, box.height)

    def is_tied(self, place: int, other: int) -> bool:
        """Whether two places hold photos of one stack."""
        if not 0 <= other < len(self._photos):
            return False
        row, beside = (self._contents.row(self._photos[each]) for each in (place, other))
        if row is None or beside is None or row.stack is None or beside.stack is None:
            return False
        return row.stack.id == beside.stack.id
