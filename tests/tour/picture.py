"""A picture of a window and all that floats over it, as a screen would show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.type import Role, font

W = TypeVar("W", bound=QWidget)

_TITLE = 28
_SHADOW = 10


def picture_of(window: QWidget) -> QPixmap:
    """The window, its dialogs with the title bars that a desktop gives them, its menus and bubbles."""
    whole = window.grab()
    corner = window.mapToGlobal(QPoint())
    painter = QPainter(whole)
    for widget in _floating(window):
        place = QRect(widget.mapToGlobal(QPoint()) - corner, widget.size())
        if widget.windowType() is Qt.WindowType.Dialog:
            _paint_frame(painter, place, widget.windowTitle())
        painter.drawPixmap(place.topLeft(), widget.grab())
    painter.end()
    return whole


def cut_off(window: QWidget) -> Iterator[str]:
    """Words that do not fit into their places, and what reaches beyond the window."""
    inside = QRect(window.mapToGlobal(QPoint()), window.size())
    for widget in (window, *_floating(window)):
        if not inside.contains(QRect(widget.mapToGlobal(QPoint()), widget.size())):
            yield f"{type(widget).__name__} reaches beyond the window"
        for label in _own(widget, QLabel):
            if type(label) is QLabel and not label.wordWrap() and label.text():
                room = label.contentsRect().width()
                if label.fontMetrics().horizontalAdvance(label.text().split("\n")[0]) > room + 1:
                    yield f"“{label.text()}” is cut off"
        for button in _own(widget, QPushButton):
            if button.width() < button.minimumSizeHint().width():
                yield f"“{button.text()}” is cut off"


def _own(whole: QWidget, kind: type[W]) -> list[W]:
    """What can be seen of this kind in a window, without the windows that belong to it."""
    return [one for one in whole.findChildren(kind) if one.isVisible() and one.window() is whole]


def _floating(window: QWidget) -> list[QWidget]:
    """What is open over it: dialogs first, then what opened from them."""
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    return sorted(others, key=lambda one: one.windowType() is not Qt.WindowType.Dialog)


def _paint_frame(painter: QPainter, place: QRect, title: str) -> None:
    palette = current()
    outer = place.adjusted(0, -_TITLE, 0, 0)
    for step in range(_SHADOW):
        painter.fillRect(outer.adjusted(-step, -step, step, step + 2), QColor(0, 0, 0, 9))
    painter.fillRect(outer, QColor(palette.raised))
    painter.setPen(QPen(QColor(palette.edge), 1))
    painter.drawRect(outer.adjusted(-1, -1, 0, 0))
    painter.setFont(font(Role.HEADING))
    painter.setPen(QColor(palette.text))
    bar = QRect(outer.left(), outer.top(), outer.width(), _TITLE)
    painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, title)
