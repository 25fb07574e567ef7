"""The tags: what the photos have, what they may be given, and what was given lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands.tagging import tag
from imalink_desktop.catalog.reads.branches import walk
from imalink_desktop.catalog.reads.trees import tags
from imalink_desktop.ui.flow import Flow
from imalink_desktop.ui.inspector.chips import Chip
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import plain
from imalink_desktop.ui.inspector.section import Section
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.inspector.suggesting import KnownTag
from imalink_desktop.ui.inspector.tag_field import TagField
from imalink_desktop.ui.wording import _, many

FEW_CHIPS, MOST_CHIPS = 24, 200
"""How many are seen, and how many at most when somebody asks for more."""
_LATELY = 8


class Tags(Section):
    """Chips for what there is, a field for what is to come."""

    left = Signal()

    def __init__(self, hands: Hands) -> None:
        super().__init__("tags", _("Tags"))
        self._hands = hands
        self._has: Mapping[str, int] = {}
        self._total = 0
        self.lately: list[str] = []
        """What was given here last, the newest first."""
        self.field = TagField()
        self.field.setToolTip(
            _("{name}\nEnter adds it, Tab completes it, / makes levels, a comma stands between two").format(
                name=hands.tip("edit tags")
            )
        )
        self._chips, self._offers = _Chips(), _Chips()
        self._chips.setAccessibleName(_("Tags"))
        self._more = QToolButton()
        self._more.clicked.connect(self.show_more)
        self._most = FEW_CHIPS
        self._subject = Subject()
        self._offered = plain(_("Used lately"), caption=True)
        for widget in (self._chips, self._more, self.field, self._offered, self._offers):
            self.body.addWidget(widget)
        self.field.added.connect(lambda paths: self.give(*paths))
        self.field.left.connect(self.left)
        self._chips.removed.connect(lambda path: hands.change(partial(tag, remove=[path])))
        self._chips.spread.connect(self.give)
        self._offers.spread.connect(self.give)
        self._heard: Connection = hands.library.changed.connect(self._hear)
        self._offer()
        self._ask()

    @property
    def chips(self) -> list[Chip]:
        """The chips that are seen."""
        return self._chips.shown

    @property
    def offers(self) -> list[Chip]:
        """The tags that are offered."""
        return self._offers.shown

    def show_subject(self, subject: Subject) -> None:
        """Show the tags of these photos."""
        self._has, self._total = subject.summary.tags, subject.summary.sampled
        if subject.photos is not self._subject.photos:
            self._most = FEW_CHIPS
        self._subject = subject
        shown = sorted(self._has.items(), key=lambda each: (-each[1], each[0].casefold()))[: self._most]
        self._chips.show_many(len(shown))
        for chip, (path, count) in zip(self._chips.shown, shown, strict=True):
            chip.tell(path, count, self._total)
        hidden = len(self._has) - len(shown)
        self._more.setText(many("and {n} other", "and {n} others", hidden))
        self._more.setVisible(bool(hidden))
        self._more.setEnabled(self._most == FEW_CHIPS)
        self.field.set_had([path for path, count in self._has.items() if count == self._total])
        self._offer()

    def show_more(self) -> None:
        """Show the rarer ones too."""
        self._most = MOST_CHIPS
        self.show_subject(self._subject)

    def give(self, *paths: str) -> None:
        """Give tags to all of the photos, in one step."""
        given = {path.casefold() for path in paths}
        self.lately = [*paths, *(other for other in self.lately if other.casefold() not in given)]
        del self.lately[_LATELY:]
        self._hands.change(partial(tag, add=paths))
        self._offer()

    def _offer(self) -> None:
        full = {path.casefold() for path, count in self._has.items() if count == self._total}
        offered = [path for path in self.lately if path.casefold() not in full]
        self._offers.show_many(len(offered))
        for chip, path in zip(self._offers.shown, offered, strict=True):
            chip.offer(path)
        self._offered.setVisible(bool(offered))

    def _hear(self, changes: Changes) -> None:
        if "tag" in changes.rows:
            self._ask()

    def _ask(self) -> None:
        self._hands.library.ask("inspector: tags", _known, self.field.set_known)


class _Chips(QWidget):
    """Chips in lines, as many as are needed; those that are not wait to be used again."""

    removed = Signal(str)
    spread = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self, gives_way=True)
        self._made: list[Chip] = []
        self.shown: list[Chip] = []

    def show_many(self, count: int) -> None:
        """Show so many."""
        while len(self._made) < count:
            chip = Chip(self)
            chip.removed.connect(self.removed)
            chip.spread.connect(self.spread)
            self._made.append(chip)
            self._flow.addWidget(chip)
        for place, chip in enumerate(self._made):
            chip.setVisible(place < count)
        self.shown = self._made[:count]
        self.setVisible(bool(count))


def _known(look: Look) -> Sequence[KnownTag]:
    """All tags; also those that no photo has."""
    return [KnownTag.of(branch.path, branch.count) for branch in walk(tags(look))]
