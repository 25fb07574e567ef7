"""`GridView`: the photos, as many as there are; the keyboard and the mouse; and nothing that waits."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from imalink_desktop.ui.grid.cells import CellPainter, Plan, Shown
from imalink_desktop.ui.grid.contents import Contents, Sight
from imalink_desktop.ui.grid.geometry import Sections
from imalink_desktop.ui.grid.headings import HeadingPainter
from imalink_desktop.ui.grid.hovering import Hover
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.marks import Marks
from imalink_desktop.ui.grid.page import PageView
from imalink_desktop.ui.grid.pointing import CONTROL, SHIFT, Pointer
from imalink_desktop.ui.grid.sectioning import heading_at, only
from imalink_desktop.ui.grid.selection import Selection, find
from imalink_desktop.ui.grid.steps import Step, step
from imalink_desktop.ui.grid.ties import Ties
from imalink_desktop.ui.grid.words import Words, place_in_words

_STEPS: Mapping[int, Step] = MappingProxyType(
    {
        Qt.Key.Key_Left: Step.LEFT,
        Qt.Key.Key_Right: Step.RIGHT,
        Qt.Key.Key_Up: Step.UP,
        Qt.Key.Key_Down: Step.DOWN,
        Qt.Key.Key_PageUp: Step.PAGE_UP,
        Qt.Key.Key_PageDown: Step.PAGE_DOWN,
        Qt.Key.Key_Home: Step.FIRST,
        Qt.Key.Key_End: Step.LAST,
    }
)
_AROUND = 4
"""What is painted around a cell: the frame of the target."""
_MANY = 40
"""From so many cells on, the whole page is painted anew."""


class GridView(PageView):
    """Photos by their numbers. It asks its contents for what is in sight, and paints what is there."""

    opened = Signal(object)
    """A photo, by double click or Enter."""
    selection_changed = Signal()
    target_changed = Signal(object)
    """The photo with the frame, or None."""
    menu_asked = Signal(object, QPoint)
    """For which photo, or None, and where on the screen."""
    dragged = Signal()
    """The mouse takes along what is chosen; whoever goes on with it calls `let_go`."""

    def __init__(
        self,
        contents: Contents,
        *,
        look: Look | None = None,
        words: Words | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._look, self._words = look or Look(), words or Words()
        super().__init__(self._look.spacing, parent)
        self._contents = contents
        self._selection = Selection()
        self._column = 0
        self._places: dict[int, int] = {}
        self._asked: Sight | None = None
        self._pointer, self._hover = Pointer(self, self), Hover(self, self._words.heading_tip)
        self._shown = Shown()
        self._colour()
        contents.arrived.connect(self._arrived)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self._words.name)

    def set_photos(
        self,
        photos: array[int],
        sections: Sections | Iterable[tuple[str, int]] | None = None,
        rather: Sequence[int] = (),
    ) -> None:
        """Show another list, cut into sections of title and count; what is looked at and chosen stays so.

        The first of the places in `rather` has the frame, if there is one.
        """
        before, was, had = self._photos, self.target, self._selection.runs
        self._looking_at()
        self._places = {}  # Where nobody looks, nobody looks around.
        self._selection = selection = self._selection.carried(before, photos, rather)
        is_cut = sections is not None
        self._spacing = self._look.spacing if is_cut else replace(self._look.spacing, heading=0)
        if not isinstance(sections, Sections):
            sections = Sections.of([("", len(photos))] if sections is None else sections)
        self._set_list(photos, sections)
        self._adopt(selection, was, is_other=bool(had or selection.runs) and before != photos)

    def set_look(self, look: Look) -> None:
        """Look otherwise."""
        self._look, self._spacing = look, replace(look.spacing, heading=self._spacing.heading)
        self._colour()
        self._lay_out(self._layout.sections, self._looking_at())

    @property
    def contents(self) -> Contents:
        """What is painted, as far as it has come."""
        return self._contents

    @property
    def selection(self) -> Selection:
        """The places that are chosen, and the target's."""
        return self._selection

    @property
    def target(self) -> int | None:
        """The photo with the frame."""
        place = self._selection.target
        return None if place is None else self._photos[place]

    def hit(self) -> array[int]:
        """The photos a key will hit, in order."""
        return self._selection.photos(self._photos)

    def choose(self, selection: Selection) -> None:
        """Choose this now."""
        if selection.target is not None:
            self._column = self._layout.place(selection.target)[1]
        if selection.target != self._selection.target:
            self._eye = None
        self._adopt(selection, self.target, is_other=selection.runs != self._selection.runs)

    def choose_section(self) -> None:
        """Choose the section that the target is in."""
        if (target := self._selection.target) is not None:
            sections = self._layout.sections
            self.choose(only(sections, sections.holding(target), target))

    def show_photo(self, photo: int) -> bool:
        """Choose a photo and bring it into sight; whether it is in the list."""
        place = find(self._photos, photo, near=self._selection.target or 0)
        if place is not None:
            self.choose(self._selection.only(place))
            self.bring_into_sight(place)
        return place is not None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what has become visible."""
        if self._plan() != self._cells.plan:
            self._laid_out()  # The window is on another screen now.
            self._look_around()
        area, top, shown = event.rect(), self._top, self._shown
        layout, photos, selection, contents = self._layout, self._photos, self._selection, self._contents
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(area, self._backdrop)
        focused = self.hasFocus()
        left, right = area.left() - _AROUND, area.right() + 1 + _AROUND
        seen = layout.inside(left, top + area.top() - _AROUND, right, top + area.bottom() + 1 + _AROUND)
        places = list(chain.from_iterable(seen))
        ties = Ties(layout, top, photos, contents)
        ties.paint_ground(painter, places, self._look)
        for place in places:
            photo, box = photos[place], layout.box(place)
            shown.row, shown.picture = contents.row(photo), contents.picture(photo)
            shown.lacks_picture = shown.picture is None and contents.lacks_picture(photo)
            shown.is_chosen, shown.is_target = place in selection, place == selection.target
            shown.is_inside = ties.is_tied(place, place - 1)
            self._cells.paint(painter, box.x, box.y - top, shown, focused=focused)
        ties.paint_thread(painter, places, self._look)
        self._headings.paint(painter, layout, top, self.page, self._hover.section)
        if (band := self._pointer.band) is not None:
            box_on_page = QRect(band.x, band.y - top, band.width, band.height)
            painter.fillRect(box_on_page, self._band_fill)
            painter.setPen(self._band_edge)
            painter.drawRect(box_on_page.adjusted(0, 0, -1, -1))
        painter.end()

    def show_band(self) -> None:
        """Paint the band anew."""
        self.viewport().update()

    @property
    def is_held(self) -> bool:
        """Whether the left button is still down on it."""
        return self._pointer.is_down

    def let_go(self) -> None:
        """The drag goes its own way from here."""
        self._pointer.let_go()

    def take_along(self) -> None:
        """Say that what is chosen is dragged."""
        self.dragged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows and their kin move, Ctrl+Space chooses, Enter opens; what is not ours is the window's."""
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & CONTROL)
        if (way := _STEPS.get(key)) is not None and not modifiers & Qt.KeyboardModifier.AltModifier:
            self._step(way, control=control, shift=bool(modifiers & SHIFT))
        elif control and key == Qt.Key.Key_Space and self._selection.target is not None:
            self.choose(self._selection.toggled(self._selection.target))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.target is not None:
            self.opened.emit(self.target)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose."""
        self._glide.stop()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event.position().toPoint(), event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self._pointer.press_for_menu(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Stretch the band."""
        self._pointer.move(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Done."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the photo, unless keys say that it is about choosing."""
        at = event.position().toPoint()
        is_heading = heading_at(self._layout, self._top, at.y()) is not None
        place = None if is_heading else self.place_at(at)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if place is not None and is_left and not event.modifiers() & (CONTROL | SHIFT):
            self.opened.emit(self._photos[place])
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """By the mouse at the pointer, by the keyboard at the target."""
        where, target = event.globalPos(), self._selection.target
        if event.reason() == QContextMenuEvent.Reason.Keyboard and target is not None:
            self.bring_into_sight(target)
            box = self._layout.box(target)
            middle = QPoint(box.x + box.width // 2, box.y - self._top + box.height // 2)
            where = self.viewport().mapToGlobal(middle)
        self.menu_asked.emit(self.target, where)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """While it was hidden the filmstrip may have asked for something else."""
        super().showEvent(event)
        self._asked = None
        self._sight_changed()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The frame lights up."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The frame goes dim."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _target_place(self) -> int | None:
        return self._selection.target

    def _plan(self) -> Plan:
        return Plan(self._layout.edge, self.devicePixelRatioF())

    def _colour(self) -> None:
        look = self._look
        self._backdrop = QColor(look.backdrop)
        self._band_edge, self._band_fill = QColor(look.accent), QColor(look.accent)
        self._band_fill.setAlpha(40)
        self._headings = HeadingPainter(look, self._words, self.font())
        self._marks: dict[tuple[int, float], Marks] = {}
        self._laid_out()

    def _laid_out(self) -> None:
        plan = self._plan()
        key = plan.mark, plan.ratio
        if key not in self._marks:
            self._marks[key] = Marks(self._look, *key)
        self._cells = CellPainter(self._look, plan, self._marks[key])
        if (target := self._selection.target) is not None:
            self._column = self._layout.place(target)[1]

    def _sight_changed(self) -> None:
        seen, plan = self._seen, self._cells.plan
        if self._is_going_down:
            ahead = self._photos[seen.stop : seen.stop + len(seen)]
        else:
            ahead = self._photos[max(seen.start - len(seen), 0) : seen.start][::-1]
        sight = Sight(self._photos[seen.start : seen.stop], ahead, plan.pixels, plan.ratio)
        self._places = dict(zip(sight.visible, seen, strict=True))
        if sight != self._asked:
            self._asked = sight
            self._contents.look(sight)

    def _arrived(self, photos: Collection[int]) -> None:
        """Paint those of them that are in sight."""
        if not isValid(self):
            return  # Qt has deleted it already; Python has not yet.
        places = [self._places[photo] for photo in photos if photo in self._places]
        if len(places) > _MANY:
            self.viewport().update()
        else:
            for place in places:
                self._repaint(place)

    def _repaint(self, place: int) -> None:
        row = self._contents.row(self._photos[place])
        beside = 0 if row is None or row.stack is None else 1  # Its neighbours may be tied to it.
        around = max(_AROUND, beside * self._spacing.gap)
        for each in range(max(place - beside, 0), min(place + beside, len(self._photos) - 1) + 1):
            box = self._layout.box(each)
            self.viewport().update(
                box.x - around, box.y - self._top - around, box.width + 2 * around, box.height + 2 * around
            )

    def _step(self, way: Step, *, control: bool, shift: bool) -> None:
        """Move, move without choosing, or stretch what is chosen."""
        selection, column = self._selection, self._column
        if not self._photos:
            return
        if selection.target is None and way not in (Step.FIRST, Step.LAST):
            place = self.visible.start
        else:
            place = step(self._layout, way, selection.target or 0, column, self.page)
        if shift:
            self.choose(selection.extended(place, adding=control))
        else:
            self.choose(selection.moved(place) if control else selection.only(place))
        if way.is_upright and selection.target is not None:
            self._column = column
        self.bring_into_sight(place)

    def _adopt(self, selection: Selection, was: int | None, *, is_other: bool) -> None:
        self._selection = selection
        if self.target != was:
            self.target_changed.emit(self.target)
        if is_other:
            self.selection_changed.emit()
        if self.target != was or is_other:
            place, photos = selection.target, len(self._photos)
            told = "" if place is None else place_in_words(place + 1, photos, len(selection))
            self.setAccessibleDescription(told)
        self.viewport().update()
