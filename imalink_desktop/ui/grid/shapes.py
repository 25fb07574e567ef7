"""The outlines of the marks on a cell, on a grid of 16 by 16."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

GRID = 16


def star() -> QPainterPath:
    """Five points, the first on top."""
    path = QPainterPath()
    corners = [
        QPointF(8 + radius * sin(turn * pi / 5), 8.6 - radius * cos(turn * pi / 5))
        for turn in range(10)
        for radius in ((7.6, 3.3)[turn % 2],)
    ]
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path


def dot() -> QPainterPath:
    """Where a star could be."""
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8.6), 2.2, 2.2)
    return path


def flag() -> QPainterPath:
    """On its pole: picked."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(2.6, 1, 1.8, 14), 0.9, 0.9)
    path.moveTo(5.2, 1.8)
    path.lineTo(14, 1.8)
    path.lineTo(11.6, 5.2)
    path.lineTo(14, 8.6)
    path.lineTo(5.2, 8.6)
    path.closeSubpath()
    return path


def cross() -> QPainterPath:
    """Rejected."""
    return _stroked([((3.2, 3.2), (12.8, 12.8)), ((12.8, 3.2), (3.2, 12.8))], 2.4)


def chip() -> QPainterPath:
    """A spot of a label's colour."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(2.5, 2.5, 11, 11), 2.5, 2.5)
    return path


def group() -> QPainterPath:
    """Two people: a space sees it."""
    return _person(5.6, 1.0).united(_person(11.4, 0.82).subtracted(_person(5.6, 1.28)))


def key() -> QPainterPath:
    """Whoever has signed in sees it."""
    ring = QPainterPath()
    ring.addEllipse(QPointF(5, 8), 4, 4)
    hole = QPainterPath()
    hole.addEllipse(QPointF(5, 8), 1.9, 1.9)
    shaft = _stroked([((9, 8), (15, 8)), ((13.6, 8), (13.6, 11)), ((11, 8), (11, 10.2))], 1.8)
    return ring.subtracted(hole).united(shaft)


def globe() -> QPainterPath:
    """Everybody sees it."""
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 7, 7)
    inner = QPainterPath()
    inner.addEllipse(QPointF(8, 8), 5.6, 5.6)
    meridian, between = QPainterPath(), QPainterPath()
    meridian.addEllipse(QPointF(8, 8), 3.4, 7)
    between.addEllipse(QPointF(8, 8), 2.1, 5.6)
    lines = meridian.subtracted(between).united(_stroked([((1.8, 8), (14.2, 8))], 1.3))
    return path.subtracted(inner).united(lines)


def unplugged() -> QPainterPath:
    """A drive, struck through: none of its files is at hand."""
    box = QPainterPath()
    box.addRoundedRect(QRectF(1.5, 4, 13, 8), 2, 2)
    inner = QPainterPath()
    inner.addRoundedRect(QRectF(3, 5.5, 10, 5), 1, 1)
    light = QPainterPath()
    light.addEllipse(QPointF(11, 8), 1, 1)
    drive = box.subtracted(inner).united(light)
    return drive.subtracted(_stroked([((2.4, 14.6), (14.6, 2.4))], 3.6)).united(
        _stroked([((2.4, 14), (14, 2.4))], 1.5)
    )


def cloud() -> QPainterPath:
    """The original lies on another machine."""
    path = QPainterPath()
    path.addEllipse(QPointF(5, 9.6), 3.6, 3.6)
    for puff, radius in ((QPointF(8.4, 7.2), 4.0), (QPointF(11.6, 9.8), 3.4)):
        other = QPainterPath()
        other.addEllipse(puff, radius, radius)
        path = path.united(other)
    base = QPainterPath()
    base.addRoundedRect(QRectF(2, 9.4, 12.6, 3.8), 1.9, 1.9)
    return path.united(base)


def alarm() -> QPainterPath:
    """The file is damaged."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(8, 1.4), QPointF(15.2, 14.2), QPointF(0.8, 14.2)]))
    path.closeSubpath()
    sign = _stroked([((8, 6), (8, 9.6))], 1.7)
    sign.addEllipse(QPointF(8, 12), 0.95, 0.95)
    return path.subtracted(sign)


def play() -> QPainterPath:
    """A film."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(4, 2.5), QPointF(13.5, 8), QPointF(4, 13.5)]))
    path.closeSubpath()
    return path


def pile() -> QPainterPath:
    """A stack."""
    front = QPainterPath()
    front.addRoundedRect(QRectF(1.5, 5.5, 9.5, 9), 1.5, 1.5)
    back = QPainterPath()
    back.addRoundedRect(QRectF(5, 1.5, 9.5, 9), 1.5, 1.5)
    room = QPainterPath()
    room.addRoundedRect(QRectF(0.2, 4.2, 12.1, 11.6), 2.4, 2.4)
    return back.subtracted(room).united(front)


def picture() -> QPainterPath:
    """A frame with hills in it: there could be a picture here."""
    outer, inner, sun, hills = (QPainterPath() for _ in range(4))
    outer.addRoundedRect(QRectF(0.8, 2.4, 14.4, 11.2), 1.6, 1.6)
    inner.addRoundedRect(QRectF(1.9, 3.5, 12.2, 9), 0.8, 0.8)
    sun.addEllipse(QPointF(5, 6.4), 1.25, 1.25)
    ridge = ((2.6, 11.6), (6.4, 8.4), (8.4, 10), (11, 7.2), (13.4, 11.6))
    hills.addPolygon(QPolygonF([QPointF(*point) for point in ridge]))
    hills.closeSubpath()
    return outer.subtracted(inner).united(sun).united(hills)


def _person(x: float, size: float) -> QPainterPath:
    head, body, cut = QPainterPath(), QPainterPath(), QPainterPath()
    head.addEllipse(QPointF(x, 5), 2.7 * size, 2.7 * size)
    body.addEllipse(QPointF(x, 13.6), 4.8 * size, 5 * size)
    cut.addRect(QRectF(-2, 13.8, 20, 8))
    return head.united(body.subtracted(cut))


def _stroked(lines: list[tuple[tuple[float, float], tuple[float, float]]], width: float) -> QPainterPath:
    """Lines with round ends, as areas."""
    path = QPainterPath()
    for begin, end in lines:
        path.moveTo(*begin)
        path.lineTo(*end)
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(path).simplified()
