"""Waiting for a window: until something is so, or until nothing in it is under way any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractAnimation, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.ticket import Phase

PATIENCE = 60.0
_TURN_MS = 4
_TURNS_IN_A_ROW = 3
_LONGEST_GATHERING = 600
"""Milliseconds: a timer that runs longer lets a message fade, and is not waited for."""


class Stuck(Exception):
    """Something was waited for that did not come."""


def until(is_so: Callable[[], object], what: str) -> None:
    """Let the window live until this is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise Stuck(f"{PATIENCE:.0f} seconds were not enough for: {what}")
        turn()


def rest(program: Program) -> None:
    """Let the window live until all it asked for has come, and nothing moves."""
    in_a_row = 0
    end = time.monotonic() + PATIENCE
    while in_a_row < _TURNS_IN_A_ROW:
        turn()
        busy = next(_busy(program), None)
        in_a_row = in_a_row + 1 if busy is None else 0
        if busy and time.monotonic() > end:
            raise Stuck(f"after {PATIENCE:.0f} seconds there still goes on: {busy}")


def turn() -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(_TURN_MS, loop.quit)
    loop.exec()


def _busy(program: Program) -> Iterator[str]:
    """What goes on. A job that was told to pause rests, though it keeps its lane."""
    room = program.room
    resting = {ticket.lane for ticket in room.tickets if ticket.status.phase is Phase.PAUSED}
    for ticket in room.tickets:
        if ticket.status.phase is not Phase.PAUSED:
            yield ticket.name
    for lane, traffic in room._lanes.items():
        if (traffic.busy or traffic._queue) and lane not in resting:
            yield f"work on the lane {lane}"
    if room._mailbox._letters:
        yield "letters on their way home"
    if not program.stage.answered:
        yield "a list that was asked for"
    if program.importer.at is not None and Lane.LONG not in resting:
        yield "an import"
    for widget in QApplication.topLevelWidgets():
        yield from _moving(widget)


def _moving(whole: QObject) -> Iterator[str]:
    for timer in whole.findChildren(QTimer):
        if timer.isActive() and timer.isSingleShot() and timer.interval() <= _LONGEST_GATHERING:
            yield f"a timer of {type(timer.parent()).__name__}"
    for animation in whole.findChildren(QAbstractAnimation):
        if animation.state() is QAbstractAnimation.State.Running:
            yield f"an animation of {type(animation.parent()).__name__}"
