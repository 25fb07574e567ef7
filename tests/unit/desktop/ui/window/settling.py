"""Waiting until the window has done what it was asked for, however long that takes."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.ui.bringing.activity_line import ActivityLine

_TURNS = 2
"""A turn of the event loop lays out and paints; what has been painted for the first time asks again."""


def settle(qtbot: QtBot, program: Program) -> None:
    """Nothing is asked, done, or on its way to the screen any more."""
    for _turn in range(_TURNS):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: is_quiet(program))
    QApplication.processEvents()


def written(qtbot: QtBot, program: Program) -> None:
    """What was decided is written; what the window does by itself may go on."""
    room = program.room
    qtbot.waitUntil(lambda: all(ticket.lane is not Lane.WRITING for ticket in room.tickets))


def nothing_runs(qtbot: QtBot, program: Program) -> None:
    """It has settled, and no line tells of work any more."""
    settle(qtbot, program)
    line = program.window.findChild(ActivityLine)
    assert isinstance(line, ActivityLine)
    qtbot.waitUntil(line.isHidden)


def is_quiet(program: Program) -> bool:
    """Whether nothing is asked or done, and what is shown is what was asked for last."""
    room, inspector = program.room, program._inspector
    is_at_work = room.tickets or any(desk.left for desk in room._desks)
    return not is_at_work and program.stage.answered and not inspector._is_stale
