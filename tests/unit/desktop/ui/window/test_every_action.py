"""Every row of the table of actions does something, or is a switch that somebody listens to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.backup import backups
from imalink_desktop.ui.actions.table import rows
from tests.unit.desktop.ui.window.settling import settle


def test_each_is_carried_out_by_somebody(program: Program) -> None:
    idle = {row.name for row in rows() if not program.actions[row.name].isEnabled()}
    # What nobody carries out is disabled; and these, while no sample or collection is shown.
    assert idle == {"remove samples", "take out"}


def test_a_key_with_nothing_to_act_on_says_why(qtbot: QtBot, program: Program) -> None:
    program.stage.choose((), None)
    for name, words in (
        ("rate 3", "Select a photo first."),
        ("label purple", "Select a photo first."),
        ("visibility", "Select a photo first."),
        ("undo", "There is nothing to undo."),
        ("redo", "There is nothing to do again."),
    ):
        program.window.status.say("")
        program.actions[name].trigger()
        settle(qtbot, program)
        assert program.window.status.said == words, name
    program.actions["reveal"].trigger()
    assert "No photo is selected" in program.window.message.words


def test_taking_apart_what_is_no_stack_says_so(qtbot: QtBot, program: Program) -> None:
    program.centre.show_photo(40)
    QTest.keyClick(
        program.centre.grid,
        Qt.Key.Key_G,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: program.window.status.said == "No photo here lies in a stack.")


def test_a_backup_is_made_beside_the_window_and_it_is_said_where(qtbot: QtBot, program: Program) -> None:
    folder = program.catalog._backups.folder_of(program.catalog.path)
    before = set(backups(folder).values())
    program.actions["back up"].trigger()
    program.actions["back up"].trigger()
    assert program.window.status.said == "A backup is being made already."
    qtbot.waitUntil(lambda: "backed up" in program.window.message.words)
    (made,) = set(backups(folder).values()) - before
    assert made.name in program.window.message.words
