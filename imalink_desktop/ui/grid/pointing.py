"""`Pointer`: what the mouse does: click, Ctrl, Shift, a rubber band that scrolls, photos taken along."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from imalink_desktop.ui.grid import sectioning
from imalink_desktop.ui.grid.geometry import Box, Layout
from imalink_desktop.ui.grid.selection import Selection

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_FRAME_TIME = 16
_EDGE_PART = 10
"""The outer tenth of a cell belongs to the band, else there would be no place to begin one."""


class Field(Protocol):
    """The grid, as far as the pointer touches it."""

    @property
    def layout_now(self) -> Layout:
        """Where everything lies."""
        ...

    @property
    def selection(self) -> Selection:
        """What is chosen."""
        ...

    @property
    def top(self) -> int:
        """Where the page begins."""
        ...

    @property
    def page(self) -> int:
        """The height of the page."""
        ...

    def choose(self, selection: Selection) -> None:
        """Choose this now."""
        ...

    def scroll_to(self, top: int) -> None:
        """Let the page begin there."""
        ...

    def show_band(self) -> None:
        """Paint the band anew."""
        ...

    def take_along(self) -> None:
        """What is chosen is dragged somewhere."""
        ...


class Pointer(QObject):
    """Points are of the page; what lasts longer than a moment is kept as points of the whole list."""

    def __init__(self, field: Field, parent: QObject) -> None:
        super().__init__(parent)
        self._field = field
        self._pressed: QPoint | None = None
        self._from = (0, 0)
        self._to = QPoint()
        self._before = Selection()
        self._adding = False
        self._may_band = False
        self._may_take_along = False
        self._is_banding = False
        self._only_on_release: int | None = None
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_FRAME_TIME)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def band(self) -> Box | None:
        """The rubber band, in the list, if one is drawn."""
        if not self._is_banding:
            return None
        (left, upper), (right, lower) = self._from, (self._to.x(), self._field.top + self._to.y())
        left, right = sorted((left, right))
        upper, lower = sorted((upper, lower))
        return Box(left, upper, right - left + 1, lower - upper + 1)

    @property
    def is_down(self) -> bool:
        """Whether the left button is."""
        return self._pressed is not None

    def press(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The left button goes down."""
        field = self._field
        selection, place = field.selection, self._place_at(at)
        section = sectioning.heading_at(field.layout_now, field.top, at.y())
        self._pressed, self._to, self._from = at, at, (at.x(), field.top + at.y())
        self._adding = bool(modifiers & (CONTROL | SHIFT))
        is_chosen = place is not None and place in selection
        self._may_band = place is None or (self._is_at_edge(place, at) and not is_chosen)
        self._may_take_along = not self._may_band
        self._before = selection.held() if self._adding else selection.nothing()
        self._only_on_release = None
        if section is not None:
            self._choose_section(section, modifiers)
        elif place is None:
            if not self._adding:
                field.choose(selection.nothing())
        elif modifiers & SHIFT:
            field.choose(selection.extended(place, adding=bool(modifiers & CONTROL)))
        elif modifiers & CONTROL:
            field.choose(selection.toggled(place))
        elif place in selection and len(selection) > 1:
            # Perhaps all of them are about to be dragged somewhere; a mere click chooses this one at the end.
            self._only_on_release = place
            field.choose(selection.moved(place))
        else:
            field.choose(selection.only(place))

    def press_for_menu(self, at: QPoint) -> None:
        """The right button goes down: what is chosen stays, if the photo is part of it."""
        selection = self._field.selection
        place = self._place_at(at)
        if place is not None:
            self._field.choose(selection.moved(place) if place in selection else selection.only(place))

    def move(self, at: QPoint) -> None:
        """The button is down, the mouse goes on."""
        if self._pressed is None:
            return
        self._to = at
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far:
            self._only_on_release = None
        if self._may_take_along and far:
            self._may_take_along = False
            self._field.take_along()
        if self._may_band and far and not self._is_banding:
            self._is_banding = True
            self._scrolling.start()
        if self._is_banding:
            self._stretch()

    def release(self) -> None:
        """The button goes up."""
        if self._only_on_release is not None:
            self._field.choose(self._field.selection.only(self._only_on_release))
        was_banding = self._is_banding
        self._pressed, self._is_banding, self._only_on_release = None, False, None
        self._scrolling.stop()
        if was_banding:
            self._field.show_band()

    def let_go(self) -> None:
        """The system has the mouse now; it will not tell when the button goes up."""
        self._pressed, self._only_on_release = None, None

    def _place_at(self, at: QPoint) -> int | None:
        """The place below the mouse; what a heading lies over is not."""
        field = self._field
        if sectioning.heading_at(field.layout_now, field.top, at.y()) is not None:
            return None
        return field.layout_now.index_at(at.x(), field.top + at.y())

    def _choose_section(self, section: int, modifiers: Qt.KeyboardModifier) -> None:
        selection, sections = self._field.selection, self._field.layout_now.sections
        if modifiers & SHIFT:
            self._field.choose(sectioning.extended(selection, sections, section))
        elif modifiers & CONTROL:
            self._field.choose(sectioning.toggled(selection, sections, section))
        else:
            self._field.choose(sectioning.only(sections, section))

    def _stretch(self) -> None:
        band = self.band
        if band is not None:
            inside = list(
                self._field.layout_now.inside(band.x, band.y, band.x + band.width, band.y + band.height)
            )
            target = inside[0].start if inside else None
            self._field.choose(self._before.spanning(inside, target, adding=self._adding))
            self._field.show_band()

    def _scroll(self) -> None:
        """While the band is held beyond an end of the page, the further the faster."""
        beyond = min(self._to.y(), 0) or max(self._to.y() - self._field.page, 0)
        if beyond:
            self._field.scroll_to(self._field.top + (abs(beyond) // 4 + 4) * (1 if beyond > 0 else -1))
            self._stretch()

    def _is_at_edge(self, place: int, at: QPoint) -> bool:
        box, y = self._field.layout_now.box(place), self._field.top + at.y()
        rim = box.width // _EDGE_PART
        nearest = min(at.x() - box.x, box.x + box.width - at.x(), y - box.y, box.y + box.height - y)
        return nearest < rim
