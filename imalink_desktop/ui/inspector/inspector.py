"""`Inspector`: the right side of the window. It asks once for what is chosen, and shows it in all sections.

While an answer is on its way the old one stays, and of several questions only the last has an answer: so
nothing flickers while somebody holds an arrow down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.inspector.camera import Camera
from imalink_desktop.ui.inspector.deciding import Deciding
from imalink_desktop.ui.inspector.doubts import Doubts
from imalink_desktop.ui.inspector.files import Files
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import plain, show_or_hide
from imalink_desktop.ui.inspector.naming import Naming
from imalink_desktop.ui.inspector.section import Section
from imalink_desktop.ui.inspector.subject import Subject, look_at
from imalink_desktop.ui.inspector.tags import Tags
from imalink_desktop.ui.inspector.when import WhenAndWhere
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.theme.space import PADDING, SNUG
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _, number, photos

JSON: TypeAlias = "str | int | list[str]"

_PAUSE_MS = 250
"""Changes that come faster than that are shown together."""
_WIDTH, _NARROW = 300, 240


class Inspector(QWidget):
    """What is known of the photos that are chosen, to see and to change."""

    reveal = Signal(object)
    """Show a `PhotoFile` in the file manager."""
    copy_path = Signal(object)
    """Put the path of a `PhotoFile` on the clipboard."""
    left = Signal()
    """Somebody is done typing: the keyboard may go back to the photos."""

    def __init__(
        self, library: Library, stage: Stage, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._stage = library, stage
        self._hands = Hands(library, stage, actions)
        self.subject = Subject()
        self._heading = Elided(cut=Qt.TextElideMode.ElideMiddle)
        self._heading.setFont(font(Role.HEADING))
        self._sampled = plain(caption=True)
        self.deciding, self.naming = Deciding(self._hands), Naming(self._hands)
        self.tags, self.when = Tags(self._hands), WhenAndWhere(self._hands)
        self.camera, self.files = Camera(self._hands), Files(self._hands)
        self.doubts = Doubts(self._hands)
        self.sections: tuple[Section, ...] = (
            *(self.doubts, self.deciding, self.naming, self.tags, self.when, self.camera, self.files),
        )
        self._pause = soon(self, self._rested, _PAUSE_MS)
        self._is_stale = False
        self._lay_out()
        self.files.reveal.connect(self.reveal)
        self.files.copy_path.connect(self.copy_path)
        for part in (self.naming, self.tags, self.when):
            part.left.connect(self.left)
        self._connections: tuple[Connection, ...] = (
            stage.chosen.connect(self._chosen),
            stage.target.connect(self.camera.show_target),
            library.changed.connect(self._hear),
            library.drives_changed.connect(lambda _: self.refresh()),
            self._hands.failed.connect(lambda _: self._show(self.subject)),
        )
        self._show(Subject())
        self.camera.show_target(stage.current)
        self.refresh()

    def refresh(self) -> None:
        """Ask anew for what is chosen."""
        chosen, online = self._stage.photos, self._library.online

        def question(look: Look) -> Subject:
            return look_at(look, chosen, online)

        self._library.ask(self, question, self._show)

    def edit_title(self) -> None:
        """Go to the title."""
        self._go_to(self.naming, self.naming.title)
        self.naming.title.selectAll()

    def edit_author(self) -> None:
        """Go to the author."""
        self._go_to(self.naming, self.naming.author)
        self.naming.author.selectAll()

    def edit_tags(self) -> None:
        """Go where tags are typed."""
        self._go_to(self.tags, self.tags.field)

    def edit_place(self) -> None:
        """Go to the place."""
        self._go_to(self.when, self.when.place)
        self.when.place.selectAll()

    def state(self) -> dict[str, JSON]:
        """What to keep until the next time."""
        closed = [section.name for section in self.sections if not section.is_open]
        return {"closed": closed, "tags used lately": list(self.tags.lately)}

    def restore(self, state: Mapping[str, object]) -> None:
        """Be as then; what makes no sense is left out."""
        closed = _texts(state.get("closed"))
        for section in self.sections:
            section.open(section.name not in closed)
        self.tags.lately = _texts(state.get("tags used lately"))
        self._show(self.subject)

    def close_down(self) -> None:
        """Hear no more; what is still being typed is said."""
        for field in (self.naming.title, self.naming.description, self.naming.author, self.when.place):
            field.say()
        self._pause.stop()
        for connection in self._connections:
            connection.disconnect()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as it looks best."""
        return QSize(_WIDTH, 600)

    def _chosen(self, _photos: Sequence[int]) -> None:
        self.refresh()

    def _hear(self, changes: Changes) -> None:
        """The first change is shown at once, those that follow on its heels together."""
        if not self.subject.is_touched_by(changes):
            return
        if self._pause.isActive():
            self._is_stale = True
        else:
            self._pause.start()
            self.refresh()

    def _rested(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._pause.start()
            self.refresh()

    def _show(self, subject: Subject) -> None:
        self.subject = subject
        self._pages.setCurrentIndex(int(bool(subject.total)))
        if not subject.total:
            # Whatever was being typed is said before the photos are let go.
            self.naming.show_subject(subject)
            self.when.show_subject(subject)
            return
        detail, summary = subject.detail, subject.summary
        name = "" if detail is None else detail.name or _("One photo")
        self._heading.say(name if detail is not None else photos(len(subject.photos)))
        sampled = _("Tags, camera and places are told of {n} of them.")
        show_or_hide(self._sampled, sampled.format(n=number(summary.sampled)) if summary.is_sampled else "")
        for section in self.sections:
            section.show_subject(subject)

    def _go_to(self, section: Section, field: QWidget) -> None:
        if self.subject.total:
            section.open(True)
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, PADDING))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, SNUG, 0, PADDING)
        column.setSpacing(0)
        for label in (self._heading, self._sampled):
            label.setContentsMargins(PADDING, 0, PADDING, SNUG)
            column.addWidget(label)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, though not seen: so nothing moves aside when the next photo has more to tell.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        empty = plain(
            _("Select a photo to see all about it. Select several to change them together."), quiet=True
        )
        empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        empty.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(empty)
        self._pages.addWidget(self._scroll)
        self.setMinimumWidth(_NARROW)
        self.setAccessibleName(_("Inspector"))


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
