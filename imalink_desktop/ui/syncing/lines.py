"""The few kinds of rows that these parts are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.theme.space import ICON, PADDING, SNUG, TIGHT
from imalink_desktop.ui.theme.type import Role


def put(row: QHBoxLayout, *widgets: QWidget) -> QHBoxLayout:
    """Beside each other, from the left."""
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def beside(field: QWidget, deed: QWidget) -> QHBoxLayout:
    """Something to fill in, as wide as there is room, and what is done with it."""
    row = QHBoxLayout()
    row.setSpacing(SNUG)
    row.addWidget(field, 1)
    row.addWidget(deed)
    return row


class Matter(QFrame):
    """Something that waits for somebody: a mark, what it is, and what can be done about it."""

    def __init__(self, mark: str, tint: str, words: str, more: str = "") -> None:
        super().__init__()
        self.setProperty("floating", True)
        self.setAccessibleName(words)
        self.words, self.more = label(words, role=Role.HEADING), label(more, quiet=True)
        self.more.setVisible(bool(more))
        self._sign = Mark(mark, tint, ICON)
        said = self.said_layout = QVBoxLayout()
        said.setSpacing(TIGHT)
        said.addWidget(self.words)
        said.addWidget(self.more)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SNUG)
        self._buttons.addStretch(1)
        said.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, SNUG, PADDING, SNUG)
        row.setSpacing(SNUG)
        row.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)

    def wear(self, mark: str, tint: str) -> None:
        """Have this mark."""
        self._sign.wear(mark, tint)

    def offer(self, words: str, do: Callable[[], object], hint: str = "") -> QPushButton:
        """Something that can be done about it."""
        made = button(words, do, hint)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made
