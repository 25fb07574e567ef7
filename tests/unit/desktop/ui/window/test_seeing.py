"""Who may see it: one key, a small menu at the photo, one digit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import Photo
from imalink_desktop.ui.loupe.view import LoupeView
from tests.unit.desktop.ui.window.settling import settle


def levels(program: Program) -> dict[int, int]:
    with program.catalog.reading() as look:
        return dict(look.execute(select(Photo.id, Photo.visibility)).all())


def menu_of(qtbot: QtBot, program: Program) -> QMenu:
    """Press the key, and wait until the menu tells what there is."""

    def has_keyboard() -> bool:
        if QApplication.activeWindow() is None:
            # Offscreen nobody gives it back when a menu before has closed, and that takes a while.
            program.window.activateWindow()
        return QApplication.focusWidget() is not None

    qtbot.waitUntil(has_keyboard)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_V)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(lambda: any("\t" in line.text() for line in menu.actions()))
    return menu


def told(menu: QMenu) -> list[str]:
    return [line.text().partition("\t")[2] for line in menu.actions()][: len(Visibility)]


@pytest.mark.parametrize("level", list(Visibility))
def test_a_digit_says_who_sees_the_photo_and_gives_no_stars(
    qtbot: QtBot, program: Program, level: Visibility
) -> None:
    other = next(
        photo
        for photo, had in levels(program).items()
        if had != level and program.centre.show_photo(photo) and program.stage.current == photo
    )
    before = levels(program)
    menu = menu_of(qtbot, program)
    QTest.keyClick(menu, Qt.Key(Qt.Key.Key_1 + int(level)))
    qtbot.waitUntil(lambda: levels(program) == {**before, other: int(level)})
    qtbot.waitUntil(lambda: bool(program.window.status.said))
    assert program.catalog.next_undo() == (Op.SET_VISIBILITY, 1)


def test_what_all_have_is_marked_and_of_the_rest_how_many(qtbot: QtBot, program: Program) -> None:
    by_level = {
        level: [photo for photo, had in levels(program).items() if had == level] for level in range(4)
    }
    program.centre.show_photo(by_level[2][-1])
    menu = menu_of(qtbot, program)
    assert told(menu) == ["", "", "\N{CHECK MARK}", ""]
    assert menu.activeAction() is menu.actions()[2]
    menu.close()
    qtbot.waitUntil(lambda: not isValid(menu))
    program.actions["open stacks"].trigger()
    program.actions["select all"].trigger()
    qtbot.waitUntil(lambda: len(program.centre.grid.hit()) == 40 and program.stage.answered)
    settle(qtbot, program)
    menu = menu_of(qtbot, program)
    assert told(menu) == [f"{len(by_level[level])} of 40" for level in range(4)]
    menu.close()


def test_escape_leaves_it_as_it_was(qtbot: QtBot, program: Program) -> None:
    before = levels(program)
    menu = menu_of(qtbot, program)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert levels(program) == before
    assert program.centre.view == "grid"


def test_arrows_and_enter_choose_too(qtbot: QtBot, program: Program) -> None:
    program.actions["show to private"].trigger()
    photo = program.stage.current or 0
    qtbot.waitUntil(lambda: levels(program)[photo] == Visibility.PRIVATE)
    qtbot.waitUntil(lambda: (row := program.contents.row(photo)) is not None and row.visibility == 0)
    menu = menu_of(qtbot, program)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: levels(program)[photo] == Visibility.SPACE)


def test_the_menu_stands_at_the_photo(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    program.centre.show_place(5)
    menu = menu_of(qtbot, program)
    box = grid.layout_now.box(5)
    at = grid.viewport().mapFromGlobal(menu.pos())
    assert box.x <= at.x() <= box.x + box.width
    assert box.y <= at.y() + grid.top <= box.y + box.height
    menu.close()
    program.centre.look_at("loupe")
    assert isinstance(program.window.focusWidget(), LoupeView)
    menu = menu_of(qtbot, program)
    assert program.centre.rect().contains(program.centre.mapFromGlobal(menu.pos()))
    menu.close()
