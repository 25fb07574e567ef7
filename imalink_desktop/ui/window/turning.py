"""Undo and redo: it is said what was taken back, and its photo comes under the eye, with the frame on it.

Who takes back something wants to see that it is so, however far he has gone meanwhile.
"""

from __future__ import annotations

from functools import partial

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.reads.rows import Row, rows
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.window import saying
from imalink_desktop.ui.window.centre import Centre
from imalink_desktop.ui.wording import _


class Turning:
    """Carries out both."""

    def __init__(self, library: Library, centre: Centre) -> None:
        self.said = Signal[str]("what was taken back, in words")
        self.said_more = Signal[tuple[str, str]]("what was said, and what is said in its place")
        self._library = library
        self._centre = centre

    def connect(self, actions: Actions) -> None:
        """Carry out these actions."""
        actions.on("undo", self.undo)
        actions.on("redo", self.redo)

    def undo(self) -> None:
        """Take back the last step, whoever looks at what by now."""
        self._library.do(Catalog.undo, partial(self._done, nothing=_("There is nothing to undo.")))

    def redo(self) -> None:
        """Do it again."""
        self._library.do(Catalog.redo, partial(self._done, nothing=_("There is nothing to do again.")))

    def _done(self, changes: Changes | None, nothing: str) -> None:
        if changes is None or changes.of is None:
            self.said.emit(nothing)
            return
        self.said.emit(saying.told(changes))
        self._centre.show_again(changes.photos)
        if changes.count == 1 and len(changes.photos) == 1:
            self._name(changes)

    def _name(self, changes: Changes) -> None:
        def say(found: list[Row]) -> None:
            if found:
                self.said_more.emit((saying.told(changes), saying.turned(changes, found[0])))

        self._library.ask((self, "name"), partial(rows, ids=changes.photos), say)
