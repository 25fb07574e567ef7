"""`LoupeView`: one photo, as large as the view or larger.

The old picture stays until there is something of the next one, so that nothing flickers. Zoom and place
are kept from photo to photo, for that is how sharpness is compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from imalink_desktop.ui.loupe import wording
from imalink_desktop.ui.loupe.look import Look
from imalink_desktop.ui.loupe.overlay import Words
from imalink_desktop.ui.loupe.pictures import Pictures, Sight
from imalink_desktop.ui.loupe.scene import Scene, paint_scene, paint_words
from imalink_desktop.ui.loupe.zoom import (
    FIT,
    Mode,
    Point,
    Size,
    Zoom,
    panned,
    place,
    stepped,
    toggled,
)
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.wording import _

HOLD_MS = 150
"""How long the old picture stands in for one of which there is nothing yet."""
_REST_MS = 250
"""After so long at one photo it is worth being made sharper than its preview."""
_RESIZED_MS = 120
_NOTCH = 120
"""What one notch of a mouse's wheel counts."""


class LoupeView(QWidget):
    """Shows the photo of a list that it is told to, and asks to be told the next or the previous one."""

    next_wanted = Signal()
    previous_wanted = Signal()
    far_wanted = Signal(int)
    """So many photos on, or back where it is less than nothing."""
    painted = Signal(int)
    """What is on the screen now belongs to this photo."""

    def __init__(
        self, pictures: Pictures, parent: QWidget | None = None, *, look: Look | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._look = look or Look()
        self._photos: Sequence[int] = array("q")
        self._at = 0
        self._direction = 1
        self._on_screen: int | None = None
        self._on_screen_at = 0
        self._rested = False
        self._zoom = FIT
        self._words = Words.SHORT
        self._pressed: QPointF | None = None
        self._dragged = False
        self._hold = soon(self, self._show_target, HOLD_MS)
        self._rest = soon(self, self._look_closer, _REST_MS)
        self._resized = soon(self, self._ask, _RESIZED_MS)
        pictures.arrived.connect(self._arrived)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(False)
        self.setAccessibleName(_("Loupe"))

    @property
    def photo(self) -> int | None:
        """The photo that keys are meant for."""
        return self._photos[self._at] if 0 <= self._at < len(self._photos) else None

    @property
    def on_screen(self) -> int | None:
        """The photo whose picture is seen; for a moment it may still be the one before."""
        return self._on_screen

    @property
    def zoom(self) -> Zoom:
        """How large, and which part."""
        return self._zoom

    @property
    def words(self) -> Words:
        """How much is written over the photo."""
        return self._words

    def set_photos(self, photos: Sequence[int], at: int = 0) -> None:
        """Look at another list, at this place in it."""
        self._photos = photos
        self._at = max(0, min(at, len(photos) - 1))
        self._direction = 1
        self._target_changed()

    def show_at(self, at: int) -> None:
        """Go to a place in the list."""
        at = max(0, min(at, len(self._photos) - 1))
        if at != self._at:
            self._direction = 1 if at > self._at else -1
            self._at = at
            self._target_changed()

    def set_look(self, look: Look) -> None:
        """Have other colours."""
        self._look = look
        self.update()

    def set_zoom(self, zoom: Zoom) -> None:
        """Look from nearer or farther."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._show_hand()
            self._ask()
            self.update()

    def set_words(self, words: Words) -> None:
        """Write that much over the photo."""
        self._words = words
        self.update()

    def cycle_words(self) -> None:
        """Nothing, a little, all; and again."""
        self.set_words(self._words.next)

    def toggle_zoom(self) -> None:
        """1:1 at the pointer, or in the middle where it is elsewhere; and back."""
        pointer = self.mapFromGlobal(QCursor.pos())
        inside = self.rect().contains(pointer) and self.underMouse()
        self._toggle_at(QPointF(pointer) if inside else QPointF(self.rect().center()))

    def zoom_by(self, steps: float) -> None:
        """Nearer by so many steps, or farther, in the middle."""
        self._step(steps, QPointF(self.rect().center()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Large enough to look at."""
        return QSize(900, 600)

    # What is asked for, and what comes.

    def _target_changed(self) -> None:
        self._rested = False
        photo = self.photo
        if photo is None or self._pictures.shots(photo) or self._on_screen is None:
            self._show_target()
        elif photo != self._on_screen:
            self._hold.start()
        self._ask()
        self._rest.start()

    @Slot()
    def _ask(self) -> None:
        closely = self._zoom.mode is not Mode.FIT
        scene = self._scene(self.photo, self._at)
        whole = scene is not None and (
            scene.has_original or ((closely or self._rested) and scene.is_short(self._view))
        )
        sight = Sight(
            self._photos, self._at, self._direction, self._view, whole, closely, on_screen=self._on_screen
        )
        self._pictures.look(sight)

    @Slot()
    def _look_closer(self) -> None:
        self._rested = True
        self._ask()

    def _arrived(self, photo: int) -> None:
        if photo == self.photo:
            if self._pictures.shots(photo) or self._pictures.why_nothing(photo):
                self._show_target()
            if self._rested or self._zoom.mode is not Mode.FIT:
                self._ask()

    @Slot()
    def _show_target(self) -> None:
        self._hold.stop()
        self._on_screen, self._on_screen_at = self.photo, self._at
        facts = None if self.photo is None else self._pictures.facts(self.photo)
        if facts is not None:
            self.setAccessibleDescription(wording.spoken(facts, self._at, len(self._photos)))
        self._show_hand()
        self.update()

    # What is seen, and where; in pixels of the screen.

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the picture, and what is written over it."""
        del event
        painter = QPainter(self)
        alone = self.window().isFullScreen()
        painter.fillRect(self.rect(), QColor(self._look.black if alone else self._look.backdrop))
        scene = self._scene(self._on_screen, self._on_screen_at)
        if scene is None:
            paint_words(painter, self.rect(), _(wording.EMPTY), self._look)
        else:
            paint_scene(painter, self.rect(), self._view, scene, self._look, self.font())
        painter.end()
        if scene is not None:
            self.painted.emit(scene.photo)

    def _scene(self, photo: int | None, at: int) -> Scene | None:
        if photo is None:
            return None
        return Scene.of(self._pictures, photo, at, len(self._photos), self._zoom, self._words)

    @property
    def _view(self) -> Size:
        ratio = self.devicePixelRatioF()
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def _seen(self) -> Size | None:
        scene = self._scene(self._on_screen, self._on_screen_at)
        return None if scene is None else scene.seen

    def _on_pixels(self, point: QPointF) -> Point:
        ratio = self.devicePixelRatioF()
        return point.x() * ratio, point.y() * ratio

    def _toggle_at(self, point: QPointF) -> None:
        if (seen := self._seen()) is not None:
            self.set_zoom(toggled(self._zoom, seen, self._view, self._on_pixels(point)))

    def _step(self, steps: float, point: QPointF) -> None:
        if (seen := self._seen()) is not None:
            self.set_zoom(stepped(self._zoom, seen, self._view, steps, self._on_pixels(point)))

    # Hands.

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the picture."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False
            self._show_hand()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move it along."""
        if self._pressed is None:
            return
        by = event.position() - self._pressed
        if self._dragged or by.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self._pressed = event.position()
            if (seen := self._seen()) is not None:
                self.set_zoom(panned(self._zoom, seen, self._view, self._on_pixels(by)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go; what was not moved was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        clicked = self._pressed is not None and not self._dragged
        self._pressed = None
        self._show_hand()
        if clicked:
            self._toggle_at(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the pointer."""
        if steps := event.angleDelta().y() / _NOTCH:
            self._step(steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to other photos; all else stands in the table of actions, which is the window's."""
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Right: self.next_wanted.emit,
            Qt.Key.Key_Left: self.previous_wanted.emit,
            Qt.Key.Key_PageDown: self.next_wanted.emit,
            Qt.Key.Key_PageUp: self.previous_wanted.emit,
            Qt.Key.Key_Home: lambda: self.far_wanted.emit(-len(self._photos)),
            Qt.Key.Key_End: lambda: self.far_wanted.emit(len(self._photos)),
        }
        deed = deeds.get(event.key()) if is_plain else None
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def _show_hand(self) -> None:
        """The pointer says what the mouse will do."""
        seen = self._seen()
        placed = None if seen is None else place(self._zoom, seen, self._view)
        larger = placed is not None and (placed.width > self._view[0] or placed.height > self._view[1])
        if not larger:
            self.unsetCursor()
        elif self._pressed is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the same part in the middle; pictures in the new size come when the dragging ends."""
        super().resizeEvent(event)
        self._resized.start()
