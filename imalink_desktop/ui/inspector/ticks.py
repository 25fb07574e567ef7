"""`Ticks`: a few things that are so or not so, each to be ticked; of many photos a bar stands for some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from imalink_desktop.ui.plain import on_button, tip
from imalink_desktop.ui.theme.space import PADDING
from imalink_desktop.ui.wording import some_of


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that may be so: its word, and a sentence for the tool tip."""

    name: str
    word: str
    sentence: str


class Ticks(QWidget):
    """Beside each other. What all photos have is ticked; a click on what only some have gives it to all."""

    turned = Signal(str, bool)
    """Which, and whether it is to be so."""

    def __init__(self, name: str, things: Sequence[Thing]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._boxes = {thing.name: Tick(thing) for thing in things}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(PADDING)
        for thing, box in self._boxes.items():
            box.clicked.connect(lambda _checked=False, thing=thing: self._turn(thing))
            layout.addWidget(box)
        layout.addStretch()

    def tell(self, counts: Mapping[str, Mapping[int, int]], why_not: str = "") -> None:
        """Show of how many photos each is so; `why_not` says why nothing can be ticked now."""
        for name, box in self._boxes.items():
            box.tell(counts[name].get(1, 0), sum(counts[name].values()), why_not)

    def box(self, name: str) -> QCheckBox:
        """That of one thing."""
        return self._boxes[name]

    def _turn(self, name: str) -> None:
        box = self._boxes[name]
        wanted = box.count < box.total
        box.tell(box.total if wanted else 0, box.total)
        self.turned.emit(name, wanted)


class Tick(QCheckBox):
    """One thing; it knows of how many photos it is so."""

    def __init__(self, thing: Thing) -> None:
        super().__init__(on_button(thing.word))
        self._sentence = thing.sentence
        self.count = self.total = 0

    def nextCheckState(self) -> None:  # noqa: N802
        """It changes when the photos have."""

    def tell(self, count: int, total: int, why_not: str = "") -> None:
        """So many of the photos have it."""
        self.count, self.total = count, total
        some = 0 < count < total
        all_or_none = Qt.CheckState.Checked if count else Qt.CheckState.Unchecked
        self.setCheckState(Qt.CheckState.PartiallyChecked if some else all_or_none)
        self.setEnabled(not why_not)
        how_many = some_of(count, total) if some else ""
        self.setAccessibleDescription(why_not or how_many)
        self.setToolTip(tip("\n".join(filter(None, (self._sentence, how_many, why_not)))))
