"""The key list names every key, and fits a small screen."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui.actions.table import rows
from imalink_desktop.ui.theme.space import DIALOG, WIDE
from imalink_desktop.ui.window.keys import KeyList

SMALLEST = (1280, 800)


def test_every_key_is_listed(qtbot: QtBot, program: Program) -> None:
    listed = KeyList(program.actions, program.window)
    qtbot.addWidget(listed)
    texts = [label.text() for label in listed.findChildren(QLabel)]
    keys = {each for text in texts for line in text.split("\n") for each in line.split("   ")}
    wanted = {key for row in rows() for key in row.keys}
    native = QKeySequence.SequenceFormat.NativeText
    assert {QKeySequence(key).toString(native) for key in wanted} <= keys
    assert {row.text.rstrip("…") for row in rows() if row.keys} <= set(texts)
    assert {"Shift + key", "CapsLock", "Shift + arrow", "Return"} <= keys


def test_keys_for_one_thing_stand_beside_each_other_as_far_as_there_is_room(
    qtbot: QtBot, program: Program
) -> None:
    listed = KeyList(program.actions, program.window)
    qtbot.addWidget(listed)
    texts = {label.text() for label in listed.findChildren(QLabel)}
    assert "=   +   Ctrl+=\nCtrl++" in texts


def test_shift_and_a_deciding_key_is_all_that_goes_on() -> None:
    """So that one line can say it of all."""
    advancing = [row for row in rows() if row.advance]
    assert [row.name for row in advancing if row.advance != (f"Shift+{row.keys[0]}",)] == []


def test_it_fits_a_small_screen(qtbot: QtBot, program: Program) -> None:
    listed = KeyList(program.actions, program.window)
    qtbot.addWidget(listed)
    area, buttons = listed.findChild(QScrollArea), listed.findChild(QDialogButtonBox)
    assert isinstance(area, QScrollArea)
    assert isinstance(buttons, QDialogButtonBox)
    page = area.widget()
    assert page is not None
    around, wanted = 2 * DIALOG, page.sizeHint()
    width, height = wanted.width() + around, wanted.height() + buttons.sizeHint().height() + around + WIDE
    assert (width <= SMALLEST[0], height <= SMALLEST[1] - 60) == (True, True), (width, height)
