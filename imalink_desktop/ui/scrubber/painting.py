"""How the strip is painted: bars, labels, what the grid shows, what is being chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from imalink_desktop.ui.scrubber.bars import Bar
from imalink_desktop.ui.scrubber.ticks import Tick
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import FOCUS_RING, HAIRLINE, PADDING, RADIUS, SNUG, STEP, TIGHT
from imalink_desktop.ui.theme.type import Role, font

HEIGHT = 15 * STEP
LABELS = 4 * STEP
"""What the labels need below the bars."""
_LEAST = 2.0
"""How high a bar is at least, so that one photo is seen."""
_GAP_FROM = 4.0
"""Bars of this width have a gap between them."""
_NARROWEST = 3.0
"""What the grid shows is marked at least so wide."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All there is to paint. `seen` is what the grid shows, `chosen` what is being chosen: from x to x."""

    bars: Sequence[Bar] = ()
    ticks: Sequence[Tick] = ()
    seen: tuple[float, float] | None = None
    chosen: tuple[float, float] | None = None
    pointed: float | None = None
    undated: str = ""
    undated_is_seen: bool = False
    hint: str = ""
    is_quiet: bool = False
    """Whether the photos are not in the order of time, so that the strip leads nowhere."""


def area(rect: QRect, undated: int) -> QRect:
    """Where the bars stand, beside a place of so many pixels for the undated."""
    return rect.adjusted(PADDING, SNUG, -PADDING - undated, -LABELS - TIGHT)


def paint(painter: QPainter, rect: QRect, place: QRect, picture: Picture, *, has_focus: bool) -> None:
    """Paint the strip."""
    palette = current()
    painter.fillRect(rect, QColor(palette.panel))
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), HAIRLINE), QColor(palette.line))
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # Time has its own direction.
    painter.translate(place.left(), 0)
    if picture.seen is not None:
        _paint_seen(painter, place, picture.seen)
    _paint_bars(painter, place, picture)
    if picture.chosen is not None:
        _paint_chosen(painter, place, picture.chosen)
    if picture.pointed is not None:
        painter.setPen(QColor(palette.text))
        painter.drawLine(QLineF(picture.pointed, place.top(), picture.pointed, place.bottom()))
    _paint_ticks(painter, place, picture.ticks)
    painter.restore()
    if picture.undated:
        _paint_undated(painter, rect, place, picture)
    if picture.hint:
        painter.setFont(font())
        painter.setPen(QColor(palette.text_quiet))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, picture.hint)
    if has_focus:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = FOCUS_RING / 2 + 0.5
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


def _paint_bars(painter: QPainter, place: QRect, picture: Picture) -> None:
    """All of one colour at once."""
    palette = current()
    bottom, seen = place.bottom() + 1, picture.seen or (0.0, 0.0)
    plain: list[QRectF] = []
    lit: list[QRectF] = []
    for bar in picture.bars:
        gap = 1.0 if bar.end - bar.x >= _GAP_FROM else 0.0
        height = max(_LEAST, bar.height * place.height())
        left, right = max(0.0, bar.x), min(bar.end - gap, float(place.width()))
        is_seen = picture.seen is not None and bar.end > seen[0] and bar.x < seen[1]
        (lit if is_seen else plain).append(QRectF(left, bottom - height, right - left, height))
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, drawn in (
        (palette.text_off if picture.is_quiet else palette.outline, plain),
        (palette.icon, lit),
    ):
        painter.setBrush(QColor(colour))
        painter.drawRects(drawn)
    if not picture.hint:
        painter.fillRect(QRectF(0, bottom, place.width(), HAIRLINE), QColor(palette.edge))


def _paint_seen(painter: QPainter, place: QRect, seen: tuple[float, float]) -> None:
    """A ground behind the bars, and a line above them."""
    palette = current()
    middle, half = (seen[0] + seen[1]) / 2, max(seen[1] - seen[0], _NARROWEST) / 2
    left, right = max(-2.0, middle - half), min(place.width() + 2.0, middle + half)
    if right > left:
        painter.fillRect(
            QRectF(left, place.top() - TIGHT, right - left, place.height() + TIGHT), palette.selection
        )
        painter.fillRect(QRectF(left, place.top() - TIGHT, right - left, FOCUS_RING), palette.accent)


def _paint_chosen(painter: QPainter, place: QRect, chosen: tuple[float, float]) -> None:
    accent = QColor(current().accent)
    box = QRectF(chosen[0], place.top() - TIGHT, chosen[1] - chosen[0], place.height() + TIGHT)
    painter.setPen(accent)
    accent.setAlpha(60)
    painter.setBrush(accent)
    painter.drawRect(box)


def _paint_ticks(painter: QPainter, place: QRect, ticks: Sequence[Tick]) -> None:
    palette = current()
    painter.setFont(font(Role.CAPTION, counts=True))
    top = place.bottom() + 1
    for tick in ticks:
        painter.setPen(QColor(palette.edge))
        painter.drawLine(QLineF(round(tick.x) + 0.5, top, round(tick.x) + 0.5, top + TIGHT))
        painter.setPen(QColor(palette.text if tick.is_major else palette.text_quiet))
        box = QRectF(tick.x, top + TIGHT - 1, 400, LABELS - 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tick.words)


def _paint_undated(painter: QPainter, rect: QRect, place: QRect, picture: Picture) -> None:
    palette = current()
    left = place.right() + PADDING
    box = QRect(left, place.top(), rect.right() - PADDING - left + 1, place.height())
    painter.fillRect(QRect(left - SNUG, box.top(), HAIRLINE, box.height()), QColor(palette.edge))
    if picture.undated_is_seen:
        painter.fillRect(QRect(left, box.top() - TIGHT, box.width(), FOCUS_RING), QColor(palette.accent))
    painter.setFont(font(Role.CAPTION, counts=True))
    painter.setPen(QColor(palette.text if picture.undated_is_seen else palette.text_quiet))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, picture.undated)
