"""A few icons of which any may be on: flags, and labels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from imalink_desktop.ui.searching import wording
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import CONTROL, SMALL_ICON


@dataclass(frozen=True, slots=True)
class Toggle:
    """One of them: its value, its words, its icon and the colour of that."""

    value: object
    words: str
    icon: str
    tint: str


class Toggles(QWidget):
    """Side by side, without gaps: they are one thing."""

    wanted = Signal(object)
    """Those that are on, as a frozenset."""

    def __init__(
        self,
        name: str,
        toggles: Sequence[Toggle],
        parent: QWidget | None = None,
        *,
        rare: Collection[object] = (),
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._toggles, self._rare = toggles, rare
        self._buttons = {toggle.value: self._button(name, toggle) for toggle in toggles}
        for button in self._buttons.values():
            layout.addWidget(button)
        for value in rare:
            self._buttons[value].hide()

    def show_on(self, values: Collection[object]) -> None:
        """These are on."""
        for value, button in self._buttons.items():
            button.setChecked(value in values)
            if value in values:
                button.show()

    def show_counts(self, counts: Mapping[Any, int]) -> None:
        """Say how many photos each would find. A rare one that would find none is left out."""
        for toggle in self._toggles:
            button, count = self._buttons[toggle.value], counts.get(toggle.value, 0)
            words = wording.with_count(toggle.words, count)
            button.setToolTip(words)
            button.setAccessibleDescription(words)
            button.setVisible(count > 0 or button.isChecked() or toggle.value not in self._rare)

    def _button(self, name: str, toggle: Toggle) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setIcon(icon(toggle.icon, toggle.tint))
        button.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
        button.setFixedSize(CONTROL, CONTROL)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(toggle.words)
        button.setAccessibleName(f"{name}: {toggle.words}")
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self, _checked: bool = False) -> None:
        self.wanted.emit(frozenset(value for value, button in self._buttons.items() if button.isChecked()))
