"""`Mark`: an icon that stands by itself beside words, in the colours of the theme that is worn."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.space import SMALL_ICON


class Mark(QWidget):
    """It is painted anew each time: a pixmap would keep the colours and the dots it was made with."""

    def __init__(self, name: str = "", tint: str = "icon", side: int = SMALL_ICON) -> None:
        super().__init__()
        self.name, self.tint = name, tint
        self.setFixedSize(side, side)

    def wear(self, name: str, tint: str = "icon") -> None:
        """Show another icon."""
        self.name, self.tint = name, tint
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it."""
        del event
        if self.name:
            painter = QPainter(self)
            paint(painter, self.rect(), self.name, *current().ink(self.tint))
            painter.end()
