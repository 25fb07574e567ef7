"""`Hover`: the heading below the mouse lights up and says that it can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from imalink_desktop.ui.grid.page import PageView
from imalink_desktop.ui.grid.sectioning import heading_at


class Hover(QObject):
    """Listens to the page of a grid."""

    def __init__(self, grid: PageView, tip: str) -> None:
        super().__init__(grid)
        self._grid, self._tip = grid, tip
        self._at: QPoint | None = None
        self._lit: int | None = None
        page = grid.viewport()
        page.setMouseTracking(True)
        page.installEventFilter(self)

    @property
    def section(self) -> int | None:
        """Whose heading is below the mouse now; the page may have moved since the mouse did."""
        if self._at is None:
            return None
        return heading_at(self._grid.layout_now, self._grid.top, self._at.y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the mouse."""
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            is_free = event.buttons() == Qt.MouseButton.NoButton
            self._follow(watched, event.position().toPoint() if is_free else None)
        elif event.type() == QEvent.Type.Leave:
            self._follow(watched, None)
        elif (
            isinstance(event, QHelpEvent)
            and heading_at(self._grid.layout_now, self._grid.top, event.pos().y()) is not None
        ):
            QToolTip.showText(event.globalPos(), self._tip, watched)
            return True
        return False

    def _follow(self, page: QWidget, at: QPoint | None) -> None:
        self._at = at
        lit = self.section
        if lit == self._lit:
            return
        self._lit = lit
        if lit is None:
            page.unsetCursor()
        else:
            page.setCursor(Qt.CursorShape.PointingHandCursor)
        page.update()
