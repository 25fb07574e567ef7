"""`Section`: a heading that opens and closes, and what stands below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import MARK, PADDING, SNUG, TIGHT
from imalink_desktop.ui.theme.type import Role, font

NAMES = 76
"""The column of the names of things, the same in all sections."""


class Section(QWidget):
    """What it holds is put into `body`. It is told every subject, also while it is closed."""

    opened = Signal(bool)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._heading = QToolButton()
        self._heading.setText(title)
        self._heading.setFont(font(Role.HEADING))
        self._heading.setIconSize(QSize(MARK, MARK))
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._heading.clicked.connect(lambda: self.open(not self.is_open))
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(PADDING, TIGHT, PADDING, PADDING)
        self.body.setSpacing(SNUG)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self._content)
        self.open(True)

    @property
    def is_open(self) -> bool:
        """Whether what it holds is seen."""
        return not self._content.isHidden()

    def open(self, wanted: bool) -> None:
        """Open or close it."""
        changed = wanted != self.is_open
        self._content.setVisible(wanted)
        self._heading.setIcon(icon("chevron-down" if wanted else "chevron-right", "text_quiet"))
        self._heading.setAccessibleDescription("" if wanted else "…")
        if changed:
            self.opened.emit(wanted)

    def show_subject(self, subject: Subject) -> None:
        """Tell of these photos from now on."""
        raise NotImplementedError


class Rows(QGridLayout):
    """Things by name, in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(SNUG)
        self.setVerticalSpacing(TIGHT)
        self.setColumnMinimumWidth(0, NAMES)
        self.setColumnStretch(1, 1)
        self._told: list[tuple[QLabel, Elided]] = []

    def add(self, name: str, what: QWidget) -> QLabel:
        """One more row, with something to work with."""
        label = QLabel(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("caption", True)
        label.setBuddy(what)
        row = self.rowCount()
        self.addWidget(label, row, 0)
        self.addWidget(what, row, 1)
        return label

    def tell(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Names, values and what their tool tips add; those that were told before are told no more."""
        while len(self._told) < len(rows):
            value = Elided()
            self._told.append((self.add("", value), value))
        for place, (label, value) in enumerate(self._told):
            is_used = place < len(rows)
            label.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                name, text, tip = rows[place]
                label.setText(name)
                value.say(text, tip)
                value.setAccessibleName(f"{name}: {text}")
