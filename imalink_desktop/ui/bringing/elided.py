"""`Elided`: words on one line that give way where there is no room, and are told in full by the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from imalink_desktop.ui.bringing.lines import one_line


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
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Say this now."""
        if (shown := one_line(words)) != self.text():
            self.setText(shown)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as the words, one line high."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width will do."""
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """As much as there is room for."""
        del event
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), self._cut, room.width())
        tip = self.text() if shown != self.text() else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        style = self.style()
        where = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        style.drawItemText(
            painter, room, where, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()
