"""The lowest line: what it says of the list, and that its right end stays where it is."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.ui.bringing.activity_line import ActivityLine
from imalink_desktop.ui.folded import HiddenInStacks
from imalink_desktop.ui.syncing.standing import ICONS, Standing, State, short
from tests.unit.desktop.ui.window.conftest import PHOTOS
from tests.unit.desktop.ui.window.test_stacks import INSIDE


def promise(program: Program) -> QLabel:
    labels = program.window.status.findChildren(QLabel)
    return next(each for each in labels if each.text() == "Originals: read-only")


def left_edges(program: Program) -> tuple[int, ...]:
    """Where the promise, the standing with the server and the slider stand, from the left of the window."""
    slider = program.window.status.findChild(QSlider)
    assert slider is not None
    parts: tuple[QWidget, ...] = (slider, program.syncs.button, promise(program))
    return tuple(each.mapTo(program.window, QPoint()).x() for each in parts)


def settle(program: Program) -> None:
    layout = program.window.status.layout()
    assert layout is not None
    layout.activate()


def test_from_left_to_right_stand_the_slider_the_server_and_the_promise(program: Program) -> None:
    settle(program)
    assert list(left_edges(program)) == sorted(left_edges(program))
    end = promise(program).mapTo(program.window, QPoint(promise(program).width(), 0)).x()
    assert program.window.width() - end < 32


def test_nothing_at_the_right_end_moves_when_the_loupe_has_no_slider(program: Program) -> None:
    settle(program)
    before = left_edges(program)
    program.centre.look_at("loupe")
    settle(program)
    assert not program.window.status.findChildren(QSlider)[0].isVisible()
    assert left_edges(program) == before


def test_nothing_at_the_right_end_moves_when_something_runs(qtbot: QtBot, program: Program) -> None:
    settle(program)
    before = left_edges(program)
    over = Event()

    def long() -> Job[None]:
        while not over.wait(0.005):
            yield Progress("reading photos", 1, 2)

    line = program.window.status.findChild(ActivityLine)
    assert line is not None
    height = program.window.status.height()
    program.library.room.start(long(), "Import")
    qtbot.waitUntil(line.isVisible)
    settle(program)
    assert program.window.status.height() == height
    assert left_edges(program) == before
    assert line.mapTo(program.window, QPoint(line.width(), 0)).x() <= before[0]
    there = line.mapTo(program.window, QPoint()).x()
    program.centre.look_at("loupe")
    settle(program)
    assert line.mapTo(program.window, QPoint()).x() == there  # the slider keeps its room
    over.set()
    qtbot.waitUntil(lambda: not line.isVisible())
    settle(program)
    assert left_edges(program) == before


@pytest.mark.parametrize("state", list(State))
def test_nothing_at_the_right_end_moves_with_the_state_of_the_server(program: Program, state: State) -> None:
    settle(program)
    before, button = left_edges(program), program.syncs.button
    button.setText(short(Standing(), state))
    settle(program)
    assert left_edges(program) == before
    assert state in ICONS


def test_nothing_at_the_right_end_moves_with_what_is_said(program: Program) -> None:
    settle(program)
    before = left_edges(program)
    program.window.status.say("Something long has been done to a great many photos. " * 4)
    program.window.status.show_going_on(True)
    settle(program)
    assert left_edges(program) == before


def test_what_closed_stacks_hide_is_told_beside_the_count(program: Program) -> None:
    (said,) = program.window.status.findChildren(HiddenInStacks)
    assert said.text() == f"· {len(INSIDE)} hidden in stacks"
    assert "top" in said.toolTip()
    # What is counted is what the loupe counts, and what is hidden.
    assert program.window.status.count == f"{PHOTOS} photos"
    assert len(program.centre.folded.photos) == PHOTOS - len(INSIDE)
    program.actions["open stacks"].trigger()
    assert said.isHidden()
    program.actions["close stacks"].trigger()
    program.centre.look_at("loupe")
    assert not said.isHidden()
