"""Everything is reached by the keyboard, has a name for those who hear the window, and shows where one is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenuBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui.theme.style import apply
from tests.unit.desktop.ui.window.seen import path_of
from tests.unit.desktop.ui.window.settling import nothing_runs, settle


def focusable(root: QWidget) -> Iterator[QWidget]:
    """What Tab goes to, in no order."""
    for widget in root.findChildren(QWidget):
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reachable and widget.focusProxy() is None and widget.isVisibleTo(root) and widget.isEnabled():
            yield widget


def name_of(widget: QWidget) -> str:
    """What a screen reader says of it."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    if isinstance(widget, QTabBar | QMenuBar):
        return "tabs"
    labels = [each for each in widget.window().findChildren(QLabel) if each.buddy() is widget]
    return labels[0].text() if labels else ""


def order_of(window: QWidget) -> list[QWidget]:
    """Where Tab leads, from the first on."""
    there = set(focusable(window))
    found: list[QWidget] = []
    at: QWidget | None = window.nextInFocusChain()
    while at is not None and at is not window:
        if at in there:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def look_at_one(qtbot: QtBot, program: Program) -> None:
    """A photo, when all that is told of it stands there and nothing is under way any more."""
    program.centre.show_place(3)
    nothing_runs(qtbot, program)


def test_everything_in_the_window_has_a_name(qtbot: QtBot, program: Program) -> None:
    look_at_one(qtbot, program)
    for view in ("grid", "loupe"):
        program.actions[view].trigger()
        assert [path_of(each) for each in focusable(program.window) if not name_of(each).strip()] == []
    assert len(list(focusable(program.window))) > 15


@pytest.mark.parametrize(
    "name", ["about", "settings", "keys", "activity", "problems", "import", "accounts", "sync panel"]
)
def test_everything_in_a_dialog_has_a_name(qtbot: QtBot, program: Program, name: str) -> None:
    program.actions[name].trigger()
    settle(qtbot, program)
    for dialog in [each for each in program.window.findChildren(QDialog) if each.isVisible()]:
        assert [path_of(each) for each in focusable(dialog) if not name_of(each).strip()] == []
        dialog.close()


def room_of(program: Program, widget: QWidget) -> str:
    names = {
        "Navigator": "left",
        "SearchBar": "top",
        "Centre": "photos",
        "Scrubber": "time",
        "Inspector": "right",
        "Status": "below",
    }
    at: QWidget | None = widget
    while at is not None and at is not program.window:
        if (name := names.get(type(at).__name__)) is not None:
            return name
        at = at.parentWidget()
    return "elsewhere"


def test_tab_leads_through_the_panels_in_the_order_in_which_they_are_read(
    qtbot: QtBot, program: Program
) -> None:
    look_at_one(qtbot, program)
    rooms = [room_of(program, each) for each in order_of(program.window)]
    in_order = [room for place, room in enumerate(rooms) if place == 0 or rooms[place - 1] != room]
    start = in_order.index("left")
    assert in_order[start:] + in_order[:start] == ["left", "top", "photos", "time", "right", "below"]


def test_one_key_leads_from_panel_to_panel_and_back_to_where_one_was(qtbot: QtBot, program: Program) -> None:
    look_at_one(qtbot, program)
    program.centre.take_focus()
    inspector = [each for each in focusable(program.window) if room_of(program, each) == "right"]
    inspector[2].setFocus()
    program.centre.take_focus()
    walked = []
    for _ in range(6):
        program.actions["next panel"].trigger()
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(room_of(program, focused))
        if walked[-1] == "right":
            assert focused is inspector[2]
    assert walked == ["time", "right", "below", "left", "top", "photos"]
    program.actions["left panel"].setChecked(False)
    program.actions["previous panel"].trigger()
    program.actions["previous panel"].trigger()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert room_of(program, focused) == "below"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_where_the_keyboard_is_can_be_seen(
    qtbot: QtBot, qapp: QApplication, program: Program, theme: Literal["dark", "light"]
) -> None:
    apply(qapp, theme)
    program.window.resize(1280, 1600)
    program.actions["filter bar"].setChecked(True)
    look_at_one(qtbot, program)
    unseen = []
    for widget in list(focusable(program.window)):
        for away in focusable(program.window):
            if away is not widget:
                away.setFocus(Qt.FocusReason.TabFocusReason)
                break
        without = program.window.grab(_around(program.window, widget)).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qapp.processEvents()
        if program.window.grab(_around(program.window, widget)).toImage() == without:
            unseen.append(path_of(widget))
    assert unseen == []


def _around(window: QWidget, widget: QWidget) -> QRect:
    at = widget.mapTo(window, QPoint(0, 0))
    return QRect(at, widget.size()).adjusted(-4, -4, 4, 4)
