"""Painting one cell. What can be made before is made before, so that painting only puts pixmaps in place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter, QPixmap

from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.reads.rows import Badges, Row
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.marks import LARGE, SMALL, Marks
from imalink_desktop.ui.grid.thumbnails import room_for
from imalink_desktop.ui.wording import _

_ROOMY = 136
"""From this size on a cell has room for everything."""
_REJECTED, _OFFLINE = 0.35, 110
_FRAME, _RING = 3, 1
_INSET = 4
"""Of badges, from the edges of the picture."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A cell of one size: the room for its picture, and the strip of marks below."""

    edge: int
    ratio: float

    @property
    def is_roomy(self) -> bool:
        """Whether there is room for everything."""
        return self.edge >= _ROOMY

    @property
    def mark(self) -> int:
        """The side of the marks."""
        return LARGE if self.is_roomy else SMALL

    @property
    def inset(self) -> int:
        """From the edge of the cell to the picture."""
        return 6 if not self.is_roomy else max(8, self.edge // 22)

    @property
    def strip(self) -> int:
        """The height of the marks below the picture."""
        return 22 if self.is_roomy else 15

    @property
    def room(self) -> tuple[int, int]:
        """For the picture, in pixels of the window."""
        return max(1, self.edge - 2 * self.inset), max(1, self.edge - self.inset - self.strip)

    @property
    def pixels(self) -> tuple[int, int]:
        """The same in pixels of the screen."""
        return round(self.room[0] * self.ratio), round(self.room[1] * self.ratio)


@dataclass(slots=True)
class Shown:
    """One photo, as it is to be painted. One of these is used for all cells."""

    row: Row | None = None
    picture: QPixmap | None = None
    lacks_picture: bool = False
    is_chosen: bool = False
    is_target: bool = False
    is_inside: bool = False
    """Whether it stands in an open stack behind another: the first of them tells how many there are."""


class CellPainter:
    """Paints cells of one size on one kind of screen."""

    def __init__(self, look: Look, plan: Plan, marks: Marks) -> None:
        self.plan = plan
        self._marks = marks
        self._cell, self._chosen, self._target = map(
            QColor, (look.cell, look.cell_selected, look.cell_target)
        )
        self._placeholder, self._ring = QColor(look.placeholder), QColor(look.outline)
        self._frame, self._shade = QColor(look.target), QColor(look.target_shade)
        self._veils = {name: _veil(getattr(look, name)) for name in ("cell", "cell_selected", "cell_target")}
        self._room, self._pixels = plan.room, plan.pixels
        self._inset, self._strip, self._edge, self._ratio = plan.inset, plan.strip, plan.edge, plan.ratio
        self._is_roomy = plan.is_roomy

    def paint(self, painter: QPainter, x: int, y: int, shown: Shown, *, focused: bool) -> None:
        """Paint a cell whose upper left corner lies there."""
        edge = self._edge
        ground = self._target if shown.is_target else self._chosen if shown.is_chosen else self._cell
        painter.fillRect(x, y, edge, edge, ground)
        if shown.row is not None:
            self._photo(painter, x, y, shown, shown.row)
        if shown.is_target:
            frame = self._frame if focused else self._ring
            _ring(painter, x - _FRAME, y - _FRAME, edge + 2 * _FRAME, _FRAME, frame)
            _ring(painter, x, y, edge, 1, self._shade)
        elif shown.is_chosen:
            _ring(painter, x, y, edge, _RING, self._ring)

    def _photo(self, painter: QPainter, x: int, y: int, shown: Shown, row: Row) -> None:
        left, top, width, height = self._picture(painter, x, y, shown, row)
        if row.badges.offline:
            ground = "cell_target" if shown.is_target else "cell_selected" if shown.is_chosen else "cell"
            painter.fillRect(left, top, width, height, self._veils[ground])
        self._badges(painter, (left, top, width, height), row, is_inside=shown.is_inside)
        self._marks_below(painter, x, y, shown, row)

    def _picture(
        self, painter: QPainter, x: int, y: int, shown: Shown, row: Row
    ) -> tuple[int, int, int, int]:
        """Paint the picture, or what stands in its place; where it lies."""
        ratio, picture = self._ratio, shown.picture
        room = room_for(row.width, row.height, self._pixels)
        if picture is not None:
            wide, high = _fitted(picture.width(), picture.height(), *room)
        else:
            wide, high = _fitted(*_shape(row), *room)
        width, height = max(1, round(wide / ratio)), max(1, round(high / ratio))
        left = x + self._inset + (self._room[0] - width) // 2
        top = y + self._inset + (self._room[1] - height) // 2
        if picture is None:
            painter.fillRect(left, top, width, height, self._placeholder)
            if shown.lacks_picture:
                kind = self._marks.kind(_kind(row))
                painter.drawPixmap(
                    x + (self._edge - round(kind.width() / ratio)) // 2,
                    top + (height - round(kind.height() / ratio)) // 2,
                    kind,
                )
            return left, top, width, height
        painter.setOpacity(_REJECTED if row.flag == Flag.REJECTED else 1.0)
        if abs(picture.width() - wide) <= 1 and abs(picture.height() - high) <= 1:
            painter.drawPixmap(left, top, picture)
        else:
            painter.drawPixmap(left, top, width, height, picture)
        painter.setOpacity(1.0)
        return left, top, width, height

    def _badges(
        self, painter: QPainter, box: tuple[int, int, int, int], row: Row, *, is_inside: bool
    ) -> None:
        """On the picture: what it is, at the upper right; what is the matter with it, at the lower left."""
        left, top, width, height = box
        marks, ratio, badges = self._marks, self._ratio, row.badges
        right, upper = left + width - _INSET, top + _INSET
        if row.stack is not None and row.stack.size > 1 and not is_inside:
            right = self._from_right(painter, right, upper, marks.stack(row.stack.size))
        if badges.videos and not badges.pictures and not badges.raws:
            right = self._from_right(painter, right, upper, marks.film)
        elif self._is_roomy and (word := _word(badges)):
            right = self._from_right(painter, right, upper, marks.badge(word))
        lower, begin = top + height - _INSET - round(marks.offline.height() / ratio), left + _INSET
        for applies, mark in (
            (badges.offline, marks.offline),
            (badges.files == 0, marks.elsewhere),
            (row.is_damaged, marks.damaged),
        ):
            if applies:
                painter.drawPixmap(begin, lower, mark)
                begin += round(mark.width() / ratio) + 3

    def _from_right(self, painter: QPainter, right: int, top: int, mark: QPixmap) -> int:
        right -= round(mark.width() / self._ratio)
        painter.drawPixmap(right, top, mark)
        return right - 3

    def _marks_below(self, painter: QPainter, x: int, y: int, shown: Shown, row: Row) -> None:
        """What was decided: flag and stars at the left, visibility and label at the right."""
        marks, side = self._marks, self._marks.side
        top = y + self._edge - (self._strip + side) // 2
        left, right = x + self._inset, x + self._edge - self._inset - side
        if row.flag:
            painter.drawPixmap(left, top, marks.flags[row.flag])
            left += side + 5
        stars = marks.stars_of_target if shown.is_target and self._is_roomy else marks.stars
        painter.drawPixmap(left, top, stars[row.rating])
        if row.label is not None and (label := marks.labels.get(row.label)):
            painter.drawPixmap(right, top, label)
            right -= side + 5
        if row.visibility and self._is_roomy:
            painter.drawPixmap(right, top, marks.visibilities[row.visibility])


def _word(badges: Badges) -> str:
    if badges.is_twin:
        return _("RAW+JPG")
    if badges.raws:
        return _("RAW")
    return _("LIVE") if badges.videos else ""


def _kind(row: Row) -> str:
    if row.badges.videos and not row.badges.pictures:
        return _("VIDEO")
    return (row.format or (_("RAW") if row.badges.raws else "")).upper()


def _shape(row: Row) -> tuple[int, int]:
    """The sides of a photo as it is shown, as far as they are known."""
    width, height = row.width or 3, row.height or 2
    return (height, width) if row.rotation % 180 else (width, height)


def _fitted(width: int, height: int, most_wide: int, most_high: int) -> tuple[int, int]:
    """As large as it can be in there, in its own shape."""
    if width * most_high > height * most_wide:
        return most_wide, max(1, most_wide * height // width)
    return max(1, most_high * width // height), most_high


def _veil(colour: str) -> QColor:
    veil = QColor(colour)
    veil.setAlpha(_OFFLINE)
    return veil


def _ring(painter: QPainter, x: int, y: int, side: int, width: int, colour: QColor) -> None:
    painter.fillRect(x, y, side, width, colour)
    painter.fillRect(x, y + side - width, side, width, colour)
    painter.fillRect(x, y + width, width, side - 2 * width, colour)
    painter.fillRect(x + side - width, y + width, width, side - 2 * width, colour)
