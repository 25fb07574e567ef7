"""Title, description, and who took the photos."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout

from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import crediting, deciding
from imalink_desktop.catalog.reads.organised import KnownAuthor, authors
from imalink_desktop.catalog.reads.summed import Spread
from imalink_desktop.ui.inspector.drafts import Draft
from imalink_desktop.ui.inspector.fields import LineField, TextField
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import plain, show_or_hide
from imalink_desktop.ui.inspector.section import Section
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.theme.space import TIGHT
from imalink_desktop.ui.wording import _, many, marked

_TITLE = marked(("Take the title from {n} photo", "Take the title from {n} photos"))
_AUTHOR = marked(("Take the author from {n} photo", "Take the author from {n} photos"))


class Naming(Section):
    """Words about photos, one step for all that are chosen."""

    left = Signal()

    def __init__(self, hands: Hands) -> None:
        super().__init__("words", _("Title and author"))
        self._hands = hands
        self.title = LineField(_("Title"))
        self.title.setToolTip(hands.tip("edit title"))
        self.description = TextField(_("Description"))
        self.description.setToolTip(_("Shift+Enter begins a new line"))
        self.author = LineField(_("Author"))
        self.author.setToolTip(hands.tip("edit author"))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.author.setCompleter(completer)
        self._why = plain(caption=True)
        for field in (self.title, self.description, self.author):
            group = QVBoxLayout()
            group.setSpacing(TIGHT)
            name = plain(field.accessibleName(), caption=True)
            name.setBuddy(field)
            group.addWidget(name)
            group.addWidget(field)
            self.body.addLayout(group)
            field.left.connect(self.left)
        self.body.addWidget(self._why)
        self.title.said.connect(
            lambda words, which: hands.change(partial(deciding.entitle, title=words or None), which)
        )
        self.description.said.connect(
            lambda words, which: hands.change(partial(deciding.describe, description=words or None), which)
        )
        self.author.said.connect(
            lambda name, which: hands.change(partial(crediting.credit, name=name or None), which)
        )
        self._heard: Connection = hands.library.changed.connect(self._hear)
        self._ask()

    def show_subject(self, subject: Subject) -> None:
        """Show their words; where those differ, say so and leave them alone."""
        summary = subject.summary
        self.title.tell(
            *_told(subject, summary.title, _("No title")),
            _taking(summary.title, *_TITLE),
        )
        self.description.tell(*_told(subject, summary.description, _("No description")))
        self.author.tell(
            *_told(subject, summary.author, _("Unknown")),
            _taking(summary.author, *_AUTHOR),
        )
        found = [
            subject.why[about] for about in ("title", "description", "author_id") if about in subject.why
        ]
        show_or_hide(self._why, next((why for why in found if why != _("Chosen by you.")), ""))

    def _hear(self, changes: Changes) -> None:
        if "author" in changes.rows:
            self._ask()

    def _ask(self) -> None:
        self._hands.library.ask("inspector: authors", authors, self._take)

    def _take(self, known: Sequence[KnownAuthor]) -> None:
        self._known.setStringList([author.name for author in known])


def _told(subject: Subject, spread: Spread[str], nothing: str) -> tuple[Draft, str]:
    if spread.same:
        return Draft(spread.value or "", photos=subject.photos), nothing
    placeholder = many("Different for {n} photo", "Different for {n} photos", subject.total)
    return Draft(is_mixed=True, photos=subject.photos), placeholder


def _taking(spread: Spread[str], one: str, more: str) -> str:
    return "" if spread.same else many(one, more, spread.of)
