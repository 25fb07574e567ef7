"""`Activity`: all long work with its pace and the time it still takes, to pause or to stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.ticket import Phase, Ticket
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.bringing.wording import amount, import_of, pace
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _

LONG = (Lane.LONG, Lane.SENDING)
"""The lanes whose jobs are shown; the photographer's own changes are done before one could look."""
_OFTEN = 100
_PARTS = 1_000


class Activity(QScrollArea):
    """All long work, and the imports that wait for their turn."""

    def __init__(self, library: Library, importer: Importer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._importer = library.room, importer
        self._rows: dict[int, _Row] = {}
        self._waiting: list[tuple[Errand, _Row]] = []
        self.setAccessibleName(_("Activity"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(space.PADDING, space.PADDING, space.PADDING, space.PADDING)
        self._list.setSpacing(space.WIDE)
        self._empty = QLabel(_("Nothing is running.\nImports and checks show here what they do."))
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._list.addWidget(self._empty)
        self._list.addStretch(1)
        self.setWidget(inside)
        self._soon = often(self, self.look)
        library.room.told.connect(self._hear)
        importer.changed.connect(self._hear)
        self.look()

    def look(self) -> None:
        """Show how everything stands now; rows stay where they are."""
        tickets = {one.number: one for one in self._room.tickets if one.lane in LONG}
        for number in [number for number in self._rows if number not in tickets]:
            self._rows.pop(number).deleteLater()
        for number, ticket in tickets.items():
            if number not in self._rows:
                row = self._rows[number] = _Row(ticket.name, partial(_pause, ticket), ticket.cancel)
                self._list.insertWidget(len(self._rows) - 1, row)
            self._rows[number].show_ticket(ticket)
        if [errand for errand, _row in self._waiting] != list(self._importer.waiting):
            self._show_waiting()
        self._empty.setVisible(not self._rows and not self._waiting)

    def _hear(self, _told: object) -> None:
        if isValid(self) and not self._soon.isActive():
            self._soon.start()

    def _show_waiting(self) -> None:
        for _errand, row in self._waiting:
            row.deleteLater()
        self._waiting = []
        for place, errand in enumerate(self._importer.waiting, len(self._rows)):
            name = import_of(errand.title, errand.sources)
            row = _Row(name, None, partial(self._importer.take_off, errand))
            self._waiting.append((errand, row))
            self._list.insertWidget(place, row)


class _Row(QWidget):
    """One job."""

    def __init__(self, name: str, pause: Callable[[], object] | None, stop: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name, self._how, self._pace = Elided(name), Elided(_("Waiting for its turn")), Elided()
        self._name.setFont(font(Role.HEADING))
        for label in (self._how, self._pace):
            label.setProperty("caption", True)
        self._how.setFont(font(Role.CAPTION, counts=True))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _PARTS)
        self._bar.setAccessibleName(name)
        self._pause, self._stop = QToolButton(), QToolButton()
        self._pause.setIcon(icon("pause"))
        self._pause.setToolTip(_("Pause"))
        self._pause.setAccessibleName(_("Pause {name}").format(name=name))
        self._stop.setIcon(icon("cancel"))
        self._stop.setToolTip(_("Stop; what is done already stays"))
        self._stop.setAccessibleName(_("Stop {name}").format(name=name))
        self._stop.clicked.connect(lambda _checked=False: stop())
        for button in (self._pause, self._stop):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pause.setVisible(pause is not None)
        self._bar.setVisible(pause is not None)
        if pause is not None:
            self._pause.clicked.connect(lambda _checked=False: pause())
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(space.TIGHT)
        layout.setVerticalSpacing(space.TIGHT)
        layout.addWidget(self._name, 0, 0)
        layout.addWidget(self._pause, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._stop, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._bar, 1, 0)
        layout.addWidget(self._how, 1 if pause is None else 2, 0, 1, 1 if pause is None else 3)
        layout.addWidget(self._pace, 3, 0, 1, 3)
        layout.setColumnStretch(0, 1)

    def show_ticket(self, ticket: Ticket[Any]) -> None:
        """How it stands now."""
        status = ticket.status
        progress, phase = status.progress, status.phase
        words = {
            Phase.WAITING: _("Waiting for its turn"),
            Phase.PAUSED: _("Paused"),
            Phase.STOPPING: _("Stopping…"),
        }
        said = amount(progress) if progress is not None else ""
        if phase in words:
            said = f"{words[phase]} · {said}" if said else words[phase]
        self._how.say(said)
        self._pace.say(pace(status))
        part = None if progress is None else progress.part
        moves = part is None and phase is Phase.RUNNING
        self._bar.setRange(0, 0 if moves else _PARTS)
        self._bar.setValue(round((part or 0) * _PARTS))
        self._bar.setEnabled(phase is not Phase.PAUSED)
        paused = phase is Phase.PAUSED
        self._pause.setIcon(icon("resume" if paused else "pause"))
        self._pause.setToolTip(_("Go on") if paused else _("Pause"))
        self._pause.setEnabled(phase in (Phase.RUNNING, Phase.PAUSED))
        self._stop.setEnabled(phase is not Phase.STOPPING)


def _pause(ticket: Ticket[Any]) -> None:
    if ticket.status.phase is Phase.PAUSED:
        ticket.resume()
    else:
        ticket.pause()


def often(parent: QWidget, do: Callable[[], object]) -> QTimer:
    """A timer to look anew, not for everything that is told but soon."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_OFTEN)
    timer.timeout.connect(do)
    return timer
