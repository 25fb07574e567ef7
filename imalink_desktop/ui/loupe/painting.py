"""Painting a picture onto a view: turned and cut as the photographer wished, pixel on pixel if it can be."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform

from imalink_desktop.catalog.reads.shown import Shown
from imalink_desktop.ui.loupe.shots import Layer, Shot
from imalink_desktop.ui.loupe.zoom import Placed, Size

_SHOWS_PIXELS = 2.0
"""From this enlargement on one wants to see the pixels themselves."""

_NEARLY = 0.99
_MARGIN = 2
"""Pixels around what is seen that scaling looks at."""

_WHOLE = (0.0, 0.0, 1.0, 1.0)


def best_layer(shots: Sequence[Shot], width: float) -> tuple[Shot, Layer] | None:
    """The smallest that is as wide as the whole picture will be on the screen; else the largest there is."""
    layers = [(shot, layer) for shot in shots for layer in shot.layers]
    enough = [each for each in layers if each[1].size[0] >= width * _NEARLY]
    if enough:
        return min(enough, key=lambda each: each[1].size[0])
    return max(layers, key=lambda each: each[1].size[0], default=None)


def paint_picture(painter: QPainter, layer: Layer, facts: Shown, placed: Placed, view: Size) -> None:
    """Paint one size of a picture where it has been placed; `view` is in pixels of the screen.

    The painter counts in pixels of the layout. Here we count in the screen's, whatever lies between.
    """
    upright = (placed.width, placed.height)
    width, height = upright[::-1] if facts.rotation % 180 else upright
    device = painter.deviceTransform()
    corner = device.map(QPointF(0, 0))
    start = QPointF(round(corner.x()), round(corner.y()))
    at = QTransform.fromTranslate(start.x() + placed.left, start.y() + placed.top)
    turn = _turned(facts.rotation % 360, placed) * at
    back, _ = device.inverted()
    painter.save()
    painter.setWorldTransform(turn * back * painter.worldTransform())
    if layer.size == (width, height) and facts.crop is None:
        painter.drawImage(QPointF(0, 0), layer.image)
    else:
        _paint_scaled(painter, layer, facts, (width, height), turn, QRectF(start.x(), start.y(), *view))
    painter.restore()


def _paint_scaled(
    painter: QPainter, layer: Layer, facts: Shown, size: Size, turn: QTransform, view: QRectF
) -> None:
    """Only what is seen: far larger than the screen, the arithmetic of painting would overflow."""
    left, top, across, down = facts.crop or _WHOLE
    source = QRectF(left * layer.size[0], top * layer.size[1], across * layer.size[0], down * layer.size[1])
    scale_x, scale_y = size[0] / source.width(), size[1] / source.height()
    unturned, _ = turn.inverted()
    seen = unturned.mapRect(view)
    wanted = QRectF(
        source.left() + seen.left() / scale_x,
        source.top() + seen.top() / scale_y,
        seen.width() / scale_x,
        seen.height() / scale_y,
    )
    part = _widened(wanted).intersected(source)
    target = QRectF(
        (part.left() - source.left()) * scale_x,
        (part.top() - source.top()) * scale_y,
        part.width() * scale_x,
        part.height() * scale_y,
    )
    smooth = max(scale_x, scale_y) < _SHOWS_PIXELS
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(target, layer.image, part)


def _turned(rotation: int, placed: Placed) -> QTransform:
    """Clockwise, with the corner that is then the upper left one at the origin."""
    width, height = placed.width, placed.height
    shift = {90: (width, 0), 180: (width, height), 270: (0, height)}.get(rotation, (0, 0))
    return QTransform().rotate(rotation) * QTransform.fromTranslate(*shift)


def _widened(part: QRectF) -> QRectF:
    left, top = math.floor(part.left()) - _MARGIN, math.floor(part.top()) - _MARGIN
    right, bottom = math.ceil(part.right()) + _MARGIN, math.ceil(part.bottom()) + _MARGIN
    return QRectF(left, top, right - left, bottom - top)
