"""`Whole`: words that are shown whole or not at all. Half a number would be another number."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class Whole(QLabel):
    """A label on one line that gives way where there is no room."""

    def __init__(self, parent: QWidget | None = None, *, steady: int = 0) -> None:
        super().__init__(parent)
        self._steady = steady
        """So wide at least, where there is room: what stands beside it must not move with every digit."""
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as others below
        """As wide as the words."""
        return super().sizeHint().expandedTo(QSize(self._steady, 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """All of it, or none."""
        if self.width() >= super().sizeHint().width():
            super().paintEvent(event)
