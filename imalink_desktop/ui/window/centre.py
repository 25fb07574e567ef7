"""The middle of the window: the grid, or one photo in the loupe with the filmstrip below; and nothing yet."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from imalink_desktop.ui.grid.contents import LibraryContents
from imalink_desktop.ui.grid.selection import Selection, find
from imalink_desktop.ui.grid.view import GridView
from imalink_desktop.ui.grid.words import Words
from imalink_desktop.ui.loupe.filmstrip import Filmstrip
from imalink_desktop.ui.loupe.pictures import Pictures
from imalink_desktop.ui.loupe.view import LoupeView
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.window.headings import heading_in_words
from imalink_desktop.ui.window.looks import grid_look, loupe_look
from imalink_desktop.ui.window.strip import StripPictures
from imalink_desktop.ui.wording import _, many, number


class Centre(QStackedWidget):
    """Tells the stage what is chosen; where one photo is looked at, that is the one."""

    view_changed = Signal(str)
    """`grid` or `loupe`."""
    menu_asked = Signal(QPoint)
    full_screen_wanted = Signal()
    visible_changed = Signal(int, int)
    """The places of the list that the grid shows."""

    def __init__(self, stage: Stage, contents: LibraryContents, pictures: Pictures, empty: QWidget) -> None:
        super().__init__()
        self._stage = stage
        self._contents = contents
        self._photos: array[int] = array("q")
        self.grid = GridView(contents, look=grid_look(current()), words=_words())
        self.loupe = LoupeView(pictures, look=loupe_look(current()))
        self.strip = Filmstrip(StripPictures(contents), look=loupe_look(current()))
        self._empty = empty
        self._single = _below_each_other(self.loupe, self.strip)
        for page in (self.grid, self._single, empty):
            self.addWidget(page)
        self._connections = (stage.listed.connect(self._show),)
        self.grid.selection_changed.connect(self._chosen)
        self.grid.target_changed.connect(self._chosen)
        self.grid.opened.connect(lambda _photo: self.look_at("loupe"))
        self.grid.menu_asked.connect(lambda _photo, where: self.menu_asked.emit(where))
        self.grid.visible_changed.connect(self.visible_changed.emit)
        self.loupe.next_wanted.connect(lambda: self.step(1))
        self.loupe.previous_wanted.connect(lambda: self.step(-1))
        self.loupe.full_screen_wanted.connect(self.full_screen_wanted.emit)
        self.strip.wanted.connect(self._go_to)

    @property
    def view(self) -> str:
        """Which view is shown."""
        return "loupe" if self.currentWidget() is self._single else "grid"

    def look_at(self, view: str) -> None:
        """Show the grid, or the photo with the frame."""
        if view == "loupe" and not self._photos:
            return
        if view == "loupe" and self.grid.target is None:
            self.grid.choose(self.grid.selection.only(max(self.grid.visible.start, 0)))
        self._turn_to(view)

    def step(self, by: int) -> None:
        """Go to the next photo, or back; in the grid from the last of those that are chosen."""
        selection = self.grid.selection
        if not self._photos:
            return
        if selection.target is None:
            self._go_to(max(self.grid.visible.start, 0))
            return
        place = selection.target
        if self.view == "grid" and selection.runs:
            place = selection.runs[-1].stop - 1 if by > 0 else selection.runs[0].start
        self._go_to(max(0, min(place + by, len(self._photos) - 1)))

    def advance(self) -> None:
        """What was decided about has been: on to the next."""
        self.step(1)

    def take_focus(self) -> None:
        """The keyboard is for the photos again."""
        (self.loupe if self.view == "loupe" else self.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_photo(self, photo: int) -> bool:
        """Bring a photo under the eye, if it is in the list."""
        return self.grid.show_photo(photo)

    def show_place(self, place: int) -> None:
        """Bring a place of the list into sight."""
        if 0 <= place < len(self._photos):
            self._go_to(place)

    def wear_theme(self) -> None:
        """The palette is another one."""
        self.grid.set_look(grid_look(current()))
        self.loupe.set_look(loupe_look(current()))
        self.strip.set_look(loupe_look(current()))

    def close_down(self) -> None:
        """Hear no more."""
        for connection in self._connections:
            connection.disconnect()

    def _show(self, shown: Shown) -> None:
        target = self.grid.target
        self._photos = shown.photos
        self.grid.set_photos(shown.photos, shown.sections)
        if shown.photos and self.grid.selection.target is None:
            # A key always has something to hit, and the frame shows what.
            self.grid.choose(self.grid.selection.moved(0))
        if not shown.photos:
            self._turn_to("empty")
        elif self.currentWidget() is self._empty:
            self._turn_to("grid")
        elif self.view == "loupe":
            place = None if target is None else find(shown.photos, target, near=0)
            if place is None:
                self._turn_to("grid")
            else:
                self._show_single(place)
        self._chosen()

    def _turn_to(self, view: str) -> None:
        page = {"grid": self.grid, "loupe": self._single, "empty": self._empty}[view]
        focused: QWidget | None = self.window().focusWidget()
        was_here = focused is None or self.isAncestorOf(focused)
        if view == "loupe" and self.grid.selection.target is not None:
            self._show_single(self.grid.selection.target)
        self.setCurrentWidget(page)
        if was_here:
            (self.loupe if view == "loupe" else page).setFocus(Qt.FocusReason.OtherFocusReason)
        self._chosen()
        self.view_changed.emit(self.view)

    def _show_single(self, place: int) -> None:
        self.loupe.set_photos(self._photos, place)
        self.strip.set_photos(self._photos, place)

    def _go_to(self, place: int) -> None:
        self.grid.choose(self.grid.selection.only(place))
        self.grid.bring_into_sight(place)

    def _chosen(self, _target: object = None) -> None:
        """In the loupe a key hits the photo that is seen, and no other that is chosen in the grid."""
        target = self.grid.target
        if self.view == "loupe":
            place = self.grid.selection.target
            if place is not None:
                self.loupe.show_at(place)
                self.strip.show_at(place)
            self._stage.choose(() if target is None else (target,), target)
        else:
            self._stage.choose(self.grid.hit(), target)


def _below_each_other(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is widgets[0] else 0)
    return page


def _words() -> Words:
    def place(at: int, photos: int, chosen: int) -> str:
        also = _(", {n} selected").format(n=number(chosen)) if chosen else ""
        return _("Photo {at} of {n}").format(at=number(at), n=number(photos)) + also

    count: Callable[[int], str] = lambda photos: many("{n} photo", "{n} photos", photos)  # noqa: E731
    return Words(name=_("Photos"), heading=heading_in_words, count=count, place=place)


__all__ = ["Centre", "Selection"]
