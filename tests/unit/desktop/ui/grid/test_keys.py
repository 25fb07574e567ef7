"""The grid under real keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.ui.grid.view import GridView
from tests.unit.desktop.ui.grid.hands import (
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    Key,
    chosen,
    click,
    spot,
)


def test_arrows_move_the_target_and_choose_it(grid: GridView) -> None:
    columns = grid.layout_now.columns
    for key, place in (
        (Key.Key_Down, 0),
        (Key.Key_Right, 1),
        (Key.Key_Down, 1 + columns),
        (Key.Key_Left, columns),
    ):
        QTest.keyClick(grid, key)
        assert (grid.selection.target, chosen(grid)) == (place, [place])
    QTest.keyClick(grid, Key.Key_End)
    assert grid.target == 1100
    assert 999 in grid.visible
    QTest.keyClick(grid, Key.Key_Home)
    assert (grid.target, grid.top) == (101, 0)


def test_shift_stretches_and_ctrl_moves_without_choosing(grid: GridView) -> None:
    click(grid, 0)
    QTest.keyClick(grid, Key.Key_Right, SHIFT)
    QTest.keyClick(grid, Key.Key_Right, SHIFT)
    assert chosen(grid) == [0, 1, 2]
    QTest.keyClick(grid, Key.Key_Right, CONTROL)
    assert (grid.selection.target, chosen(grid)) == (3, [0, 1, 2])
    QTest.keyClick(grid, Key.Key_Right, CONTROL)
    QTest.keyClick(grid, Key.Key_Space, CONTROL)
    assert chosen(grid) == [0, 1, 2, 4]
    QTest.keyClick(grid, Key.Key_Space, CONTROL)
    assert chosen(grid) == [0, 1, 2]
    assert list(grid.hit()) == [101, 102, 103]


def test_a_page_down_and_up_leads_back_and_keeps_the_column(grid: GridView) -> None:
    click(grid, 2)
    for _ in range(8):
        QTest.keyClick(grid, Key.Key_PageDown)
        target = grid.selection.target
        assert target is not None
        assert grid.layout_now.place(target)[1] <= 2
        assert target in grid.visible
    assert grid.top > 3 * grid.page
    for _ in range(8):
        QTest.keyClick(grid, Key.Key_PageUp)
    assert grid.selection.target == 2


def test_enter_and_a_double_click_open(grid: GridView, qtbot: QtBot) -> None:
    click(grid, 4)
    with qtbot.waitSignal(grid.opened) as by_key:
        QTest.keyClick(grid, Key.Key_Return)
    with qtbot.waitSignal(grid.opened) as by_mouse:
        QTest.mouseDClick(grid.viewport(), LEFT, NONE, spot(grid, 6))
    assert (by_key.args, by_mouse.args) == ([105], [107])


def test_what_is_no_key_of_the_grid_goes_on_to_the_window(grid: GridView) -> None:
    for key, modifiers in (
        (Key.Key_5, NONE),
        (Key.Key_P, NONE),
        (Key.Key_Z, CONTROL),
        (Key.Key_A, CONTROL),
        (Key.Key_Space, NONE),
        (Key.Key_Plus, NONE),
        (Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
        QApplication.sendEvent(grid, event)
        assert not event.isAccepted()
