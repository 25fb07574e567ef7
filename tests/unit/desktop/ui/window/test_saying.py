"""What was done is said in the past tense, with what was decided where that is known."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import collecting, drives
from imalink_desktop.catalog.decisions import Flag, Visibility
from imalink_desktop.ui.window import saying
from imalink_desktop.ui.window.saying import told


def test_a_decision_says_what_was_decided() -> None:
    assert told(Changes(Op.RATE, 1), saying.stars(4)) == "1 photo: ★★★★"
    assert told(Changes(Op.RATE, 1_200), saying.stars(0)) == "1,200 photos: no stars"
    assert told(Changes(Op.FLAG, 3), saying.flag(Flag.REJECTED)) == "3 photos: rejected"
    assert told(Changes(Op.LABEL, 3), saying.label(None)) == "3 photos: no label"
    assert told(Changes(Op.LABEL, 3), saying.label("teal")) == "3 photos: teal"
    assert (
        told(Changes(Op.SET_VISIBILITY, 2), saying.level(Visibility.PUBLIC)) == "2 photos: seen by everybody"
    )


def test_all_else_says_what_was_done() -> None:
    assert told(Changes(Op.STACK, 12)) == "12 photos stacked"
    assert told(Changes(Op.UNDO, 3, of=Op.RATE)) == "Undone: 3 photos rated"
    assert told(Changes(Op.REDO, 1, of=Op.DISCARD)) == "Done again: 1 photo moved to the trash"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_4, "1 photo: ★★★★"),
        (Qt.Key.Key_P, "1 photo: picked"),
        (Qt.Key.Key_6, "1 photo: red label"),
        (Qt.Key.Key_BracketRight, "1 photo: one star more"),
    ],
)
def test_a_key_says_so_in_the_status_bar(qtbot: QtBot, program: Program, key: Qt.Key, said: str) -> None:
    program.centre.show_place(1)
    QTest.keyClick(program.centre.grid, key)
    qtbot.waitUntil(lambda: program.window.status.said == said)
    program.actions["undo"].trigger()
    qtbot.waitUntil(lambda: program.window.status.said.startswith("Undone: 1 photo "))


def test_what_others_do_is_said_too_but_not_what_the_machine_does(qtbot: QtBot, program: Program) -> None:
    program.library.do(_make_a_collection)
    qtbot.waitUntil(lambda: program.window.status.said == "Collection made")
    program.window.status.say("")
    heard: list[Changes] = []
    program.library.changed.connect(heard.append)
    program.library.do(_see_a_drive)
    qtbot.waitUntil(lambda: any(changes.op is Op.SEE_DRIVE for changes in heard))
    assert program.window.status.said == ""


def _make_a_collection(catalog: Catalog) -> Changes:
    return collecting.create(catalog, "Best")


def _see_a_drive(catalog: Catalog) -> None:
    drives.see(catalog, drives.Volume("usb:1", "Blue", "/media/blue"))
