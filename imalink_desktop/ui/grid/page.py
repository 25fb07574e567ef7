"""`PageView`: a long list and the page on it: laying out, scrolling, zooming, and what stays where it is.

Whatever changes around somebody who looks at a photo, it stays where it is: when the window changes its
size, when cells do, when photos come before it. Only scrolling and stepping move the page.
"""

from __future__ import annotations

from array import array

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QStyle, QWidget

from imalink_desktop.base.errors import Bug
from imalink_desktop.ui.grid.eye import Eye, eye_at, eye_on
from imalink_desktop.ui.grid.geometry import (
    LARGEST,
    SMALLEST,
    USUAL,
    Layout,
    Sections,
    Spacing,
    lay_out,
    zoomed,
)
from imalink_desktop.ui.grid.gliding import Glide
from imalink_desktop.ui.grid.scrolling import Ruler

_NOTCH = 120
_USUAL_LINES = 3


class PageView(QAbstractScrollArea):
    """The page begins at `top`, in pixels of the whole list; those are Python's numbers, which never wrap."""

    visible_changed = Signal(int, int)
    """The first and the last place in sight; -1 when there is nothing."""
    zoomed = Signal(int)
    """The size of cells that is wished for now."""

    def __init__(self, spacing: Spacing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: array[int] = array("q")
        self._spacing = spacing
        self._size = USUAL
        self._layout = lay_out(Sections.of(()), self.viewport().width(), self._size, spacing)
        self._ruler = Ruler(0, 0)
        self._top = 0
        self._is_going_down = True
        self._eye: Eye | None = None
        self._zoomed_at: QPoint | None = None
        self._turned = 0
        """Of a wheel that zooms, less than a notch: a finger turns it by little."""
        self._bar_follows = False
        self._seen = range(0)
        self._glide = Glide(self._go, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would change the width, and so itself.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @property
    def photos(self) -> array[int]:
        """The list. Not to be changed."""
        return self._photos

    @property
    def layout_now(self) -> Layout:
        """Where everything lies."""
        return self._layout

    @property
    def top(self) -> int:
        """Where the page begins, in pixels of the whole list."""
        return self._top

    @property
    def page(self) -> int:
        """The height of the page."""
        return self._ruler.page

    @property
    def visible(self) -> range:
        """The places in sight."""
        return self._layout.visible(self._top, self._top + self.page)

    @property
    def cell_size(self) -> int:
        """The size that is wished for; cells are about so large."""
        return self._size

    def set_cell_size(self, size: int) -> None:
        """Make cells about so large, around what is looked at."""
        self._resize_cells(size, self._looking_at())

    def zoom(self, steps: int) -> None:
        """Make cells larger, or smaller."""
        self.set_cell_size(zoomed(self._layout.width, self._size, steps, self._spacing))

    def set_sections(self, sections: Sections) -> None:
        """Cut the same list otherwise, around what is looked at."""
        if sections.photos != len(self._photos):
            raise Bug(f"sections of {sections.photos} photos for {len(self._photos)}")
        self._lay_out(sections, self._looking_at())

    def place_at(self, at: QPoint) -> int | None:
        """The place whose cell has this point of the page."""
        return self._layout.index_at(at.x(), self._top + at.y())

    def scroll_to(self, top: int) -> None:
        """Let the page begin there."""
        self._glide.stop()
        self._go(top)

    def bring_into_sight(self, place: int) -> None:
        """Scroll no further than is needed to see all of a cell, and the heading above it."""
        box = self._layout.box(place)
        upper = box.y - self._spacing.heading - self._spacing.margin
        lower = box.y + box.height + self._spacing.margin - self.page
        if upper < self._top or lower > upper:
            self.scroll_to(upper)
        elif lower > self._top:
            self.scroll_to(lower)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name, as others below
        """Somebody moved the bar."""
        del dx, dy
        if not self._bar_follows:
            self.scroll_to(self._ruler.from_bar(self.verticalScrollBar().value()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Other columns; what is looked at stays."""
        super().resizeEvent(event)
        self._lay_out(self._layout.sections, self._looking_at())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Now there is something to fetch for."""
        super().showEvent(event)
        self._look_around()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """A finger scrolls by pixels, a wheel glides by rows; with Ctrl either zooms at the pointer."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += turned
            steps = int(self._turned / _NOTCH)
            self._turned -= steps * _NOTCH
            self._zoom_at(event.position().toPoint(), steps)
        elif not event.pixelDelta().isNull():
            self.scroll_to(self._top - event.pixelDelta().y())
        elif turned:
            lines = QApplication.wheelScrollLines()
            notch = min(self._layout.pitch, self.page // 2) * lines // _USUAL_LINES
            goal = self._top if self._glide.goal is None else self._glide.goal
            can_move = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
            self._glide.to(self._top, self._ruler.within(goal - turned * notch // _NOTCH), moving=can_move)
        event.accept()

    def _target_place(self) -> int | None:
        """The place that is looked at rather than others, if it is in sight."""
        return None

    def _laid_out(self) -> None:
        """Cells may have another size now."""

    def _sight_changed(self) -> None:
        """Other photos are in sight."""

    def _set_list(self, photos: array[int], sections: Sections) -> None:
        if sections.photos != len(photos):
            raise Bug(f"sections of {sections.photos} photos for {len(photos)}")
        eye = self._looking_at()
        if eye is not None:
            eye = eye.among(self._photos, photos)
        self._photos = photos
        self._seen = range(0)
        self._lay_out(sections, eye)

    def _looking_at(self) -> Eye | None:
        """What is looked at, remembered until somebody scrolls: so that going back leads back."""
        if self._eye is None:
            self._eye = eye_on(self._photos, self._layout, self._top, self.page, self._target_place())
        return self._eye

    def _lay_out(self, sections: Sections, eye: Eye | None) -> None:
        port = self.viewport()
        self._layout = lay_out(sections, port.width(), self._size, self._spacing, self._layout)
        self._ruler = Ruler(self._layout.height, port.height())
        self._laid_out()
        bar = self.verticalScrollBar()
        self._bar_follows = True
        bar.setRange(0, self._ruler.bar_last)
        bar.setPageStep(self._ruler.bar_page)
        bar.setSingleStep(max(1, min(self._layout.pitch, self.page) // 3))
        self._bar_follows = False
        top = None if eye is None else eye.top(self._photos, self._layout)
        self._go(self._top if top is None else top)
        self._eye = eye
        port.update()

    def _go(self, top: int) -> None:
        top = self._ruler.within(top)
        if top != self._top:
            self._is_going_down = top > self._top
            self._top = top
            self._eye = self._zoomed_at = None
            self.viewport().update()
        self._bar_follows = True
        self.verticalScrollBar().setValue(self._ruler.on_bar(top))
        self._bar_follows = False
        self._look_around()

    def _look_around(self) -> None:
        """Fetch what is in sight, if that is not what was in sight before."""
        if not self.isVisible():
            return
        seen = self.visible
        if seen != self._seen:
            self._seen = seen
            self.visible_changed.emit(seen.start if seen else -1, seen.stop - 1 if seen else -1)
        self._sight_changed()

    def _resize_cells(self, size: int, eye: Eye | None) -> None:
        size = min(max(size, SMALLEST), LARGEST)
        if size != self._size:
            self._glide.stop()
            self._size = size
            self._lay_out(self._layout.sections, eye)
            self.zoomed.emit(size)

    def _zoom_at(self, at: QPoint, steps: int) -> None:
        """Zoom in on what the pointer lies on; while it rests there, always on the same photo."""
        eye = self._eye if at == self._zoomed_at else None
        eye = eye or eye_at(self._photos, self._layout, self._top, at.x(), at.y())
        size = zoomed(self._layout.width, self._size, steps, self._spacing)
        self._resize_cells(size, eye or self._looking_at())
        self._zoomed_at = at
