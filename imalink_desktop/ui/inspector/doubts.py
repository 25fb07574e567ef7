"""Fields with two values, both kept until somebody chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands.resolving import Side, resolve
from imalink_desktop.catalog.reads.conflicts import Difference
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import plain, show_or_hide
from imalink_desktop.ui.inspector.section import Section
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.plain import on_button, tip
from imalink_desktop.ui.theme.space import SNUG, TIGHT, WIDE
from imalink_desktop.ui.told import field_name, in_words
from imalink_desktop.ui.wording import _, many


class Doubts(Section):
    """Seen only where there is something to choose."""

    def __init__(self, hands: Hands) -> None:
        super().__init__("conflicts", _("Two values"))
        self._hands = hands
        self._told = plain(caption=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(SNUG)
        self._rows: list[Choosing] = []
        self.body.addWidget(self._told)
        self.body.addLayout(self._list)

    @property
    def rows(self) -> list[Choosing]:
        """What there is to choose."""
        return [row for row in self._rows if not row.isHidden()]

    def show_subject(self, subject: Subject) -> None:
        """Show what is in doubt about a photo; of many, how many of them."""
        count = subject.summary.conflicts
        doubts = () if subject.detail is None else subject.detail.conflicts
        while len(self._rows) < len(doubts):
            row = Choosing(self._hands)
            self._rows.append(row)
            self._list.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(doubts))
            if place < len(doubts):
                row.tell(doubts[place], subject.authors)
        words = many(
            "{n} photo has two values for something.", "{n} photos have two values for something.", count
        )
        one = _("Both were kept. Choose the one that is to stay.")
        show_or_hide(self._told, one if doubts else f"{words} {_('Select one of them to decide.')}")
        self.setVisible(bool(count))


class Choosing(QWidget):
    """One field: both values, each a button."""

    def __init__(self, hands: Hands) -> None:
        super().__init__()
        self._hands = hands
        self._doubt: Difference | None = None
        self._field = QLabel()
        self._field.setProperty("caption", True)
        self.mine, self.theirs = _Value(), _Value()
        self.mine.clicked.connect(lambda: self.choose(Side.MINE))
        self.theirs.clicked.connect(lambda: self.choose(Side.THEIRS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        for widget in (self._field, self.mine, self.theirs):
            layout.addWidget(widget)

    def tell(self, doubt: Difference, authors: Mapping[int, str]) -> None:
        """Show this one."""
        self._doubt = doubt
        name = field_name(doubt.field)
        self._field.setText(name)
        self.mine.tell(_("Here"), name, in_words(doubt.field, doubt.mine, authors))
        self.theirs.tell(_("There"), name, in_words(doubt.field, doubt.theirs, authors))

    def choose(self, side: Side) -> None:
        """Have this one stay."""
        if (doubt := self._doubt) is not None:
            command = partial(_resolve, doubt=doubt, side=side)
            self._hands.change(command, [doubt.photo_id])


class _Value(QPushButton):
    """A value to choose; cut where there is no room, with all of it in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def tell(self, where: str, field: str, value: str) -> None:
        """Offer this value."""
        self._words = f"{where}: {value}"
        self.setToolTip(tip(self._words))
        self.setAccessibleName(f"{field}, {self._words}")
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or less of it fits."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - 2 * WIDE - TIGHT
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(on_button(cut))


def _resolve(catalog: Catalog, _photos: Sequence[int], doubt: Difference, side: Side) -> Changes:
    return resolve(catalog, doubt.photo_id, doubt.field, side)
