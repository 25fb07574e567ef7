"""What hangs at the pointer while photos are dragged: the first of them fanned out, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from imalink_desktop.ui.grid.look import Look

MOST = 3
"""So many pictures are seen."""
_SIDE = 112
_TURN = 7
_ROOM = 28
_PILL = 20
_PAPER = "#f4f4f4"
_SHADE = "#000000"


def fan(pictures: Sequence[QPixmap], count: int, look: Look, ratio: float) -> QPixmap:
    """The pictures on top of each other, the first uppermost, with the number of all photos at the corner."""
    side = _SIDE + 2 * _ROOM
    canvas = QPixmap(ceil(side * ratio), ceil(side * ratio))
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    seen = pictures[:MOST] or [QPixmap()]
    middle = QPointF(side / 2, side / 2)
    corner = middle
    for place in reversed(range(len(seen))):
        painter.save()
        painter.translate(middle)
        painter.rotate(place * _TURN)
        corner = _print(painter, seen[place], look) + middle
        painter.restore()
    if count > 1:
        _count(painter, corner, f"{count:,}", look)
    painter.end()
    return canvas


def _print(painter: QPainter, picture: QPixmap, look: Look) -> QPointF:
    """One of them, as on paper; where its lower right corner lies."""
    wide, high = (picture.width(), picture.height()) if not picture.isNull() else (3, 2)
    scale = _SIDE / max(wide, high)
    box = QRectF(-wide * scale / 2, -high * scale / 2, wide * scale, high * scale)
    shade = QColor(_SHADE)
    shade.setAlpha(70)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRoundedRect(box.adjusted(-3, -2, 5, 6), 3, 3)
    painter.setBrush(QColor(_PAPER))
    painter.drawRect(box.adjusted(-2, -2, 2, 2))
    if picture.isNull():
        painter.fillRect(box, QColor(look.placeholder))
    else:
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
    return box.bottomRight()


def _count(painter: QPainter, corner: QPointF, words: str, look: Look) -> None:
    font = QFont()
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.DemiBold)
    width = max(_PILL, QFontMetricsF(font).horizontalAdvance(words) + 12)
    pill = QRectF(corner.x() - width + 6, corner.y() - _PILL + 6, width, _PILL)
    painter.setPen(QPen(QColor(_PAPER), 1.5))
    painter.setBrush(QColor(look.badge))
    painter.drawRoundedRect(pill, _PILL / 2, _PILL / 2)
    painter.setFont(font)
    painter.setPen(QColor(look.badge_text))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
