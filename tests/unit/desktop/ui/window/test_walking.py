"""Where the keyboard is after what had it has gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui.inspector.section import Section
from tests.unit.desktop.ui.window.settling import settle


def first_in(panel: QWidget) -> QWidget:
    """Something in it that takes keys."""
    return next(
        each
        for each in panel.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
    )


def look_at_one(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    grid.choose(grid.selection.only(0))
    settle(qtbot, program)
    assert any(each.isVisible() for each in program._inspector.findChildren(Section))


@pytest.mark.parametrize("switch", ["left panel", "right panel", "filter bar"])
def test_when_what_has_the_keyboard_is_hidden_the_photos_have_it(
    qtbot: QtBot, program: Program, switch: str
) -> None:
    look_at_one(qtbot, program)
    program.actions[switch].setChecked(True)
    panels = {
        "left panel": program._navigator,
        "right panel": program._inspector,
        "filter bar": program._search.filters,
    }
    there = first_in(panels[switch])
    there.setFocus()
    assert QApplication.focusWidget() is there
    program.actions[switch].setChecked(False)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is program.centre.grid)


def test_who_asks_for_another_view_has_the_keyboard_there(qtbot: QtBot, program: Program) -> None:
    look_at_one(qtbot, program)
    first_in(program._inspector).setFocus()
    program.actions["loupe"].trigger()
    assert QApplication.focusWidget() is program.centre.loupe
