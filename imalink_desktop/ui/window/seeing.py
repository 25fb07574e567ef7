"""`WhoSees`: a small menu at the photo: who may see it, and what they are told; a digit says it otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.reads.summing import Summary, summary
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.grid.facts import Facts
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.plain import on_button
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window import telling
from imalink_desktop.ui.window.marking import marked_line
from imalink_desktop.ui.window.showing import ShowsIn
from imalink_desktop.ui.wording import _

_FEW = 500


class WhoSees:
    """Opens at once, so that the digit typed after the key is never taken for stars."""

    def __init__(
        self,
        library: Library,
        stage: Stage,
        facts: Facts,
        window: QWidget,
        spot: Callable[[], QPoint],
        shows_in: ShowsIn,
    ) -> None:
        self.said = Signal[str]("why there is no menu")
        self._library = library
        self._stage = stage
        self._facts = facts
        self._window = window
        self._spot = spot
        self._shows_in = shows_in

    def connect(self, actions: Actions) -> None:
        """Carry out this action."""
        actions.on("visibility", partial(self.open, actions))

    def open(self, actions: Actions) -> None:
        """Open the menu where the photo is."""
        photos = self._stage.photos
        if not photos:
            self.said.emit(_("Select a photo first."))
            return
        menu = QMenu(self._window)
        menu.setObjectName("who sees")
        menu.setAccessibleName(_("Who may see it"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = {level: _line(menu, actions, level) for level in Visibility}

        def look_again() -> None:
            self._library.ask((self, "anew"), partial(summary, photos=photos), tell_anew)

        def tell_anew(found: Summary) -> None:
            if isValid(menu):
                here = menu.activeAction()
                _tell(menu, lines, found.visibility)
                menu.setActiveAction(here)
                telling.tell_lines(told, found)

        self._shows_in.fill(menu, actions, look_again)
        told = telling.add_lines(menu, actions)
        rows = [self._facts.get(photo) for photo in photos[:_FEW]] if len(photos) <= _FEW else [None]
        menu.popup(self._spot())
        counts = Counter(row.visibility for row in rows if row is not None) if all(rows) else None
        if counts is not None:
            _tell(menu, lines, counts)

        def tell(found: Summary) -> None:
            if not isValid(menu):
                return  # It has been closed meanwhile.
            telling.tell_lines(told, found)
            if found.visibility == counts:
                menu.adjustSize()
            else:
                _tell(menu, lines, found.visibility)

        self._library.ask((self, "levels"), partial(summary, photos=photos), tell)


def _line(menu: QMenu, actions: Actions, level: Visibility) -> QAction:
    """A level with its digit. It carries out the action of the table, which needs no key of its own."""
    action = actions[f"show to {level.word}"]
    line = menu.addAction(action.icon(), _labelled(level, action.text()))
    line.triggered.connect(action.trigger)
    line.setObjectName(action.objectName())
    return line


def _labelled(level: Visibility, words: str) -> str:
    return f"&{int(level) + 1}   {on_button(words)}"


def _tell(menu: QMenu, lines: Mapping[Visibility, QAction], counts: Mapping[int, int]) -> None:
    """Mark what all have, and of what some have, tell how many."""
    total = sum(counts.values())
    for level, line in lines.items():
        count = counts.get(level, 0)
        line.setText(marked_line(line.text().partition("\t")[0], count, total))
        if count == total:
            menu.setActiveAction(line)
    menu.adjustSize()
