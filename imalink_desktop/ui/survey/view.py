"""`SurveyView`: some photos beside each other, seen through one zoom; one of them has the frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from imalink_desktop.ui.loupe import wording
from imalink_desktop.ui.loupe.look import Look
from imalink_desktop.ui.loupe.overlay import Words
from imalink_desktop.ui.loupe.pictures import Pictures, Sight
from imalink_desktop.ui.loupe.scene import Scene, paint_scene
from imalink_desktop.ui.loupe.zoom import FIT, Mode, Point, Size, Zoom, panned, stepped, toggled
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.survey.arranging import Arrangement, arrange
from imalink_desktop.ui.survey.choice import Way
from imalink_desktop.ui.wording import _

_WAYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}
_RESIZED_MS = 120
_NOTCH = 120
"""What one notch of a mouse's wheel counts."""
_FRAME = 2

_Change: TypeAlias = Callable[[Zoom, Size, Size, Point], Zoom]


class SurveyView(QWidget):
    """Shows the photos that it is told to, and tells what hands ask for."""

    moved = Signal(object)
    """An arrow key: a `Way`."""
    pointed = Signal(int)
    """A click on the photo at this place."""
    left_out = Signal()
    """The photo with the frame need not be looked at any more."""
    menu_asked = Signal(object)

    def __init__(self, pictures: Pictures, *, look: Look | None = None) -> None:
        super().__init__()
        self._pictures = pictures
        self._look = look or Look()
        self._photos: tuple[int, ...] = ()
        self._at = 0
        self._zoom = FIT
        self._words = Words.SHORT
        self._pressed: QPointF | None = None
        self._dragged = False
        self._resized = soon(self, self._ask, _RESIZED_MS)
        pictures.arrived.connect(self._arrived)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Photos beside each other"))

    @property
    def zoom(self) -> Zoom:
        """How large, and which part."""
        return self._zoom

    @property
    def columns(self) -> int:
        """How many stand in a row."""
        return self._arranged().columns

    def show_photos(self, photos: Sequence[int], at: int) -> None:
        """Look at these; the one at this place has the frame."""
        self._photos, self._at = tuple(photos), at
        self._ask()
        self._tell()
        self.update()

    def rest(self) -> None:
        """Nobody looks any more: let go of the pictures."""
        self._photos, self._zoom = (), FIT
        self._pictures.look(Sight())

    def set_look(self, look: Look) -> None:
        """Have other colours."""
        self._look = look
        self.update()

    def cycle_words(self) -> None:
        """Nothing, a little, all; and again."""
        self._words = self._words.next
        self.update()

    def toggle_zoom(self) -> None:
        """All at 1:1 at the pointer, or in the middle of the photo with the frame; and back."""
        pointer = self.mapFromGlobal(QCursor.pos())
        cell = self._arranged().at(pointer.x(), pointer.y()) if self.underMouse() else None
        if cell is None:
            self._change(self._at, None, toggled)
        else:
            self._change(cell, QPointF(pointer), toggled)

    def zoom_by(self, steps: float) -> None:
        """Nearer by so many steps, or farther."""
        self._change(self._at, None, _nearer(steps))

    def _ask(self) -> None:
        cells = self._arranged().cells
        if not cells:
            return
        closely = self._zoom.mode is not Mode.FIT
        scenes = [self._scene(at) for at in range(len(self._photos))]
        whole = closely and any(
            scene.has_original or scene.is_short(self._pixels(cells[0])) for scene in scenes
        )
        self._pictures.look(
            Sight(self._photos, self._at, view=self._pixels(cells[0]), whole=whole, together=True)
        )

    def _arrived(self, photo: int) -> None:
        if photo in self._photos:
            if self._zoom.mode is not Mode.FIT:
                self._ask()
            if photo == self._photos[self._at]:
                self._tell()
            self.update()

    def _tell(self) -> None:
        """To those who cannot see it."""
        facts = self._pictures.facts(self._photos[self._at]) if self._photos else None
        if facts is not None:
            self.setAccessibleDescription(wording.spoken(facts, self._at, len(self._photos)))

    def _scene(self, at: int) -> Scene:
        return Scene.of(self._pictures, self._photos[at], at, len(self._photos), self._zoom, self._words)

    def _arranged(self) -> Arrangement:
        edge = self._look.step * 2
        shapes = [self._scene(at).seen for at in range(len(self._photos))]
        room = self.width() - 2 * edge, self.height() - 2 * edge
        found = arrange(shapes, room, edge)
        return Arrangement(tuple(cell.translated(edge, edge) for cell in found.cells), found.columns)

    def _pixels(self, cell: QRect) -> Size:
        ratio = self.devicePixelRatioF()
        return max(1, round(cell.width() * ratio)), max(1, round(cell.height() * ratio))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint each photo into its cell."""
        del event
        painter = QPainter(self)
        alone = self.window().isFullScreen()
        painter.fillRect(self.rect(), QColor(self._look.black if alone else self._look.backdrop))
        for at, cell in enumerate(self._arranged().cells):
            painter.save()
            painter.setClipRect(cell)
            painter.translate(cell.topLeft())
            room = QRect(0, 0, cell.width(), cell.height())
            paint_scene(painter, room, self._pixels(cell), self._scene(at), self._look, self.font())
            painter.restore()
            if at == self._at:
                self._paint_frame(painter, cell)
        painter.end()

    def _paint_frame(self, painter: QPainter, cell: QRect) -> None:
        """Light within dark, so that it shows on any photo."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width, out in ((self._look.target, _FRAME, 1.0), (self._look.target_shade, 1, 2.5)):
            pen = QPen(QColor(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(QRectF(cell).adjusted(-out, -out, out, out))

    def _change(self, at: int, point: QPointF | None, change: _Change) -> None:
        """Look at all of them otherwise, as it would be at a point of one."""
        cells = self._arranged().cells
        if at >= len(cells) or (seen := self._scene(at).seen) is None:
            return
        cell, ratio = cells[at], self.devicePixelRatioF()
        inside = QPointF(cell.width() / 2, cell.height() / 2) if point is None else point - cell.topLeft()
        zoom = change(self._zoom, seen, self._pixels(cell), (inside.x() * ratio, inside.y() * ratio))
        if zoom != self._zoom:
            self._zoom = zoom
            self._ask()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the photo under the pointer, and take hold of it."""
        point = event.position()
        at = self._arranged().at(round(point.x()), round(point.y()))
        if at is not None and at != self._at:
            self.pointed.emit(at)
        elif at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = point, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move them all along."""
        if self._pressed is None:
            return
        by = event.position() - self._pressed
        if self._dragged or by.manhattanLength() >= QApplication.startDragDistance():
            self._dragged, self._pressed = True, event.position()
            ratio = self.devicePixelRatioF()
            on_pixels = by.x() * ratio, by.y() * ratio
            self._change(self._at, None, lambda zoom, seen, view, _point: panned(zoom, seen, view, on_pixels))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go; what was not moved was clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pressed = None
            if not self._dragged:
                self._change(self._at, event.position(), toggled)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the pointer."""
        steps, point = event.angleDelta().y() / _NOTCH, event.position()
        at = self._arranged().at(round(point.x()), round(point.y()))
        if steps and at is not None:
            self._change(at, point, _nearer(steps))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """What can be done with the photo that has the frame."""
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go from one to the other; what is decided is for others to take."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        way = _WAYS.get(Qt.Key(event.key())) if plain else None
        if way is not None:
            self.moved.emit(way)
        elif plain and event.key() == Qt.Key.Key_Slash:
            self.left_out.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures in the new size come when the dragging ends."""
        super().resizeEvent(event)
        self._resized.start()


def _nearer(steps: float) -> _Change:
    return lambda zoom, seen, view, point: stepped(zoom, seen, view, steps, point)
