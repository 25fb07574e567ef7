"""`Glide`: the wheel of a mouse goes in jerks; the page follows in a short glide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

MILLISECONDS = 130


class Glide(QObject):
    """Brings a page to where it should be. Heights are Python's numbers: they may be larger than Qt's."""

    def __init__(self, go: Callable[[int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._go = go
        self._begin = self._end = 0
        self._way = QVariantAnimation(self)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setDuration(MILLISECONDS)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self._step)

    @property
    def goal(self) -> int | None:
        """Where it is going, if it is."""
        return self._end if self._way.state() is QVariantAnimation.State.Running else None

    def to(self, begin: int, end: int, *, moving: bool) -> None:
        """Go there from here; at once where things are not to move."""
        self.stop()
        self._begin, self._end = begin, end
        if moving:
            self._way.start()
        else:
            self._go(end)

    def stop(self) -> None:
        """Stay where it is."""
        self._way.stop()

    def _step(self, part: float) -> None:
        self._go(self._end if part >= 1 else round(self._begin + (self._end - self._begin) * part))
