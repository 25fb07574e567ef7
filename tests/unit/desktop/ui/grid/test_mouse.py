"""The grid under a real mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.view import GridView
from tests.unit.desktop.ui.grid.hands import (
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    chosen,
    click,
    drag,
    spot,
)


def test_click_ctrl_click_and_shift_click(grid: GridView) -> None:
    click(grid, 1)
    click(grid, 5, CONTROL)
    assert chosen(grid) == [1, 5]
    click(grid, 8, SHIFT)
    assert chosen(grid) == [5, 6, 7, 8]
    click(grid, 6, CONTROL)
    assert chosen(grid) == [5, 7, 8]
    click(grid, 7)
    assert chosen(grid) == [7]


def test_a_press_on_one_of_many_keeps_them_until_the_button_is_up(grid: GridView) -> None:
    click(grid, 1)
    click(grid, 4, SHIFT)
    QTest.mousePress(grid.viewport(), LEFT, NONE, spot(grid, 2))
    assert chosen(grid) == [1, 2, 3, 4]
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, spot(grid, 2))
    assert chosen(grid) == [2]


def test_a_click_beside_the_photos_chooses_none_and_keeps_the_target(grid: GridView) -> None:
    click(grid, 4)
    QTest.mouseClick(grid.viewport(), LEFT, NONE, QPoint(3, 60))
    assert (chosen(grid), grid.selection.target) == ([], 4)


def test_a_band_chooses_what_it_touches(grid: GridView) -> None:
    click(grid, 30)
    grid.scroll_to(0)
    begin = QPoint(2, 60)
    drag(grid, begin, spot(grid, 1))
    assert chosen(grid) == [0, 1]
    drawn = grid.viewport().grab().toImage().pixelColor(begin + QPoint(1, 30))
    assert drawn != QColor(Look().backdrop)
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, spot(grid, 1))
    drag(grid, QPoint(2, spot(grid, 10).y()), spot(grid, 10), CONTROL)
    QTest.mouseRelease(grid.viewport(), LEFT, CONTROL, spot(grid, 10))
    assert chosen(grid) == [0, 1, 10]


def test_a_band_shrinks_again(grid: GridView) -> None:
    drag(grid, QPoint(2, 60), spot(grid, 2))
    assert len(grid.selection) == 3
    drag_on = spot(grid, 0)
    where = QPointF(drag_on)
    QApplication.sendEvent(
        grid.viewport(),
        QMouseEvent(
            QEvent.Type.MouseMove, where, grid.mapToGlobal(where), Qt.MouseButton.NoButton, LEFT, NONE
        ),
    )
    assert chosen(grid) == [0]
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, drag_on)


def test_a_band_held_below_the_page_scrolls(grid: GridView, qtbot: QtBot) -> None:
    drag(grid, QPoint(2, 60), QPoint(700, 900))
    qtbot.waitUntil(lambda: grid.top > 900)
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, QPoint(700, 900))
    held = len(grid.selection)
    assert held > 20
    assert chosen(grid) == list(range(held))
    top = grid.top
    QTest.qWait(60)
    assert grid.top == top


def test_the_right_button_keeps_what_is_chosen_if_it_is_part_of_it(grid: GridView, qtbot: QtBot) -> None:
    click(grid, 1)
    click(grid, 3, SHIFT)
    QTest.mousePress(grid.viewport(), Qt.MouseButton.RightButton, NONE, spot(grid, 2))
    assert chosen(grid) == [1, 2, 3]
    assert grid.target == 103
    QTest.mousePress(grid.viewport(), Qt.MouseButton.RightButton, NONE, spot(grid, 7))
    assert chosen(grid) == [7]
    with qtbot.waitSignal(grid.menu_asked) as asked:
        at = QPoint(5, 5)
        QApplication.sendEvent(grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, at))
    photo, where = asked.args
    assert photo == 108
    assert grid.viewport().mapFromGlobal(where) == spot(grid, 7)
