"""`SpacesDialog`: the spaces of the account; a new one, one to join, and all that their owner decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands.spaces import put_into
from imalink_desktop.catalog.reads.spaces import KnownSpace, spaces
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.syncing.hub import Syncing
from imalink_desktop.ui.syncing.lines import beside, put
from imalink_desktop.ui.syncing.space_row import SpaceRow, in_words
from imalink_desktop.ui.syncing.standing import Account, Standing
from imalink_desktop.ui.theme.space import DIALOG, SNUG, STEP
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, many

if TYPE_CHECKING:
    from imalink_desktop.sync.groups import Groups
    from imalink_desktop.sync.values import RemoteSpace

_WIDTH, _HIGHEST = 560, 100 * STEP


class SpacesDialog(QDialog):
    """What is known is shown at once, and the server is asked for the rest; offline it says so."""

    accounts_wanted = Signal()

    def __init__(self, library: Library, hub: Syncing, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._hub = library, hub
        self._photos: tuple[int, ...] = ()
        self._shown: list[KnownSpace] | None = None
        self._account: Account | None = None
        self.rows: list[SpaceRow] = []
        self.setWindowTitle(_("Spaces"))
        self.setMinimumWidth(_WIDTH)
        self._whose = label(quiet=True)
        self.empty = label(
            _(
                "A space is a group of people on your server: a family, a club, a client. Whoever is in it "
                "sees the photos that you put into it. Make one and invite people, or join one."
            )
        )
        self.name, self.code = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(_("Name of a new space, such as Family"))
        self.name.setAccessibleName(_("Name of the new space"))
        self.code.setPlaceholderText(_("Code that somebody gave you, to join theirs"))
        self.code.setAccessibleName(_("Code of an invitation"))
        self.make = button(_("Make a space"), self._make)
        self.join = button(_("Join"), self._join)
        self.name.returnPressed.connect(self._make)
        self.code.returnPressed.connect(self._join)
        self.name.textChanged.connect(lambda _text: self._arrange())
        self.code.textChanged.connect(lambda _text: self._arrange())
        primary(self.make)
        self.waiting = label(quiet=True)
        self.said = label()
        self.sign_in = button(_("Accounts…"), self.accounts_wanted.emit)
        self.shut = button(_("Close"), self.close)
        self._is_busy = False
        self._fitting = soon(self, self._arrange)
        self._lay_out()
        self._connections: tuple[Connection, ...] = (
            library.changed.connect(self._hear),
            hub.changed.connect(self._standing),
        )
        self._standing(hub.standing)

    def look(self) -> None:
        """Show what is known, and ask the server."""
        self._read()
        if self._account is not None:
            self.name.setFocus()
            self._hub.with_spaces(lambda _groups: None, lambda _none: self._say(""), self._failed)

    def begin_new(self, photos: Sequence[int]) -> None:
        """Somebody wants a new one for these photos."""
        self._photos = tuple(photos)
        self._arrange()
        self.name.setFocus()

    def close_down(self) -> None:
        """Hear no more."""
        for connection in self._connections:
            connection.disconnect()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What was meant for a new space is not meant any more."""
        super().hideEvent(event)
        self._photos = ()
        self._say("")
        self._arrange()

    # What is there.

    def _standing(self, standing: Standing) -> None:
        if not isValid(self) or (standing.account == self._account and self._shown is not None):
            return
        self._account = standing.account
        self._read()

    def _hear(self, changes: Changes) -> None:
        if isValid(self) and self.isVisible() and not {"space", "photo_space"}.isdisjoint(changes.rows):
            self._read()

    def _read(self) -> None:
        self._library.ask((self, "spaces"), spaces, self._show)

    def _show(self, found: list[KnownSpace]) -> None:
        """Rows stay while they are the same: somebody may be about to press one of their buttons."""
        if not isValid(self):
            return
        if found != self._shown:
            self._shown = found
            before = {row.space.id: row for row in self.rows}
            for row in self.rows:
                self._list.removeWidget(row)
            self.rows = [before.pop(each.id) if each.id in before else self._row(each) for each in found]
            for row, space in zip(self.rows, found, strict=True):
                row.tell(space)
                self._list.addWidget(row)
                row.show()
            for old in before.values():
                old.hide()
                old.deleteLater()
        self._arrange()

    def _row(self, space: KnownSpace) -> SpaceRow:
        row = SpaceRow(space, self._hub)
        row.done.append(self._read)
        row.arranged.connect(self._fitting.start)
        return row

    def _arrange(self) -> None:
        is_in = self._account is not None
        words = _("Sign in to a server of your own first: spaces are there.")
        self._whose.setText(words if self._account is None else self._account.words)
        self.sign_in.setVisible(not is_in)
        self.empty.setVisible(not self.rows)
        self._scroll.setVisible(bool(self.rows) and is_in)
        for each in (self.name, self.code):
            each.setEnabled(is_in and not self._is_busy)
        self.make.setEnabled(is_in and not self._is_busy and bool(self.name.text().strip()))
        self.join.setEnabled(is_in and not self._is_busy and bool(self.code.text().strip()))
        count = len(self._photos)
        goes = many("{n} photo goes into the new space.", "{n} photos go into the new space.", count)
        self.waiting.setText(goes)
        self.waiting.setVisible(bool(count))
        inside = self._inside.sizeHint().height()
        self._scroll.setFixedHeight(min(inside + 2, _HIGHEST))
        self.adjustSize()

    # What somebody wants.

    def _make(self) -> None:
        name, photos = self.name.text().strip(), self._photos
        if not name or not self.make.isEnabled():
            return

        def made(space: RemoteSpace) -> None:
            self._done(self.name, _("“{name}” is there. Invite people into it.").format(name=space.name))
            self._photos = ()
            if photos:
                self._put(space.key, photos)

        self._do(lambda groups: groups.make(name), made)

    def _put(self, key: str, photos: Sequence[int]) -> None:
        def put_there(found: list[KnownSpace]) -> None:
            numbers = [one.id for one in found if one.key == key]
            if numbers:
                self._library.do(partial(put_into, photos=photos, spaces=numbers))

        self._library.ask((self, "new"), spaces, put_there)

    def _join(self) -> None:
        code = self.code.text().strip()
        if not code or not self.join.isEnabled():
            return

        def joined(space: RemoteSpace) -> None:
            self._done(self.code, _("You are in “{name}” now.").format(name=space.name))

        self._do(lambda groups: groups.join(code), joined)

    def _done(self, field: QLineEdit, words: str) -> None:
        field.clear()
        self._say(words)

    def _do(self, work: Callable[[Groups], RemoteSpace], then: Callable[[RemoteSpace], object]) -> None:
        self._is_busy = True
        self._say(_("Asking the server…"))
        self._arrange()

        def came(space: RemoteSpace) -> None:
            self._is_busy = False
            if isValid(self):
                then(space)
                self._read()

        self._hub.with_spaces(work, came, self._failed)

    def _failed(self, trouble: Trouble) -> None:
        self._is_busy = False
        if isValid(self):
            self._say(in_words(trouble))
            self._arrange()

    def _say(self, words: str) -> None:
        if isValid(self):
            self.said.setText(words)
            self.said.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(SNUG)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(SNUG)
        column.addWidget(label(_("Spaces"), role=Role.TITLE))
        column.addWidget(self._whose)
        column.addWidget(self.empty)
        column.addWidget(self._scroll)
        column.addSpacing(SNUG)
        column.addWidget(self.waiting)
        for field, deed in ((self.name, self.make), (self.code, self.join)):
            deed.setMinimumWidth(max(self.make.sizeHint().width(), self.join.sizeHint().width()))
            column.addLayout(beside(field, deed))
        column.addWidget(self.said)
        column.addSpacing(SNUG)
        column.addLayout(put(QHBoxLayout(), self.sign_in, self.shut))
        column.addStretch(1)
        self.said.hide()
