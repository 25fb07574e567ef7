"""What is written over a photo: its name and number, stars, flag and label; and marks of what is amiss."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from imalink_desktop.catalog.decisions import MOST_STARS, Flag
from imalink_desktop.catalog.reads.shown import Shown
from imalink_desktop.ui.loupe import wording
from imalink_desktop.ui.loupe.look import Look
from imalink_desktop.ui.loupe.shots import Shot

_SEE_THROUGH = 0.78


class Words(Enum):
    """How much is written. `next` goes round."""

    NONE = "none"
    SHORT = "short"
    FULL = "full"

    @property
    def next(self) -> Words:
        """The one that follows."""
        every = list(Words)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Said:
    """All that is to be said of what is seen."""

    facts: Shown
    shot: Shot | None
    at: int
    total: int
    scale: float | None
    words: Words
    mark: str | None


def paint_overlay(painter: QPainter, room: QRect, said: Said, look: Look, font: QFont) -> None:
    """Plates at the edges of the view; nothing in the picture's middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = look.step * 3
    inner = QRectF(room).adjusted(margin, margin, -margin, -margin)
    pen = _Pen(painter, look, font, inner)
    if said.mark is not None:
        pen.plate([[_Text(said.mark, quiet=False)]], right=True, bottom=False)
    if said.words is Words.NONE:
        return
    first: list[_Text | _Marks] = [_Text(wording.title(said.facts), quiet=False), _Marks(said.facts)]
    lines: list[list[_Text | _Marks]] = [first]
    if said.words is Words.FULL:
        size = said.facts.size or (said.shot.size if said.shot else None)
        pixels = wording.pixels(size, said.shot.origin) if size and said.shot else ""
        more = (wording.when(said.facts), wording.taking(said.facts), pixels)
        lines += [[_Text(line, quiet=True)] for line in more if line]
    named = pen.plate(lines, right=False, bottom=True)
    large = "" if said.scale is None else f"{wording.percent(said.scale)}   "
    count = large + wording.number(said.at, said.total)
    counted: list[list[_Text | _Marks]] = [[_Text(count, quiet=True)]]
    if named.right() + look.step < inner.right() - pen.width(counted):
        pen.plate(counted, right=True, bottom=True)


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class _Marks:
    facts: Shown


class _Pen:
    """Writes plates into the corners of a rectangle."""

    def __init__(self, painter: QPainter, look: Look, font: QFont, inner: QRectF) -> None:
        self._painter = painter
        self._look = look
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._inner = inner
        self._gap = look.step * 2.0

    def width(self, lines: list[list[_Text | _Marks]]) -> float:
        """How wide their plate is."""
        most, edges = self._inner.width(), 4 * self._look.step
        widths = (sum(map(self._width, line)) + self._gap * (len(line) - 1) for line in lines)
        return min(most, max(widths) + edges)

    def plate(self, lines: list[list[_Text | _Marks]], *, right: bool, bottom: bool) -> QRectF:
        """Some lines on one plate. What is too long for the view ends in dots."""
        step, line_height = self._look.step, math.ceil(self._metrics.height() * 1.25)
        width, height = self.width(lines), line_height * len(lines) + 2 * step
        most = width - 4 * step
        left = self._inner.right() - width if right else self._inner.left()
        top = self._inner.bottom() - height if bottom else self._inner.top()
        plate = QRectF(round(left), round(top), math.ceil(width), height)
        ground = QColor(self._look.badge)
        ground.setAlphaF(_SEE_THROUGH)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(plate, step, step)
        for number, line in enumerate(lines):
            at = QRectF(plate.left() + 2 * step, plate.top() + step + number * line_height, most, line_height)
            self._line(line, at)
        return plate

    def _line(self, line: list[_Text | _Marks], at: QRectF) -> None:
        taken = sum(self._width(each) + self._gap for each in line if isinstance(each, _Marks))
        left = at.left()
        for each in line:
            room = QRectF(left, at.top(), min(self._width(each), at.width() - taken), at.height())
            if isinstance(each, _Marks):
                room.setWidth(self._width(each))
                self._marks(each.facts, room)
            else:
                self._text(each, room)
            left = room.right() + self._gap

    def _text(self, text: _Text, room: QRectF) -> None:
        shown = self._metrics.elidedText(text.text, Qt.TextElideMode.ElideMiddle, room.width() + 1)
        self._painter.setFont(self._font)
        self._painter.setPen(QColor(self._look.badge_quiet if text.quiet else self._look.badge_text))
        self._painter.drawText(
            room.adjusted(0, 0, 2, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine,
            shown,
        )

    def _width(self, each: _Text | _Marks) -> float:
        if isinstance(each, _Text):
            return self._metrics.horizontalAdvance(each.text)
        others = bool(each.facts.flag) + bool(each.facts.label)
        return self._star * (MOST_STARS + 1.4 * others)

    @property
    def _star(self) -> float:
        return self._metrics.height()

    def _marks(self, facts: Shown, room: QRectF) -> None:
        side, middle, left = self._star, room.center().y(), room.left()
        painter, look = self._painter, self._look
        for number in range(MOST_STARS):
            full = number < facts.rating
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.star if full else look.star_empty))
            radius = side * (0.42 if full else 0.12)
            shape = star(radius) if full else _dot(radius)
            painter.drawPath(shape.translated(left + side / 2, middle))
            left += side
        left += side * 0.4
        if facts.flag:
            picked = facts.flag == Flag.PICKED
            _flag(painter, QRectF(left, middle - side / 2, side, side), look, picked=picked)
            left += side * 1.4
        if facts.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.labels.get(facts.label, look.badge_quiet)))
            painter.drawPath(_dot(side * 0.33).translated(left + side / 2, middle))


def star(radius: float) -> QPainterPath:
    """A star of five points around the origin."""
    points = [
        QPointF(math.sin(turn) * reach, -math.cos(turn) * reach)
        for turn, reach in ((math.pi * n / 5, radius * (0.45 if n % 2 else 1)) for n in range(10))
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def _dot(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def _flag(painter: QPainter, box: QRectF, look: Look, *, picked: bool) -> None:
    """A flag on its pole for what was picked, a cross for what was rejected."""
    unit = box.width() / 12
    pen = QPen(QColor(look.pick if picked else look.reject), unit * 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y = box.left(), box.top()
    if picked:
        painter.setBrush(QColor(look.pick))
        painter.drawLine(QPointF(x + 3 * unit, y + 1.5 * unit), QPointF(x + 3 * unit, y + 11 * unit))
        painter.drawRect(QRectF(x + 3 * unit, y + 1.8 * unit, 6.5 * unit, 4.4 * unit))
    else:
        painter.drawLine(QPointF(x + 2.5 * unit, y + 2.5 * unit), QPointF(x + 9.5 * unit, y + 9.5 * unit))
        painter.drawLine(QPointF(x + 9.5 * unit, y + 2.5 * unit), QPointF(x + 2.5 * unit, y + 9.5 * unit))
