"""What floats over the window until it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class Floating(QFrame):
    """A panel of its own, as high as what is in it."""

    def __init__(self, parent: QWidget, flags: Qt.WindowType = Qt.WindowType.Popup) -> None:
        super().__init__(parent, flags)
        self.setProperty("floating", True)
        self.column = QVBoxLayout(self)

    def fit(self, width: int) -> None:
        """Be so wide, and as high as is needed then."""
        column = self.column
        column.activate()
        has_words = column.hasHeightForWidth()
        height = column.totalHeightForWidth(width) if has_words else column.totalSizeHint().height()
        self.setFixedSize(width, height)
