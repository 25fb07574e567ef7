"""The keyboard is where it can be seen, and comes back to the photos when a panel has had it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui.navigator.rows import plus_box
from tests.unit.desktop.ui.window.settling import settle

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def write(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


@pytest.mark.parametrize(
    ("key", "modifier", "field"),
    [
        (Key.Key_F2, None, lambda program: program._inspector.naming.title),
        (Key.Key_T, None, lambda program: program._inspector.tags.field),
        (Key.Key_A, None, lambda program: program._inspector.naming.author),
        (Key.Key_F, CONTROL, lambda program: program._search.box),
    ],
)
def test_in_full_screen_a_key_that_edits_shows_where(
    qtbot: QtBot,
    program: Program,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier | None,
    field: Callable[[Program], QWidget],
) -> None:
    settle(qtbot, program)
    press(Key.Key_F)
    assert program.window.isFullScreen()
    press(key, modifier or Qt.KeyboardModifier.NoModifier)
    assert QApplication.focusWidget() is field(program)
    assert field(program).isVisible()
    assert program.centre.view == "loupe"
    press(Key.Key_Escape)
    assert QApplication.focusWidget() is program.centre.loupe


def test_escape_in_the_tree_gives_the_keyboard_back_and_keeps_what_is_chosen(program: Program) -> None:
    grid = program.centre.grid
    press(Key.Key_A, CONTROL)
    chosen = len(grid.selection)
    assert chosen > 1
    program._navigator.tree.setFocus()
    press(Key.Key_Escape)
    assert QApplication.focusWidget() is grid
    assert len(grid.selection) == chosen
    press(Key.Key_Escape)
    assert len(grid.selection) == 0


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Escape])
def test_after_naming_a_collection_the_keyboard_is_with_the_photos(
    qtbot: QtBot, program: Program, end: Qt.Key
) -> None:
    tree = program._navigator.tree
    qtbot.waitUntil(lambda: tree.rows.at("collections").isValid())
    tree.scrollTo(tree.rows.at("collections"))
    spot = plus_box(tree.visualRect(tree.rows.at("collections"))).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    write("Best")
    press(end)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is program.centre.grid)


def test_who_renames_from_the_tree_stays_there(qtbot: QtBot, program: Program) -> None:
    tree = program._navigator.tree
    qtbot.waitUntil(lambda: tree.rows.at("collections").isValid())
    tree.setFocus()
    tree.setCurrentIndex(tree.rows.at("collections"))
    program._navigator._add(tree.rows.node(tree.currentIndex()))
    write("Best")
    press(Key.Key_Return)
    settle(qtbot, program)
    assert QApplication.focusWidget() is tree


def test_enter_in_the_search_box_hands_the_keyboard_to_the_photos(qtbot: QtBot, program: Program) -> None:
    press(Key.Key_F, CONTROL)
    write("rating>=1")
    press(Key.Key_Return)
    assert QApplication.focusWidget() is program.centre.grid
    qtbot.waitUntil(lambda: program.stage.answered)
    assert QApplication.focusWidget() is program.centre.grid


def test_also_where_nothing_is_found_twice(qtbot: QtBot, program: Program) -> None:
    for text in ("nowhere", "neither"):
        press(Key.Key_F, CONTROL)
        write(text)
        press(Key.Key_Return)
        qtbot.waitUntil(lambda: program.stage.answered)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert program.centre.isAncestorOf(focused)
        assert focused.isVisible()
    press(Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is program.centre.grid)


def test_what_is_not_understood_keeps_the_keyboard_and_says_why(program: Program) -> None:
    for text in ("rating:9", "-"):
        press(Key.Key_F, CONTROL)
        write(text)
        press(Key.Key_Return)
        assert program._search.box.hasFocus()
        assert program._search.box.property("wrong"), text
        assert program._search.box.below._sentence.text()


@pytest.mark.parametrize(("key", "place"), [(Key.Key_End, -1), (Key.Key_PageDown, 6), (Key.Key_PageUp, 4)])
def test_the_keys_for_far_away_lead_on_in_the_loupe(program: Program, key: Qt.Key, place: int) -> None:
    photos = program.centre.grid.photos
    program.centre.grid.choose(program.centre.grid.selection.only(5))
    press(Key.Key_E)
    press(key)
    assert program.centre.loupe.photo == photos[place]
    press(Key.Key_Home)
    assert program.centre.loupe.photo == photos[0]


def test_undo_held_too_long_in_a_field_undoes_no_decision(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(3)
    settle(qtbot, program)
    press(Key.Key_5)
    settle(qtbot, program)
    photo = program.stage.current
    assert photo is not None
    for field in (program._inspector.naming.title, program._inspector.naming.description):
        field.setFocus()
        write("ab")
        for _ in range(5):
            press(Key.Key_Z, CONTROL)
        settle(qtbot, program)
        row = program.contents.row(photo)
        assert row is not None
        assert row.rating == 5
        press(Key.Key_Escape)
    program._inspector.naming.title.setFocus()
    press(Key.Key_Z, CONTROL)  # nothing typed: it is the window's
    qtbot.waitUntil(lambda: "Undone" in program.window.status.said)
