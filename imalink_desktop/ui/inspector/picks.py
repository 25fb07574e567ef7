"""`Picks`: one of a few things to choose; of many photos, each as full as it is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import CONTROL, SMALL_ICON
from imalink_desktop.ui.wording import some_of_photos

Value: TypeAlias = int | str | None

_BAR = 2
_APART = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its icon, the token of its colour, its words, and its key if it has one."""

    value: Value
    icon: str
    tint: str
    words: str
    tip: str
    is_always_tinted: bool = False


class Picks(QWidget):
    """A row of buttons. What all photos have looks pressed; what some have, has a bar below."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice], otherwise: Value = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._otherwise = otherwise
        self._counts: Mapping[Any, int] = {}
        self._buttons = {choice.value: _Button(choice) for choice in choices}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_APART)
        for value, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, value=value: self._choose(value))
            layout.addWidget(button)
        layout.addStretch()

    def tell(self, counts: Mapping[Any, int]) -> None:
        """Show what how many photos have."""
        self._counts = counts
        total = sum(counts.values())
        for value, button in self._buttons.items():
            button.tell(counts.get(value, 0), total)

    def button(self, value: Value) -> QToolButton:
        """The button of a value."""
        return self._buttons[value]

    def _choose(self, value: Value) -> None:
        """What all have already is taken away."""
        total = sum(self._counts.values())
        wanted = self._otherwise if self._counts.get(value) == total else value
        self.tell({wanted: total})
        self.chosen.emit(wanted)


class _Button(QToolButton):
    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self._share = 0.0
        off = choice.tint if choice.is_always_tinted else "icon"
        self.setIcon(icon(choice.icon, off, choice.tint))
        self.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
        self.setFixedSize(CONTROL, CONTROL)
        self.setCheckable(True)
        self.setAccessibleName(choice.words)

    def nextCheckState(self) -> None:  # noqa: N802
        """It changes when the photos have."""

    def tell(self, count: int, total: int) -> None:
        """So many of the photos have it."""
        self._share = count / total if total else 0.0
        self.setChecked(bool(count) and count == total)
        some = some_of_photos(count, total) if 0 < count < total else ""
        self.setAccessibleName(", ".join(filter(None, (self._choice.words, some))))
        self.setAccessibleDescription(some)
        self.setToolTip("\n".join(filter(None, (self._choice.tip, some))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The bar says how many, where not all have it."""
        super().paintEvent(event)
        if 0 < self._share < 1:
            painter = QPainter(self)
            room = self.width() - 4 * _BAR
            bar = QRect(2 * _BAR, self.height() - 2 * _BAR, room, _BAR)
            painter.fillRect(bar, QColor(current().edge))
            bar.setWidth(max(_BAR, round(room * self._share)))
            painter.fillRect(bar, QColor(current().text_quiet))
            painter.end()
