"""`SeenAs`: the library as somebody else would see it, with a banner that says so; Escape leads back."""

from __future__ import annotations

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.outbox import SHOWS
from imalink_desktop.catalog.query.ast import And, Query, all_of
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.reads.syncing import not_shown_yet
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import button
from imalink_desktop.ui.resting import Rest
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.space import PADDING, SNUG, TIGHT
from imalink_desktop.ui.wording import _, many

_COUNTED = frozenset({*SHOWS, "trashed_at", "*"})
"""Fields of a photo's that may leave the server showing it as before."""


class Eyes(Enum):
    """Whose, and what they may see at least."""

    STRANGER = "visibility:public"
    MEMBER = "visibility>=authenticated OR (visibility:space has:space)"
    SIGNED_IN = "visibility>=authenticated"


class SeenAs(QFrame):
    """Hidden while the photographer sees with their own."""

    def __init__(self, library: Library, stage: Stage, actions: Actions) -> None:
        super().__init__()
        self._library, self._stage = library, stage
        self._told = ""
        self._rest = Rest(stage.refresh)
        self.eyes: Eyes | None = None
        self._before: Query = stage.query
        self.setAccessibleName(_("Seen as somebody else"))
        self.setProperty("floating", True)
        self._mark, self._words = Mark("eye", "accent"), QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back = button(_("Back to all I see"), self.leave, _("Esc"))
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, TIGHT, PADDING, TIGHT)
        row.setSpacing(SNUG)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        for name, eyes in (
            ("seen as stranger", Eyes.STRANGER),
            ("seen as member", Eyes.MEMBER),
            ("seen as signed in", Eyes.SIGNED_IN),
        ):
            actions.on(name, partial(self.look, eyes))
        self._heard: tuple[Connection, ...] = (
            stage.listed.connect(self._listed),
            library.changed.connect(self._changed),
        )
        self.hide()

    @property
    def words(self) -> str:
        """What it says; nothing while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    @property
    def own(self) -> Query:
        """What the photographer was looking at, or is."""
        return self._stage.query if self.eyes is None else self._before

    def look(self, eyes: Eyes) -> None:
        """Show what they would see of what is shown."""
        if self.eyes is None:
            self._before = self._stage.query
        self.eyes = eyes
        self._stage.show(all_of([self._before, parse(eyes.value)]))

    def leave(self) -> bool:
        """See with one's own eyes again; whether that was any change."""
        if self.eyes is None:
            return False
        self.eyes = None
        self.hide()
        self._stage.show(self._before)
        return True

    def close_down(self) -> None:
        """Hear no more."""
        self._rest.close()
        for connection in self._heard:
            connection.disconnect()

    def _listed(self, shown: Shown) -> None:
        """Whoever asks for something else sees it with their own eyes."""
        if self.eyes is None:
            return
        parts = shown.query.parts if isinstance(shown.query, And) else (shown.query,)
        if parse(self.eyes.value) not in parts:
            if self._stage.answered:
                self.eyes = None
                self.hide()
            return
        self._told = _say(self.eyes, len(shown.photos))
        self._words.setText(self._told)
        self.show()
        self._ask()

    def _changed(self, changes: Changes) -> None:
        """What they see no more goes at once; of what waits after one's own change nothing else tells."""
        if self.eyes is None:
            return
        of_photos = changes.fields.get("photo", frozenset())
        if "visibility" in of_photos or "photo_space" in changes.rows:
            if changes.op is Op.PULL:
                self._rest.wish()  # page by page
            else:
                self._stage.refresh()
        elif "outbox" in changes.rows or not _COUNTED.isdisjoint(of_photos):
            self._ask()

    def _ask(self) -> None:
        self._library.ask((self, "unsent"), not_shown_yet, self._add)

    def _add(self, unsent: int) -> None:
        """What is set here holds there when it has been sent."""
        more = many(
            "{n} waits to be sent: the server still shows it as before.",
            "{n} wait to be sent: the server still shows them as before.",
            unsent,
        )
        self._words.setText(f"{self._told} {more}" if unsent else self._told)


def _say(eyes: Eyes, count: int) -> str:
    match eyes:
        case Eyes.STRANGER:
            return many(
                "As it is set here, a stranger sees this {n} photo.",
                "As it is set here, a stranger sees these {n} photos.",
                count,
            )
        case Eyes.MEMBER:
            return many(
                "As it is set here, a member of your spaces sees this {n} photo.",
                "As it is set here, a member of your spaces sees these {n} photos.",
                count,
            )
        case Eyes.SIGNED_IN:
            return many(
                "As it is set here, somebody who is signed in sees this {n} photo.",
                "As it is set here, somebody who is signed in sees these {n} photos.",
                count,
            )
