"""What an undo took back is said by name, and is under the eye with the frame on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from tests.unit.desktop.ui.window.settling import settle

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(
    qtbot: QtBot,
    program: Program,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    settle(qtbot, program)


def in_sight(program: Program) -> bool:
    grid = program.centre.grid
    return grid.selection.target in grid.visible


def test_the_photo_comes_back_under_the_eye(qtbot: QtBot, program: Program) -> None:
    program.window.resize(700, 400)
    program.actions["open stacks"].trigger()
    program.centre.show_place(0)
    first = program.stage.current
    press(qtbot, program, Key.Key_0)
    press(qtbot, program, Key.Key_4)
    press(qtbot, program, Key.Key_End)
    assert program.stage.current != first
    press(qtbot, program, Key.Key_Z, CONTROL)
    assert program.stage.current == first
    assert in_sight(program)
    name = f"DSC_{first:04}.JPG"
    qtbot.waitUntil(lambda: program.window.status.said == f"Undone: 1 photo rated ({name}: no stars)")
    press(qtbot, program, Key.Key_End)
    press(qtbot, program, Key.Key_Y, CONTROL)
    assert program.stage.current == first
    qtbot.waitUntil(lambda: program.window.status.said == f"Done again: 1 photo rated ({name}: ★★★★)")


def test_so_does_one_that_has_to_come_back_into_the_list_first(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(20)
    gone = program.stage.current
    press(qtbot, program, Key.Key_Delete)
    press(qtbot, program, Key.Key_Home)
    press(qtbot, program, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: program.stage.current == gone)
    name = f"DSC_{gone:04}.JPG"
    qtbot.waitUntil(lambda: program.window.status.said == f"Undone: 1 photo moved to the trash ({name})")


def test_in_the_loupe_it_is_the_one_that_is_looked_at(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(20)
    first = program.stage.current
    press(qtbot, program, Key.Key_0)
    press(qtbot, program, Key.Key_3)
    press(qtbot, program, Key.Key_E)
    press(qtbot, program, Key.Key_Right)
    press(qtbot, program, Key.Key_Z, CONTROL)
    assert program.centre.loupe.photo == first


def test_several_that_are_chosen_stay_so(qtbot: QtBot, program: Program) -> None:
    press(qtbot, program, Key.Key_A, CONTROL)
    count = len(program.centre.grid.selection)
    press(qtbot, program, Key.Key_3)
    press(qtbot, program, Key.Key_Z, CONTROL)
    assert len(program.centre.grid.selection) == count


def test_what_is_known_later_of_a_sentence_takes_the_place_of_no_other(program: Program) -> None:
    status = program.window.status
    status.say("Undone: 1 photo rated")
    status.say_more("Undone: 1 photo rated", "Undone: 1 photo rated (a.jpg: no stars)")
    assert status.said == "Undone: 1 photo rated (a.jpg: no stars)"
    status.say("1 photo: picked")
    status.say_more("Undone: 1 photo rated", "Undone: 1 photo rated (a.jpg: no stars)")
    assert status.said == "1 photo: picked"


def test_a_key_that_changes_nothing_does_not_leave_the_sentence_before_standing(
    qtbot: QtBot, program: Program
) -> None:
    program.centre.show_place(20)
    press(qtbot, program, Key.Key_0)
    press(qtbot, program, Key.Key_4)
    assert program.window.status.said == "1 photo: ★★★★"
    press(qtbot, program, Key.Key_4)
    assert program.window.status.said == "It is so already: ★★★★"
    press(qtbot, program, Key.Key_5)
    press(qtbot, program, Key.Key_BracketRight)
    assert program.window.status.said == "There are no more stars to give."
