"""`SpaceRow`: one space, who is in it, the way into it and out of it; nothing is done before it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.catalog.reads.spaces import KnownSpace
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.syncing.hub import Syncing
from imalink_desktop.ui.syncing.lines import Matter, beside
from imalink_desktop.ui.theme.space import SNUG
from imalink_desktop.ui.wording import _, many

if TYPE_CHECKING:
    from imalink_desktop.sync.groups import Groups
    from imalink_desktop.sync.values import Member

R = TypeVar("R")


class SpaceRow(Matter):
    """It asks in place, and says in place what came of it."""

    arranged = Signal()
    """It has become higher or lower."""

    def __init__(self, space: KnownSpace, hub: Syncing) -> None:
        super().__init__("group", "icon", space.name, about(space))
        self.space, self._hub = space, hub
        self.done: list[Callable[[], object]] = []
        self.members: list[tuple[str, QPushButton | None]] = []
        self._within = QVBoxLayout()
        self._within.setSpacing(SNUG)
        self.name, self.code = QLineEdit(space.name), QLineEdit()
        self.name.setAccessibleName(_("Name of the space"))
        self.name.returnPressed.connect(self._rename)
        self.code.setAccessibleName(_("Code"))
        self.code.setReadOnly(True)
        self.rename = button(_("Rename"), self._rename)
        self.copy = button(_("Copy the code"), self._copy)
        for field, deed in ((self.name, self.rename), (self.code, self.copy)):
            self._within.addLayout(beside(field, deed))
        self._people = QVBoxLayout()
        self._people.setSpacing(SNUG)
        self._within.addLayout(self._people)
        self.said_layout.insertLayout(self.said_layout.count() - 1, self._within)
        self.invite = self.offer(_("Invite…"), self._invite, _("Make a code by which one person comes in"))
        self.who = self.offer(_("Members"), self._ask_members)
        self.call = self.offer(_("Rename…"), self._begin_name)
        self.out = self.offer(_("Delete…") if space.is_mine else _("Leave…"), self._ask)
        self.yes = self.offer(_("Delete it") if space.is_mine else _("Leave it"), self._go)
        self.no = self.offer(_("Keep it") if space.is_mine else _("Stay"), self.rest)
        self.rest()

    def tell(self, space: KnownSpace) -> None:
        """It is so by now; what somebody is asking of it stays as it is."""
        rests, asks = self.more.text() == about(self.space), self.more.text() == self._question()
        self.space = space
        self.words.setText(space.name)
        self.setAccessibleName(space.name)
        if rests or asks:
            self.more.setText(about(space) if rests else self._question())

    def rest(self) -> None:
        """As it is when nobody asks for anything."""
        self._show(about(self.space))

    def _show(self, words: str, *, asking: bool = False) -> None:
        self.more.setText(words)
        for each in (self.name, self.rename, self.code, self.copy):
            each.hide()
        self._show_people(())
        mine = self.space.is_mine
        for each, is_there in (
            (self.invite, mine and not asking),
            (self.who, not asking),
            (self.call, mine and not asking),
            (self.out, not asking),
            (self.yes, asking),
            (self.no, asking),
        ):
            each.setVisible(is_there)
            each.setEnabled(True)
        self.arranged.emit()

    def _ask(self) -> None:
        self._show(self._question(), asking=True)
        self.no.setFocus()

    def _question(self) -> str:
        """What comes of it, before it is done."""
        shown = many(
            "{n} of your photos is no longer shown there.",
            "{n} of your photos are no longer shown there.",
            self.space.photos,
        )
        if not self.space.photos:
            shown = _("None of your photos is in it.")
        if self.space.is_mine:
            words = _("All who are in it lose sight of what is in it.")
            return " ".join((words, shown, _("The photos themselves stay.")))
        return " ".join((_("You see no more of what the others show there."), shown))

    def _go(self) -> None:
        key = self.space.key
        if self.space.is_mine:
            self._do(lambda groups: groups.delete(key), lambda _none: self._changed())
        else:
            self._do(lambda groups: groups.leave(key), lambda _none: self._changed())

    def _begin_name(self) -> None:
        self.rest()
        for each in (self.name, self.rename):
            each.show()
        self.arranged.emit()
        self.name.setText(self.space.name)
        self.name.setFocus()
        self.name.selectAll()

    def _rename(self) -> None:
        key, name = self.space.key, self.name.text().strip()
        if name in ("", self.space.name):
            self.rest()
            return
        self._do(lambda groups: groups.rename(key, name), lambda _space: self._changed())

    def _invite(self) -> None:
        key = self.space.key
        self._do(lambda groups: groups.invite(key), self._show_code)

    def _show_code(self, code: str) -> None:
        self.rest()
        self.more.setText(
            _("Give this code to one person. It is told once, and lets in whoever types it first.")
        )
        self.code.setText(code)
        for each in (self.code, self.copy):
            each.show()
        self.arranged.emit()
        self.code.setFocus()
        self.code.selectAll()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.more.setText(_("Copied. Give it to one person: it lets in whoever types it first."))

    def _ask_members(self) -> None:
        if self.members:
            self.rest()
            return
        key = self.space.key
        self._do(lambda groups: groups.members(key), self._tell_members)

    def _tell_members(self, found: Sequence[Member]) -> None:
        self.rest()
        self._show_people(found)
        self.arranged.emit()

    def _show_people(self, found: Sequence[Member]) -> None:
        while (item := self._people.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.members = []
        for one in found:
            away = None
            line, row = QWidget(), QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            words = _("{name} (made it)").format(name=one.name) if one.is_owner else one.name
            who = label(words)
            who.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(who, 1)
            if self.space.is_mine and not one.is_owner:
                away = button(_("Send away"), partial(self._send_away, one.key))
                away.setAccessibleName(_("Send {name} away").format(name=one.name))
                row.addWidget(away)
            line.setLayout(row)
            self._people.addWidget(line)
            self.members.append((one.name, away))

    def _send_away(self, member: str) -> None:
        key = self.space.key

        def send(groups: Groups) -> tuple[Member, ...]:
            groups.send_away(key, member)
            return groups.members(key)

        self._do(send, self._tell_members)

    def _changed(self) -> None:
        self.rest()
        for tell in self.done:
            tell()

    def _do(self, work: Callable[[Groups], R], then: Callable[[R], object]) -> None:
        """Ask the server, which may take a while; nothing else waits for it."""
        for each in (self.invite, self.who, self.call, self.out, self.yes, self.no, self.rename):
            each.setEnabled(False)

        def came(answer: R) -> None:
            if isValid(self):
                self._show(about(self.space))
                then(answer)

        def failed(trouble: Trouble) -> None:
            if isValid(self):
                self._show(in_words(trouble))

        self._hub.with_spaces(work, came, failed)


def about(space: KnownSpace) -> str:
    """Whose it is, and how much there is in it."""
    whose = _("Yours") if space.is_mine else _("You were invited")
    who = many("{n} member", "{n} members", space.members)
    photos = many("{n} of your photos", "{n} of your photos", space.photos)
    return " · ".join((whose, who, photos if space.photos else _("none of your photos")))


def in_words(trouble: Trouble) -> str:
    """What went wrong."""
    return str(trouble) if isinstance(trouble, Expected) else _("Something went wrong inside ImaLink.")
