"""At the first start all of the window can be seen, and all of it can be reached without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths


@pytest.mark.parametrize(
    ("screen", "size"),
    [((1280, 800), (1272, 756)), ((1366, 741), (1280, 697)), ((2560, 1400), (1280, 800))],
    ids=["as large as the window", "with a bar", "large"],
)
def test_the_first_window_leaves_room_for_its_title(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, screen: tuple[int, int], size: tuple[int, int]
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _self: QRect(0, 0, *screen))
    with Program(paths) as program:
        program.show()
        assert program.window.size().toTuple() == size


def test_how_it_was_left_counts_more(opened: Callable[[Paths], Program], paths: Paths) -> None:
    first = opened(paths)
    first.window.resize(798, 640)
    first.close()
    assert opened(paths).window.size().toTuple() == (798, 640)


def test_f10_leads_into_the_menus_and_escape_out_of_them(qtbot: QtBot, program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "&File"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_each_menu_has_a_letter_of_its_own(program: Program) -> None:
    titles = [action.text() for action in program.window.menuBar().actions()]
    letters = [title[title.index("&") + 1] for title in titles]
    assert letters == ["F", "E", "D", "P", "V", "G", "H"]
