"""Hands on a grid: lists to show, clicks, drags and turns of the wheel; and eyes for what came of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.ui.grid.view import GridView

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def photos(count: int, first: int = 101) -> array[int]:
    return array("q", range(first, first + count))


def days(count: int, each: int = 10) -> list[tuple[str, int]]:
    return [(f"day {first // each}", min(each, count - first)) for first in range(0, count, each)]


def spot(grid: GridView, place: int, part: float = 0.5) -> QPoint:
    box = grid.layout_now.box(place)
    return QPoint(box.x + int(box.width * part), box.y - grid.top + int(box.height * part))


def click(grid: GridView, place: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, modifiers, spot(grid, place))


def drag(grid: GridView, begin: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press and move; the button stays down."""
    QTest.mousePress(grid.viewport(), LEFT, modifiers, begin)
    for at in (begin + QPoint(3, 3), (begin + end) / 2, end):
        where = QPointF(at)
        move = QMouseEvent(
            QEvent.Type.MouseMove, where, grid.mapToGlobal(where), Qt.MouseButton.NoButton, LEFT, modifiers
        )
        QApplication.sendEvent(grid.viewport(), move)


def turn(
    grid: GridView,
    notches: float,
    modifiers: Qt.KeyboardModifier = NONE,
    *,
    at: QPoint | None = None,
    pixels: int = 0,
) -> None:
    where = QPointF(at or QPoint(300, 300))
    event = QWheelEvent(
        where, grid.mapToGlobal(where), QPoint(0, pixels), QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), event)


def on_page(grid: GridView, photo: int) -> int:
    """How far below the top of the page a photo lies."""
    return grid.layout_now.box(grid.photos.index(photo)).y - grid.top


def chosen(grid: GridView) -> list[int]:
    return [place for run in grid.selection.runs for place in run]


def told(signal: Callable[[Callable[..., object]], object]) -> list[tuple[object, ...]]:
    heard: list[tuple[object, ...]] = []
    signal(lambda *values: heard.append(values))
    return heard
