"""`Filmstrip`: the photos before and after the one that is looked at, in one row, with it in the middle.

As with the grid, only what is seen exists: where a photo lies is arithmetic, however many there are.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from imalink_desktop.base import events
from imalink_desktop.ui.loupe.look import Look
from imalink_desktop.ui.loupe.zoom import Size
from imalink_desktop.ui.wording import _

_FRAME = 2
_NOTCH = 120
_AHEAD = 8
"""Photos beyond each end whose pictures are asked for as well."""


class Thumbnails(Protocol):
    """Where small pictures come from. Nothing here waits."""

    arrived: events.Signal[Collection[int]]
    """There are new pictures of these photos."""

    def pixmap(self, photo: int, size: Size) -> QPixmap | None:
        """The picture of a photo as it is to be seen, if it is here, for so many pixels of the screen."""
        ...

    def want(self, photos: Sequence[int], size: Size) -> None:
        """Fetch these, the first first, and nothing else any more."""
        ...


class Filmstrip(QWidget):
    """A click or the wheel asks for another photo; whoever shows the photos moves the strip."""

    wanted = Signal(int)
    """Go to this place in the list."""

    def __init__(
        self, thumbnails: Thumbnails, parent: QWidget | None = None, *, look: Look | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._look = look or Look()
        self._photos: Sequence[int] = array("q")
        self._at = 0
        self._turned = 0.0
        thumbnails.arrived.connect(self._arrived)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the loupe's
        self.setAccessibleName(_("Filmstrip"))

    def set_photos(self, photos: Sequence[int], at: int = 0) -> None:
        """Show another list, with this place in the middle."""
        self._photos = photos
        self.show_at(at)

    def show_at(self, at: int) -> None:
        """Have this place in the middle."""
        self._at = max(0, min(at, len(self._photos) - 1))
        self._ask()
        self.update()

    def set_look(self, look: Look) -> None:
        """Have other colours."""
        self._look = look
        self.update()

    @property
    def visible(self) -> range:
        """The places that are seen."""
        half = self.width() / 2 / self._cell + 0.5
        return range(
            max(0, int(self._at + 0.5 - half)), min(len(self._photos), int(self._at + 0.5 + half) + 1)
        )

    def rect_of(self, at: int) -> QRect:
        """Where a place lies."""
        left = self.width() // 2 - self._cell // 2 + (at - self._at) * self._cell
        return QRect(left, 0, self._cell, self.height())

    def place_at(self, x: int) -> int | None:
        """The place under a point."""
        at = self._at + (x - (self.width() // 2 - self._cell // 2)) // self._cell
        return at if 0 <= at < len(self._photos) else None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a strip of slides."""
        return QSize(600, 23 * self._look.step)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what is in the part that needs it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._look.panel))
        for at in self.visible:
            cell = self.rect_of(at)
            if cell.intersects(event.rect()):
                self._paint_cell(painter, cell, at)

    def _paint_cell(self, painter: QPainter, cell: QRect, at: int) -> None:
        inner = self._inner(cell)
        pixmap = self._thumbnails.pixmap(self._photos[at], self._pixels)
        if pixmap is None or pixmap.isNull():
            picture = QRect(inner.topLeft(), inner.size() * 0.8)
            picture.moveCenter(inner.center())
            painter.fillRect(picture, QColor(self._look.placeholder))
        else:
            picture = self._fitted(pixmap, inner)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(picture, pixmap)
        if at == self._at:
            self._paint_frame(painter, picture)

    def _paint_frame(self, painter: QPainter, picture: QRect) -> None:
        """Light within dark, so that it shows on any photo."""
        for colour, distance in ((self._look.target_shade, _FRAME + 0.5), (self._look.target, _FRAME / 2)):
            pen = QPen(QColor(colour), 1 if colour == self._look.target_shade else _FRAME)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(picture).adjusted(-distance, -distance, distance, distance))

    def _fitted(self, pixmap: QPixmap, inner: QRect) -> QRect:
        size = pixmap.size().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
        picture = QRect(QPoint(0, 0), size)
        picture.moveCenter(inner.center())
        return picture

    def _inner(self, cell: QRect) -> QRect:
        margin = self._look.step + _FRAME
        return cell.adjusted(margin // 2, margin, -(margin // 2), -margin)

    @property
    def _cell(self) -> int:
        """The width of a cell: photos lie more often than they stand."""
        return max(1, round(self.height() * 1.3))

    @property
    def _pixels(self) -> Size:
        inner, ratio = self._inner(QRect(0, 0, self._cell, self.height())), self.devicePixelRatioF()
        return max(1, round(inner.width() * ratio)), max(1, round(inner.height() * ratio))

    def _ask(self) -> None:
        """Those in the middle first. While hidden, none: the grid asks in the same place."""
        if not self.isVisible():
            return
        seen = self.visible
        places = range(max(0, seen.start - _AHEAD), min(len(self._photos), seen.stop + _AHEAD))
        nearest = sorted(places, key=lambda at: abs(at - self._at))
        self._thumbnails.want([self._photos[at] for at in nearest], self._pixels)

    def _arrived(self, photos: Collection[int]) -> None:
        for at in self.visible:
            if self._photos[at] in photos:
                self.update(self.rect_of(at))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the photo under the pointer."""
        at = self.place_at(round(event.position().x()))
        if event.button() is Qt.MouseButton.LeftButton and at is not None:
            self.wanted.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the next photo, or the previous one, with each notch."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        self._turned -= turn / _NOTCH
        steps = int(self._turned)
        self._turned -= steps
        at = max(0, min(self._at + steps, len(self._photos) - 1))
        if steps and at != self._at:
            self.wanted.emit(at)
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is seen from now on."""
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what has come into sight."""
        super().resizeEvent(event)
        self._ask()
