"""`DropZone`: a frame that looks as if one could drop something into it, and lights up for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import DIALOG, SNUG

_CORNER = 3 * SNUG / 2
_DASH = (5.0, 4.0)
_THIN, _THICK = 1.5, 2.0
_GROUND = 26
"""Of 255: how much of the accent is on its ground while it is lit."""


class DropZone(QWidget):
    """What is put into it stands in the frame. The drops themselves are taken by whoever takes them all."""

    def __init__(self) -> None:
        super().__init__()
        self._lit = False
        self.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)

    @property
    def lit(self) -> bool:
        """Whether something is dragged across the window."""
        return self._lit

    def light(self, lit: bool) -> None:
        """Shine, or no more."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The frame and its ground."""
        del event
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(palette.accent if self._lit else palette.outline), _THICK if self._lit else _THIN)
        pen.setDashPattern(_DASH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._lit:
            ground = QColor(palette.accent)
            ground.setAlpha(_GROUND)
            painter.setBrush(ground)
        edge = _THICK / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), _CORNER, _CORNER)
        painter.end()
