"""`Veil`: lies over the whole window while something is dragged across it, and takes what is dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from imalink_desktop.ui.bringing.drops import dropped, may_hold_photos
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.icons import paint
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.type import Role, font
from imalink_desktop.ui.wording import _

_GROUND_ALPHA = 210
_ICON = 2 * space.LARGE_ICON


class Veil(QWidget):
    """Made over a window, which then takes drops."""

    taken = Signal(object)
    """Paths that were dropped: a tuple of `Path`."""

    def __init__(self, library: Library, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._words = _("Drop to import")
        self._promise = _("Your originals stay where they are, and are never changed.")
        self._place: QWidget | None = None
        self._light: Callable[[bool], object] = lambda _lit: None
        self.setAccessibleName(self._words)
        self.setAcceptDrops(True)
        self.hide()
        # The window hears that the drag has left it, too, when it goes over to the veil.
        self._left = soon(self, self.hide)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def leave_it_to(self, place: QWidget, light: Callable[[bool], object]) -> None:
        """Where this place for drops can be seen, it shines, and the veil is only what takes them."""
        self._place, self._light = place, light

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Something is dragged."""
        super().showEvent(event)
        self._light(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """It was dropped, or has left."""
        super().hideEvent(event)
        self._light(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Of the window: come up when something is dragged over it, and be as large as it is."""
        if watched is not self.parent():
            return False
        if isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.DragEnter:
            if may_hold_photos(event.mimeData()):
                self._come_up()
                _take(event)
                return True
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self.dropEvent(event)
            return True
        elif event.type() is QEvent.Type.DragLeave:
            self._left.start()
        elif event.type() is QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """It is over the veil now."""
        if may_hold_photos(event.mimeData()):
            self._left.stop()
            _take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Anywhere will do."""
        _take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """It has left the window, or somebody pressed Escape."""
        self.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Hand over what it was."""
        self.hide()
        _take(event)
        found = dropped(event.mimeData())
        if found.trouble is not None:
            self._library.trouble.emit(found.trouble)
        if found.paths:
            self.taken.emit(found.paths)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A dark or light glass, a frame to drop into, and two lines."""
        del event
        if self._place is not None and self._place.isVisible():
            return
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(palette.backdrop)
        ground.setAlpha(_GROUND_ALPHA)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(QColor(palette.accent), 2, Qt.PenStyle.DashLine))
        edge = space.DIALOG
        painter.drawRoundedRect(QRectF(self.rect().adjusted(edge, edge, -edge, -edge)), 8, 8)
        title, words = font(Role.DISPLAY), font(Role.BODY)
        painter.setFont(title)
        high = painter.fontMetrics().height()
        top = (self.height() - _ICON - high - space.WIDE - 2 * space.DIALOG) // 2
        paint(painter, QRect((self.width() - _ICON) // 2, top, _ICON, _ICON), "import", palette.accent)
        top += _ICON + space.PADDING
        painter.setPen(QColor(palette.text))
        painter.drawText(QRect(0, top, self.width(), high), Qt.AlignmentFlag.AlignHCenter, self._words)
        painter.setFont(words)
        painter.setPen(QColor(palette.text_quiet))
        below = QRect(0, top + high + space.SNUG, self.width(), painter.fontMetrics().height() * 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self._promise)
        painter.end()

    def _come_up(self) -> None:
        self._cover()
        self.show()
        self.raise_()

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())


def _take(event: QDropEvent) -> None:
    """Never as a move: who drags photos out of a file manager must not lose them there."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
