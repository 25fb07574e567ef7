"""The bubble over the strip: which time the pointer is at, and how many photos it has."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import RADIUS, SNUG, TIGHT
from imalink_desktop.ui.theme.type import Role, font

_TIP = TIGHT


class Bubble(QWidget):
    """Floats above a point; the mouse does not notice it."""

    def __init__(self, parent: QWidget) -> None:
        flags = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint
        super().__init__(parent, flags | Qt.WindowType.WindowTransparentForInput)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._title, self._words, self._tip = "", "", 0

    @property
    def said(self) -> tuple[str, str]:
        """What it says."""
        return self._title, self._words

    def say(self, title: str, words: str, at: QPoint) -> None:
        """Say this above a point of the screen."""
        self._title, self._words = title, words
        wide = QFontMetrics(font(Role.HEADING)).horizontalAdvance(title)
        more = QFontMetrics(font()).horizontalAdvance(words)
        width = wide + more + (SNUG if words else 0) + 2 * SNUG
        height = QFontMetrics(font()).height() + 2 * TIGHT + _TIP
        self.resize(width, height)
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(at.x() - width // 2, screen.right() - width))
        self._tip = at.x() - left
        self.move(left, at.y() - height)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it."""
        del event
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -_TIP - 0.5)
        shape, tip = QPainterPath(), QPainterPath()
        shape.addRoundedRect(box, RADIUS, RADIUS)
        tip.moveTo(QPointF(self._tip - _TIP, box.bottom()))
        tip.lineTo(QPointF(self._tip, box.bottom() + _TIP))
        tip.lineTo(QPointF(self._tip + _TIP, box.bottom()))
        painter.setPen(QColor(palette.edge))
        painter.setBrush(QColor(palette.raised))
        painter.drawPath(shape.united(tip))
        inner = QRect(SNUG, 0, self.width() - 2 * SNUG, self.height() - _TIP)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Role.HEADING))
        painter.setPen(QColor(palette.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, self._title)
        painter.setFont(font())
        painter.setPen(QColor(palette.text_quiet))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, self._words)
