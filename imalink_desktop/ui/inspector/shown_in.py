"""`ShownInSpaces`: the spaces photos are shown in, one below the other; a bar stands for some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from imalink_desktop.catalog.reads.spaces import ShownIn
from imalink_desktop.ui.inspector.ticks import Thing, Tick
from imalink_desktop.ui.theme.space import TIGHT
from imalink_desktop.ui.wording import _, many


class ShownInSpaces(QWidget):
    """As high as there are spaces. A click on what only some photos are in puts all of them there."""

    turned = Signal(int, bool)
    """Which space, by its number, and whether the photos are to be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("In spaces"))
        self._boxes: dict[int, Tick] = {}
        self._names: list[tuple[int, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(TIGHT)

    @property
    def boxes(self) -> Mapping[int, QCheckBox]:
        """By the numbers of the spaces."""
        return self._boxes

    def tell(self, spaces: Sequence[ShownIn], total: int) -> None:
        """Show of how many photos each is so."""
        names = [(one.space.id, one.space.name) for one in spaces]
        if names != self._names:
            self._names = names
            self._make(spaces)
        for one in spaces:
            self._boxes[one.space.id].tell(one.count, total)

    def _make(self, spaces: Sequence[ShownIn]) -> None:
        for old in self._boxes.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._boxes = {}
        for one in spaces:
            who = many("{n} member sees it there.", "{n} members see it there.", one.space.members)
            box = Tick(Thing(one.space.name, one.space.name, who))
            box.clicked.connect(lambda _checked=False, space=one.space.id: self._turn(space))
            self._boxes[one.space.id] = box
            self._column.addWidget(box)

    def _turn(self, space: int) -> None:
        box = self._boxes[space]
        wanted = box.count < box.total
        box.tell(box.total if wanted else 0, box.total)
        self.turned.emit(space, wanted)
