"""`GapBar`: after how long without a photo another event begins; a slider that cuts while it is dragged."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from imalink_desktop.ui.grid.cutting import DAY, GAPS, HOUR, MINUTE
from imalink_desktop.ui.theme.space import CONTROL, SNUG, STEP
from imalink_desktop.ui.whole import Whole
from imalink_desktop.ui.wording import _, many

_SLIDER = 40 * STEP


class GapBar(QWidget):
    """Says the gap and how many events there are, and asks for another gap."""

    wanted = Signal(int)
    """Seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        before, self._words, self._count = Whole(self), QLabel(self), Whole(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        before.setText(_("A new event after a pause of more than"))
        before.setProperty("quiet", True)
        self._count.setProperty("quiet", True)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, len(GAPS) - 1)
        self.slider.setPageStep(1)
        self.slider.setFixedWidth(_SLIDER)
        self.slider.setMinimumHeight(CONTROL)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.setAccessibleName(_("Pause between events"))
        self.slider.setToolTip(_("How long nobody took a photo between one event and the next"))
        self.slider.valueChanged.connect(lambda step: self.wanted.emit(GAPS[step]))
        self._words.setMinimumWidth(
            max(self._words.fontMetrics().horizontalAdvance(gap_in_words(gap)) for gap in GAPS)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SNUG)
        for part in (before, self.slider, self._words, self._count):
            row.addWidget(part)
        row.addStretch(1)

    @property
    def said(self) -> tuple[str, str]:
        """The gap and the number of events, as they stand there."""
        return self._words.text(), self._count.text()

    def show_gap(self, gap: int) -> None:
        """Events are this far apart."""
        self.slider.blockSignals(True)
        self.slider.setValue(min(bisect_left(GAPS, gap), len(GAPS) - 1))
        self.slider.blockSignals(False)
        self._words.setText(gap_in_words(gap))
        self.slider.setAccessibleDescription(gap_in_words(gap))

    def show_count(self, events: int) -> None:
        """So many events."""
        self._count.setText(many("{n} event", "{n} events", events))


def gap_in_words(gap: int) -> str:
    """So many seconds as people say them."""
    if gap < HOUR:
        return many("{n} minute", "{n} minutes", gap // MINUTE)
    if gap < DAY:
        return many("{n} hour", "{n} hours", gap // HOUR)
    return many("{n} day", "{n} days", gap // DAY)
