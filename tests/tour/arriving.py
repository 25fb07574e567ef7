"""The first part of the walk: an empty window, and photos coming into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.jobs.ticket import Phase, Ticket
from imalink_desktop.ui.bringing.dialog import ImportDialog
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.veil import Veil
from tests.tour.originals import TRIP, YEAR
from tests.tour.rest import rest, turn, until
from tests.tour.walk import View, Walk

_ENOUGH = 6
"""So many pictures are to be in sight when a running import is looked at."""


def walk_empty(walk: Walk) -> None:
    """See the window before anything is in it."""
    walk.see(
        (
            View("first-run", "The first start: one sentence, and what to do.", _as_it_is),
            View("drop", "Something is dragged across the window.", _dragged),
            View("import", "What was dropped, and what would become of every file.", _asked),
        )
    )


def walk_arriving(walk: Walk) -> None:
    """See photos come in; the import rests meanwhile, so that it can be looked at as often as one likes."""
    program = walk.program
    program.actions["cut months"].trigger()
    program.importer.bring(Errand((walk.originals / YEAR,), title="A year outdoors"))
    ticket = pause_when_seen(program)
    walk.see(
        (
            View("importing", "Photos are there to be looked at while they are brought in.", _as_it_is),
            View("activity", "What is going on, to pause or to stop.", _activity),
        )
    )
    ticket.resume()
    until(lambda: program.importer.at is None, "the end of an import")
    program.importer.bring(Errand((walk.originals / TRIP,), title="A trip"))
    until(lambda: program.importer.at is None, "the end of another import")
    rest(program)
    walk.see(
        (
            View("message", "What was done is said at the lower edge, and goes by itself.", _as_it_is),
            View("report", "What became of every file of an import.", _report),
            View("problems", "Files that could not be read, and why.", _problems),
        )
    )


def drag_over(window: QWidget, folder: Path) -> Callable[[], object]:
    """Drag a folder over a window; what is answered takes it away again."""
    mime = _mime(folder)
    QApplication.sendEvent(window, _entering(window, mime))

    def leave() -> None:
        for veil in window.findChildren(Veil):
            QApplication.sendEvent(veil, QDragLeaveEvent())

    return leave


def drop(window: QWidget, folder: Path) -> None:
    """Drop a folder onto a window."""
    mime = _mime(folder)
    for event in (_entering(window, mime), _dropped(window, mime)):
        QApplication.sendEvent(window, event)


def pause_when_seen(program: Program) -> Ticket[Any]:
    """Let the import rest as soon as it has brought something to look at."""
    ticket = program.importer.ticket
    assert ticket is not None
    until(lambda: _pictures_in_sight(program) >= _ENOUGH or ticket.ended, "the first pictures of an import")
    ticket.pause()
    until(lambda: ticket.ended or ticket.status.phase is Phase.PAUSED, "an import that rests")
    return ticket


def _pictures_in_sight(program: Program) -> int:
    """How many of the photos in sight have their pictures by now."""
    grid, photos = program.centre.grid, program.stage.shown.photos
    seen = photos[grid.visible.start : grid.visible.stop]
    return sum(program.contents.picture(photo) is not None for photo in seen)


def close_dialogs() -> None:
    """Close all that is open over the window."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    turn()


@contextmanager
def _as_it_is(_walk: Walk) -> Iterator[None]:
    yield


@contextmanager
def _dragged(walk: Walk) -> Iterator[None]:
    leave = drag_over(walk.program.window, walk.originals / TRIP)
    yield
    leave()


@contextmanager
def _asked(walk: Walk) -> Iterator[None]:
    drop(walk.program.window, walk.originals / TRIP)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ImportDialog))
    until(lambda: dialog._looked is not None and dialog._ticket is None, "the plan of an import")
    dialog._title.setText("A trip")
    yield
    dialog.reject()
    turn()


@contextmanager
def _activity(walk: Walk) -> Iterator[None]:
    walk.program.actions["activity"].trigger()
    yield
    close_dialogs()


@contextmanager
def _report(walk: Walk) -> Iterator[None]:
    walk.program.window.message.hide()
    walk.program.imports.show_report(2)
    yield
    close_dialogs()


@contextmanager
def _problems(walk: Walk) -> Iterator[None]:
    walk.program.actions["problems"].trigger()
    yield
    close_dialogs()


def _mime(folder: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder.absolute()))])
    return mime


def _entering(window: QWidget, mime: QMimeData) -> QDragEnterEvent:
    return QDragEnterEvent(
        window.rect().center(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def _dropped(window: QWidget, mime: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(window.rect().center()),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
