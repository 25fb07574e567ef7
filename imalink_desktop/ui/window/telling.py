"""`Tells`: what others are told of the photos that are chosen, turned by an action, shown in a small menu.

As with a tick in the inspector: what all tell is told no more, and what only some tell, all tell after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.reads.summing import Summary, summary
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window import saying
from imalink_desktop.ui.window.marking import marked_line
from imalink_desktop.ui.wording import _


class Tells:
    """Carries it out for all that is chosen."""

    def __init__(self, library: Library, stage: Stage) -> None:
        self.said = Signal[str]("what was done, in words")
        self._library = library
        self._stage = stage

    def connect(self, actions: Actions) -> None:
        """Carry out these actions."""
        for what in Telling:
            actions.on(f"tell {what.value}", partial(self.turn, what))

    def turn(self, what: Telling) -> None:
        """Ask first what they tell: it is not known of photos that are out of sight."""
        photos = self._stage.photos
        if not photos:
            self.said.emit(_("Select a photo first."))
            return
        self._stage.touch()
        decide = partial(self._decide, photos, what)
        self._library.ask((self, what), partial(summary, photos=photos), decide)

    def _decide(self, photos: Sequence[int], what: Telling, found: Summary) -> None:
        wanted = counts(found)[what].get(1, 0) < found.total

        def done(changes: Changes | None) -> None:
            decided = saying.tells(what, wanted)
            if changes is not None and changes.count:
                self.said.emit(saying.told(changes, decided))
            else:
                self.said.emit(saying.already(decided))

        self._library.do(partial(deciding.tell, photos=photos, what=what, wanted=wanted), done)


def add_lines(menu: QMenu, actions: Actions) -> dict[Telling, QAction]:
    """A line for each thing that can be told, for a menu that says who sees the photos."""
    menu.addSeparator()
    lines = {}
    for what, words in _words().items():
        lines[what] = menu.addAction(words)
        lines[what].setObjectName(f"tell {what.value}")
        lines[what].triggered.connect(actions[f"tell {what.value}"].trigger)
    return lines


def tell_lines(lines: Mapping[Telling, QAction], found: Summary) -> None:
    """Mark what all tell; of what some tell, how many. What nobody else sees tells nobody anything."""
    is_hidden = found.visibility.keys() <= {int(Visibility.PRIVATE)}
    for what, count in counts(found).items():
        words = _words()[what]
        line = marked_line(words, count.get(1, 0), found.total)
        lines[what].setText(f"{words}\t{_('nobody else sees it')}" if is_hidden else line)
        lines[what].setEnabled(not is_hidden)


def counts(found: Summary) -> dict[Telling, Mapping[int, int]]:
    """Of how many photos what is told."""
    return {Telling.PLACE: found.tells_place, Telling.NAMES: found.tells_names}


def _words() -> dict[Telling, str]:
    return {Telling.PLACE: _("Others also see its &place"), Telling.NAMES: _("Others also see &names")}
