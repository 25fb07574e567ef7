"""`Elided`: words on one line that give way where there is no room, and are told in full by the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from imalink_desktop.ui.plain import one_line, tip


class Elided(QLabel):
    """A label that never asks for more room than there is."""

    def __init__(
        self,
        words: str = "",
        parent: QWidget | None = None,
        *,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._cut = cut
        self._more = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str, more: str = "") -> None:
        """Say this now; `more` is for the tool tip alone."""
        if (shown := one_line(words)) != self.text():
            self.setText(shown)
        self._more = more
        self.setAccessibleDescription(more)
        self._aid()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as others below
        """As wide as the words, one line high."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return self.minimumSizeHint() + QSize(words, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width will do."""
        margins = self.contentsMargins()
        around = QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return around + QSize(0, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or less of it fits."""
        super().resizeEvent(event)
        self._aid()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """As much as there is room for."""
        del event
        room = self.contentsRect()
        painter = QPainter(self)
        style = self.style()
        where = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        style.drawItemText(
            painter, room, where, self.palette(), self.isEnabled(), self._shown(), self.foregroundRole()
        )
        painter.end()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), self._cut, self.contentsRect().width())

    def _aid(self) -> None:
        """The tool tip has what does not fit."""
        whole = self.text() if self._shown() != self.text() else ""
        self.setToolTip(tip("\n".join(filter(None, (whole, self._more)))))
