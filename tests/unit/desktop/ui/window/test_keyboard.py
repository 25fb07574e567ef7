"""Whose a key is: from the first one on the photos', but never while somebody types or is on a button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.models import Photo
from tests.unit.desktop.ui.window.settling import settle, written

_DECIDING = (Qt.Key.Key_P, Qt.Key.Key_5, Qt.Key.Key_X, Qt.Key.Key_6, Qt.Key.Key_Delete)
_CAPS_BIT = 0x2


def decided(catalog: Catalog) -> list[tuple[object, ...]]:
    fields = (Photo.rating, Photo.flag, Photo.label, Photo.visibility, Photo.trashed_at)
    with catalog.reading() as look:
        return [tuple(row) for row in look.execute(select(Photo.id, *fields).order_by(Photo.id))]


def takes_keys(program: Program) -> list[QWidget]:
    """What Tab leads to, with all panels open, but for the photos themselves."""
    views = (program.centre.grid, program.centre.loupe, program.centre.survey, program.centre.strip)
    return [
        widget
        for widget in program.window.findChildren(QWidget)
        if widget.window() is program.window
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget not in views
    ]


def test_keys_are_for_the_photos_as_soon_as_there_is_a_window(qtbot: QtBot, program: Program) -> None:
    assert QApplication.focusWidget() is program.centre.grid
    before = decided(program.catalog)
    QTest.keyClick(program.centre.grid, Qt.Key.Key_5)
    written(qtbot, program)
    assert decided(program.catalog) != before


def test_nobody_decides_by_typing_or_on_a_button(qtbot: QtBot, program: Program) -> None:
    program.window.resize(1280, 2400)
    program.actions["filter bar"].setChecked(True)
    settle(qtbot, program)
    before = decided(program.catalog)
    widgets = takes_keys(program)
    kinds = (QLineEdit, QPlainTextEdit, QAbstractButton)
    assert all(any(isinstance(widget, kind) for widget in widgets) for kind in kinds)
    held = [widget for widget in widgets if isinstance(widget, kinds)]
    for widget in held:
        for key in _DECIDING:
            widget.setFocus()
            if not widget.hasFocus():
                continue  # What told of work under way is gone with it.
            QTest.keyClick(widget, key)
            written(qtbot, program)
            assert decided(program.catalog) == before, (widget, key)
        program.centre.take_focus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_on_any_control_open_no_photo(qtbot: QtBot, program: Program, key: Qt.Key) -> None:
    settle(qtbot, program)
    before = decided(program.catalog)
    for widget in takes_keys(program):
        if isinstance(widget, QAbstractButton):
            continue
        widget.setFocus()
        QTest.keyClick(widget, key)
        written(qtbot, program)
        assert program.centre.view == "grid", widget
    assert decided(program.catalog) == before


def test_space_presses_the_button_that_has_the_keyboard(qtbot: QtBot, program: Program) -> None:
    buttons = [
        widget
        for widget in takes_keys(program)
        if isinstance(widget, QAbstractButton)
        and not (isinstance(widget, QToolButton) and widget.menu() is not None)
    ]
    assert buttons
    pressed: list[QAbstractButton] = []
    for button in buttons:
        button.pressed.connect(lambda button=button: pressed.append(button))
        button.setFocus()
        QTest.keyPress(button, Qt.Key.Key_Space)
        button.setDown(False)  # Pressed, but not carried out: that may be anything.
        assert pressed == [button]
        pressed.clear()
        assert program.centre.view == "grid"
    written(qtbot, program)


def test_a_click_on_a_control_leaves_the_keyboard_with_the_photos(program: Program) -> None:
    taken = [
        widget
        for widget in program.window.findChildren(QWidget)
        if isinstance(widget, (QAbstractButton, QAbstractSlider))
        and widget.window() is program.window
        and widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
    ]
    assert taken == []


def press_with_lock(program: Program, key: Qt.Key, text: str, *, locked: bool) -> None:
    """A key as the system tells it: with the state of Caps Lock, of which Qt's own modifiers know nothing."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        bit = _CAPS_BIT if locked else 0
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 0, 0, bit, text)
        event.ignore()
        QApplication.sendEvent(program.centre.grid, event)


def test_with_caps_lock_each_decision_goes_on(qtbot: QtBot, program: Program) -> None:
    status = program.window.status
    seen = [status.goes_on]
    press_with_lock(program, Qt.Key.Key_Left, "", locked=True)
    assert program.actions["advance"].isChecked()
    assert [*seen, status.goes_on] == [False, True]
    place = program.centre.grid.selection.target or 0
    program.actions["rate 3"].trigger()
    written(qtbot, program)
    assert program.centre.grid.selection.target == place + 1
    press_with_lock(program, Qt.Key.Key_Left, "", locked=False)
    assert not program.actions["advance"].isChecked()


def test_the_switch_stays_as_it_was_left_while_caps_lock_is_off(
    opened: Callable[[Paths], Program], paths: Paths
) -> None:
    first = opened(paths)
    first.actions["advance"].setChecked(True)
    first.close()
    second = opened(paths)
    press_with_lock(second, Qt.Key.Key_Left, "", locked=False)
    assert second.actions["advance"].isChecked()
    assert second.window.status.goes_on
