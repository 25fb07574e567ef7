"""`ShowsIn`: the spaces that photos are shown in, as ticks in the menus that say who may see them.

What all photos are in is ticked; a click on what only some are in puts all of them there. A menu stays open
while ticks are set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from imalink_desktop.base.events import Connection, Signal
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import spaces
from imalink_desktop.catalog.reads.spaces import ShownIn, in_none, shown_in
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.plain import on_button
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window.marking import marked_line
from imalink_desktop.ui.wording import _, many

_TICKS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST = 15
"""More are ticked in the inspector."""


class ShowsIn:
    """Fills the menus, carries out the ticks, and says so when photos meant for spaces are in none."""

    def __init__(self, library: Library, stage: Stage) -> None:
        self.said = Signal[str]("nobody sees the photos yet")
        self._library, self._stage = library, stage
        self._connection: Connection = library.changed.connect(self._hear)

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()

    def fill(self, menu: QMenu, actions: Actions, turned: Callable[[], object] = lambda: None) -> None:
        """Put the spaces at the end of a menu, as soon as they are known; `turned` hears of each tick."""
        photos = tuple(self._stage.photos)
        menu.addSeparator()
        new = menu.addAction(actions["new space"].icon(), actions["new space"].text())
        new.setObjectName("new space")
        new.triggered.connect(actions["new space"].trigger)
        every = menu.addAction(actions["spaces"].text())
        every.setObjectName("spaces")
        every.triggered.connect(actions["spaces"].trigger)
        menu.installEventFilter(_StaysOpen(menu))

        def tell(found: list[ShownIn]) -> None:
            if isValid(menu):
                self._tell(menu, new, found[:_MOST], photos, turned)

        self._library.ask((self, "spaces"), partial(shown_in, photos=photos), tell)

    def _tell(
        self,
        menu: QMenu,
        before: QAction,
        found: Sequence[ShownIn],
        photos: Sequence[int],
        turned: Callable[[], object],
    ) -> None:
        counts = {one.space.id: one.count for one in found}
        lines: dict[int, QAction] = {}

        def turn(space: int) -> None:
            wanted = counts[space] < len(photos)
            command = spaces.put_into if wanted else spaces.take_out
            self._stage.touch()
            self._library.do(partial(command, photos=photos, spaces=[space]), lambda _done: turned())
            counts[space] = len(photos) if wanted else 0
            show(space)

        def show(space: int) -> None:
            lines[space].setText(_line(names[space], counts[space], len(photos)))

        names: Mapping[int, str] = {one.space.id: one.space.name for one in found}
        for one in found:
            line = QAction(menu)
            line.setObjectName(f"space {one.space.id}")
            line.setProperty("stays", True)
            line.triggered.connect(lambda _checked=False, space=one.space.id: turn(space))
            lines[one.space.id] = line
            show(one.space.id)
            menu.insertAction(before, line)
        menu.adjustSize()

    def _hear(self, changes: Changes) -> None:
        if changes.op is Op.SET_VISIBILITY or changes.op is Op.TAKE_OUT_OF_SPACE:
            # Behind the answer to whoever wished for it: what is said then would take this one's place.
            self._library.do(lambda _catalog: None, lambda _none: self._look(sorted(changes.photos)))

    def _look(self, photos: Sequence[int]) -> None:
        self._library.ask((self, "in none"), partial(in_none, photos=photos), self._warn)

    def _warn(self, count: int) -> None:
        if count:
            self.said.emit(unseen(count))


def unseen(count: int) -> str:
    """What is true of photos that are for spaces, and in none."""
    return many(
        "{n} photo is in no space yet: nobody but you sees it.",
        "{n} photos are in no space yet: nobody but you sees them.",
        count,
    )


def _line(name: str, count: int, total: int) -> str:
    return marked_line(_("In {space}").format(space=on_button(name)), count, total)


class _StaysOpen(QObject):
    """A tick is set without the menu going away."""

    def eventFilter(self, menu: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_click = event.type() is QEvent.Type.MouseButtonRelease
        is_key = (
            isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _TICKS
        )
        line = menu.activeAction() if isinstance(menu, QMenu) and (is_click or is_key) else None
        if line is None or not line.property("stays"):
            return False
        line.trigger()
        return True
