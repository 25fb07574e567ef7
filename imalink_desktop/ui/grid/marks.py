"""`Marks`: everything small that is painted on cells, drawn once for a look and a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from imalink_desktop.catalog.decisions import MOST_STARS, Flag, Visibility
from imalink_desktop.ui.grid import shapes
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.theme.palette import Ink

SMALL, LARGE = 9, 12
"""The sides of marks, in cells that are small and in others."""
PILL = 16
"""The height of a badge."""
_CACHED = 500
_BADGE_ALPHA = 205


class Marks:
    """Pixmaps by what they tell. `side` is the side of a mark."""

    def __init__(self, look: Look, side: int, ratio: float) -> None:
        self.side = side
        self._look = look
        self._ratio = ratio
        self._pills: dict[str, QPixmap] = {}
        self._kinds: dict[str, QPixmap] = {}
        row = range(MOST_STARS + 1)
        self.stars = tuple(self._stars(count, beside=False) for count in row)
        self.stars_of_target = tuple(self._stars(count, beside=True) for count in row)
        """With dots where stars could be."""
        self.flags = {
            Flag.PICKED.value: self._mark(shapes.flag(), look.pick),
            Flag.REJECTED.value: self._mark(shapes.cross(), _plain(look.reject)),
        }
        self.labels = {name: self._mark(shapes.chip(), ink) for name, ink in look.labels.items()}
        drawn = {
            Visibility.SPACE: shapes.group(),
            Visibility.AUTHENTICATED: shapes.key(),
            Visibility.PUBLIC: shapes.globe(),
        }
        self.visibilities = {
            level.value: self._mark(shape, _plain(look.visibilities[level])) for level, shape in drawn.items()
        }
        self.offline = self._on_badge(shapes.unplugged())
        self.elsewhere = self._on_badge(shapes.cloud())
        self.damaged = self._on_badge(shapes.alarm())
        self.film = self._on_badge(shapes.play())

    def badge(self, words: str) -> QPixmap:
        """Some letters on a picture, such as RAW."""
        return _cached(self._pills, words, self._pill)

    def stack(self, size: int) -> QPixmap:
        """How many photos lie in a stack."""
        return _cached(self._pills, f"\N{WHITE SQUARE}{min(size, 999)}", self._pill)

    def kind(self, word: str) -> QPixmap:
        """What stands where a picture cannot be shown: the kind of the file."""
        return _cached(self._kinds, word, self._kind)

    def _canvas(self, width: float, height: float) -> QPixmap:
        pixmap = QPixmap(max(1, round(width * self._ratio)), max(1, round(height * self._ratio)))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

    def _mark(self, shape: QPainterPath, ink: Ink) -> QPixmap:
        return self._row([(shape, ink)], self.side)

    def _stars(self, count: int, *, beside: bool) -> QPixmap:
        shown = [(shapes.star(), self._look.star)] * count
        if beside:
            shown += [(shapes.dot(), _plain(self._look.star_empty))] * (MOST_STARS - count)
        return self._row(shown or [(QPainterPath(), self._look.star)], self.side)

    def _row(self, shown: Sequence[tuple[QPainterPath, Ink]], side: float) -> QPixmap:
        pitch = side + 1
        pixmap = self._canvas(pitch * len(shown) - 1, side)
        painter = _painter(pixmap)
        for number, (shape, ink) in enumerate(shown):
            painter.save()
            painter.translate(number * pitch, 0)
            painter.scale(side / shapes.GRID, side / shapes.GRID)
            painter.fillPath(shape, QColor(ink.fill))
            if ink.line != ink.fill:
                painter.strokePath(shape, _outline(ink.line, shapes.GRID / side))
            painter.restore()
        painter.end()
        return pixmap

    def _on_badge(self, shape: QPainterPath) -> QPixmap:
        pixmap = self._canvas(PILL + 2, PILL)
        painter = _painter(pixmap)
        self._ground(painter, PILL + 2)
        painter.translate((PILL + 2 - LARGE) / 2, (PILL - LARGE) / 2)
        painter.scale(LARGE / shapes.GRID, LARGE / shapes.GRID)
        painter.fillPath(shape, QColor(self._look.badge_text))
        painter.end()
        return pixmap

    def _pill(self, words: str) -> QPixmap:
        stacked = words.startswith("\N{WHITE SQUARE}")
        words = words.lstrip("\N{WHITE SQUARE}")
        font = _font(PILL - 6, QFont.Weight.DemiBold)
        before = 4 + (11 if stacked else 0)
        width = before + QFontMetricsF(font).horizontalAdvance(words) + 4
        pixmap = self._canvas(width, PILL)
        painter = _painter(pixmap)
        self._ground(painter, width)
        if stacked:
            painter.save()
            painter.translate(4, 3.5)
            painter.scale(9 / shapes.GRID, 9 / shapes.GRID)
            painter.fillPath(shapes.pile(), QColor(self._look.badge_text))
            painter.restore()
        painter.setFont(font)
        painter.setPen(QColor(self._look.badge_text))
        painter.drawText(
            QRectF(before, 0, width - before, PILL),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )
        painter.end()
        return pixmap

    def _kind(self, word: str) -> QPixmap:
        font = _font(self.side, QFont.Weight.Medium)
        metrics = QFontMetricsF(font)
        icon = self.side * 2.0
        width = max(icon, metrics.horizontalAdvance(word)) + 2
        height = icon + metrics.height() + 2
        pixmap = self._canvas(width, height)
        painter = _painter(pixmap)
        painter.save()
        painter.translate((width - icon) / 2, 0)
        painter.scale(icon / shapes.GRID, icon / shapes.GRID)
        painter.fillPath(shapes.picture(), QColor(self._look.outline))
        painter.restore()
        painter.setFont(font)
        painter.setPen(QColor(self._look.text_quiet))
        at = QPointF((width - metrics.horizontalAdvance(word)) / 2, icon + 2 + metrics.ascent())
        painter.drawText(at, word)
        painter.end()
        return pixmap

    def _ground(self, painter: QPainter, width: float) -> None:
        colour = QColor(self._look.badge)
        colour.setAlpha(_BADGE_ALPHA)
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, width, PILL), 3, 3)
        painter.fillPath(path, colour)


def _plain(colour: str) -> Ink:
    return Ink(colour, colour)


def _outline(colour: str, width: float) -> QPen:
    """As wide as a pixel: half of it lies outside, so that small stars keep their fill."""
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _cached(kept: dict[str, QPixmap], words: str, draw: Callable[[str], QPixmap]) -> QPixmap:
    found = kept.get(words)
    if found is None:
        if len(kept) > _CACHED:
            kept.clear()
        found = kept[words] = draw(words)
    return found


def _painter(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def _font(pixels: float, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setPixelSize(round(pixels))
    font.setWeight(weight)
    return font
