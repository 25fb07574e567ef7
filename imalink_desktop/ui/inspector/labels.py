"""Words of the inspector: cut where they do not fit, and always plain."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOption, QWidget


def plain(text: str = "", *, caption: bool = False, quiet: bool = False) -> QLabel:
    """A label that wraps."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setProperty("caption", caption)
    label.setProperty("quiet", quiet)
    return label


def show_or_hide(label: QLabel, text: str) -> None:
    """Show a label that has something to say, and only then."""
    label.setText(text)
    label.setVisible(bool(text))


class Elided(QLabel):
    """One line, cut where it does not fit; the tool tip has all of it."""

    def __init__(
        self, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cut = cut
        self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def tell(self, text: str, tip: str = "") -> None:
        """Say this; `tip` says more."""
        self._tip = tip
        self.setText(" ".join(text.split()))
        self.setAccessibleDescription(tip)
        self._aid()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It can always be cut further."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """More or less of it fits."""
        del event
        self._aid()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what fits."""
        del event
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        text = self.fontMetrics().elidedText(self.text(), self._cut, self.contentsRect().width())
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter),
            option.palette,
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )
        painter.end()

    def _aid(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip("\n".join(filter(None, (self.text() if cut else "", self._tip))))
