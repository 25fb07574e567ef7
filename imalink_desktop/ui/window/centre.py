"""The middle of the window: the grid, one photo in the loupe, or some beside each other.

While there is nothing yet it says what to do next.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from functools import partial
from itertools import chain, islice

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from imalink_desktop.catalog.reads.piles import Piles
from imalink_desktop.ui.grid.contents import LibraryContents
from imalink_desktop.ui.grid.selection import Selection, find
from imalink_desktop.ui.grid.view import GridView
from imalink_desktop.ui.grid.words import Words
from imalink_desktop.ui.loupe.filmstrip import Filmstrip
from imalink_desktop.ui.loupe.pictures import Pictures
from imalink_desktop.ui.loupe.view import LoupeView
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.survey.choice import MOST
from imalink_desktop.ui.survey.view import SurveyView
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.window.beside import Beside
from imalink_desktop.ui.window.folding import Folded, Opened, fold
from imalink_desktop.ui.window.framing import Listed, first_of, seat_after, seats
from imalink_desktop.ui.window.headings import heading_in_words
from imalink_desktop.ui.window.looks import grid_look, loupe_look
from imalink_desktop.ui.window.strip import StripPictures
from imalink_desktop.ui.wording import _, number


class Centre(QStackedWidget):
    """Tells the stage what is chosen; where one photo is looked at, that is the one."""

    view_changed = Signal(str)
    """`grid`, `loupe` or `survey`."""
    menu_asked = Signal(QPoint)
    visible_changed = Signal(int, int)
    """The places of the stage's list that the grid shows."""
    said = Signal(str)
    """Why something cannot be seen."""

    def __init__(
        self,
        stage: Stage,
        contents: LibraryContents,
        pictures: Pictures,
        pictures_beside: Pictures,
        empty: QWidget,
    ) -> None:
        super().__init__()
        self._stage = stage
        self._contents = contents
        self._photos: array[int] = array("q")
        self._opened = Opened()
        self._listed = Listed()
        self._is_listing = False
        self._looked_at: int | None = None
        """The photo that had the frame last by somebody's hand: not because the list was another one."""
        self._left = "grid"
        """What was looked through before there was nothing to see."""
        self.grid = GridView(contents, look=grid_look(current()), words=_words())
        self.loupe = LoupeView(pictures, look=loupe_look(current()))
        self.strip = Filmstrip(StripPictures(contents), look=loupe_look(current()))
        self.survey = SurveyView(pictures_beside, look=loupe_look(current()))
        self._beside = Beside(self.survey)
        self._empty = empty
        self._single = _below_each_other(self.loupe, self.strip)
        for page in (self.grid, self._single, self.survey, empty):
            self.addWidget(page)
        self._connections = (
            stage.listed.connect(self._show),
            stage.recut.connect(self._cut),
            stage.touched.connect(lambda _: self._hold()),
            self._beside.target.connect(self._aim),
            self._beside.ended.connect(lambda _: self._turn_to("grid")),
        )
        self.grid.selection_changed.connect(self._chosen)
        self.grid.target_changed.connect(self._chosen)
        self.grid.opened.connect(lambda _photo: self.look_at("loupe"))
        self.grid.menu_asked.connect(lambda _photo, where: self.menu_asked.emit(where))
        self.grid.visible_changed.connect(self._seen)
        self.loupe.next_wanted.connect(lambda: self.step(1))
        self.loupe.previous_wanted.connect(lambda: self.step(-1))
        self.strip.wanted.connect(self._walk_to)
        self.survey.menu_asked.connect(self.menu_asked.emit)

    @property
    def folded(self) -> Folded:
        """What the grid shows: the stage's list with its stacks folded."""
        return self._listed.folded

    @property
    def view(self) -> str:
        """Which view is shown."""
        page = self.currentWidget()
        return "loupe" if page is self._single else "survey" if page is self.survey else "grid"

    def look_at(self, view: str) -> None:
        """Show the grid, or the photo with the frame."""
        if view == "loupe" and not self._photos:
            return
        if view == "loupe" and self.grid.target is None:
            self.grid.choose(self.grid.selection.only(max(self.grid.visible.start, 0)))
        self._turn_to(view)

    def survey_chosen(self) -> None:
        """Show what is chosen beside each other."""
        photos = self.grid.hit()
        if len(photos) < 2:
            self.said.emit(_("Select several photos first: they are shown beside each other."))
            return
        if len(photos) > MOST:
            self.said.emit(_("The first {n} of them are shown.").format(n=number(MOST)))
        target = self.grid.target
        self._turn_to("survey")
        self._beside.survey(photos, photos[0] if target is None else target)

    def compare(self) -> None:
        """Show the two that are chosen, or the target and the one after it."""
        places = list(islice(chain.from_iterable(self.grid.selection.runs), 2))
        if len(places) < 2:
            first = places[0] if places else self.grid.selection.target or 0
            places = [first, first + 1 if first + 1 < len(self._photos) else first - 1]
        if len(self._photos) < 2:
            self.said.emit(_("It takes two photos to compare."))
            return
        self._compare(*places)

    @property
    def compared(self) -> tuple[int, int] | None:
        """The best and its candidate, while two are compared."""
        return self._beside.compared

    def compare_photos(self, best: int, candidate: int) -> None:
        """Show these two, as far as they are in the list."""
        places = [find(self._photos, photo) for photo in (best, candidate)]
        if None not in places:
            self._compare(*(place for place in places if place is not None))

    def _compare(self, best: int, candidate: int) -> None:
        self._turn_to("survey")
        self._beside.compare(self._photos, best, candidate)

    def zoom_by(self, steps: int) -> None:
        """Nearer, or larger; or back."""
        if self.view == "grid":
            self.grid.zoom(steps)
        else:
            self._looked_through.zoom_by(steps)

    def toggle_zoom(self) -> None:
        """Fit or full size; from the grid, in the loupe."""
        if self.view == "grid":
            self.look_at("loupe")
        self._looked_through.toggle_zoom()

    def cycle_words(self) -> None:
        """More or less is written over the picture."""
        self._looked_through.cycle_words()

    def step(self, by: int) -> None:
        """Go to the next photo, or so many on, or back.

        Of several that are chosen, in the loupe to the next of them, and in the grid on from the last.
        """
        if self.view == "survey":
            self._beside.step(by)
            return
        selection = self.grid.selection
        if not self._photos:
            return
        if selection.target is None:
            self._go_to(max(self.grid.visible.start, 0))
            return
        place = selection.target
        if self.view == "loupe" and len(selection) > 1:
            self._walk_to(selection.along(place, by))
            return
        if self.view == "grid" and selection.runs:
            place = selection.runs[-1].stop - 1 if by > 0 else selection.runs[0].start
        self._go_to(max(0, min(place + by, len(self._photos) - 1)))

    def advance(self) -> None:
        """What was decided about has been: on to the next."""
        self.step(1)

    def leave_stack(self) -> None:
        """On to what comes after the whole stack."""
        place = self.grid.selection.target
        pile = None if place is None else self.folded.pile_at(place)
        if pile is None or self.folded.piles.stacks[pile] not in self._opened:
            self.step(1)
        else:
            self._go_to(min(self.folded.cover(pile) + self.folded.size(pile), len(self._photos) - 1))

    def take_focus(self) -> None:
        """The keyboard is for the photos again."""
        pages: dict[str, QWidget] = {"loupe": self.loupe, "survey": self.survey}
        page = self._empty if self.currentWidget() is self._empty else pages.get(self.view, self.grid)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_photo(self, photo: int) -> bool:
        """Bring a photo under the eye, if it is in the list; of a closed stack the top."""
        if (place := find(self._stage.shown.photos, photo)) is not None:
            self.show_place(place)
        return place is not None

    def show_again(self, photos: Collection[int]) -> None:
        """Bring one of these under the eye, now or as soon as it is in the list.

        That is the first, unless one of them has the frame already.
        """
        photo = first_of(self._stage.shown.photos, photos) or min(photos, default=None)
        self._looked_at = self.grid.target if self.grid.target in photos else photo
        place = None if self._looked_at is None else self._listed.seat(self._looked_at)
        if place is None:
            return
        if self.view == "survey":
            self._beside.relist(self._photos, self._listed.seat, self._looked_at)
        else:
            self._walk_to(place)

    def show_place(self, place: int) -> None:
        """Bring a place of the stage's list into sight."""
        if 0 <= place < len(self._stage.shown.photos):
            self._go_to(self.folded.seat(place))

    @property
    def opened(self) -> Opened:
        """Which stacks are open."""
        return self._opened

    def open_stacks(self, opened: Opened) -> None:
        """Open these, and close the others."""
        if opened != self._opened:
            self._opened = opened
            self._show(self._stage.shown)
            if self.grid.selection.target is not None:
                self.grid.bring_into_sight(self.grid.selection.target)

    def middle(self) -> QPoint:
        """Where on the screen the photo with the frame is: for what pops up about it."""
        if self.view == "grid" and self.grid.selection.target is not None:
            self.grid.bring_into_sight(self.grid.selection.target)
            box = self.grid.layout_now.box(self.grid.selection.target)
            spot = QPoint(box.x + box.width // 2, box.y - self.grid.top + box.height // 2)
            return self.grid.viewport().mapToGlobal(spot)
        return self.mapToGlobal(self.rect().center())

    def wear_theme(self) -> None:
        """The palette is another one."""
        self.grid.set_look(grid_look(current()))
        self.loupe.set_look(loupe_look(current()))
        self.strip.set_look(loupe_look(current()))
        self.survey.set_look(loupe_look(current()))

    def close_down(self) -> None:
        """Hear no more."""
        for connection in self._connections:
            connection.disconnect()

    def _show(self, shown: Shown) -> None:
        before, grid, target = self._listed, self.grid, self.grid.target
        near, seen = grid.selection.target or 0, grid.selection.target in grid.visible
        # On the shelves of the rating view each photo stands by itself: there the keepers are chosen.
        piles = shown.piles if shown.shelves is None else Piles()
        after = self._listed = Listed(shown, fold(shown.photos, piles, self._opened))
        self._photos = after.folded.photos
        self._stage.fold(len(shown.photos) - len(self._photos))
        looked_at = [photo for photo in (self._looked_at, target) if photo is not None]
        self._is_listing = True
        grid.set_photos(self._photos, self.folded.cut(shown.sections), seats(looked_at, before, after, near))
        if shown.photos and grid.selection.target is None:
            # A key always has something to hit, and the frame shows what.
            grid.choose(grid.selection.moved(0))
        is_asked = (shown.query, shown.sort) != (before.shown.query, before.shown.sort)
        if grid.selection.target is not None and grid.target != target and (seen or is_asked):
            grid.bring_into_sight(grid.selection.target)
        if not shown.photos:
            self._turn_to("empty")
        elif self.currentWidget() is self._empty:
            self._turn_to(self._left)
        elif self.view == "loupe" and grid.selection.target is not None:
            self._show_single(grid.selection.target)
        elif self.view == "survey":
            stands = partial(seat_after, before=before, after=after, near=near)
            self._beside.relist(self._photos, stands, self._looked_at)
        self._is_listing = False
        self._tell()

    def _cut(self, shown: Shown) -> None:
        if (sections := self.folded.cut(shown.sections)) is not None:
            self.grid.set_sections(sections)

    @property
    def _looked_through(self) -> LoupeView | SurveyView:
        return self.survey if self.view == "survey" else self.loupe

    def _aim(self, photo: int) -> None:
        """The frame goes there; several that are chosen in the grid stay so if it is one of them."""
        selection = self.grid.selection
        place = find(self._photos, photo, near=selection.target or 0)
        if place is not None and place != selection.target:
            self.grid.choose(selection.walked(place))
        self._chosen()

    def _seen(self, first: int, last: int) -> None:
        seen = self.folded.in_whole(range(max(first, 0), last + 1))
        self.visible_changed.emit(seen.start if seen else -1, seen.stop - 1)

    def _turn_to(self, view: str) -> None:
        pages: dict[str, QWidget] = {"grid": self.grid, "loupe": self._single, "survey": self.survey}
        page = pages.get(view, self._empty)
        if page is self._empty and self.currentWidget() is not page:
            self._left = "loupe" if self.view == "loupe" else "grid"
        focused: QWidget | None = self.window().focusWidget()
        is_typed = isinstance(focused, QLineEdit | QPlainTextEdit) and not self.isAncestorOf(focused)
        if view == "loupe" and self.grid.selection.target is not None:
            self._show_single(self.grid.selection.target)
        if self.view == "survey" and view != "survey":
            self._beside.end()
            if self.grid.selection.target is not None:
                self.grid.bring_into_sight(self.grid.selection.target)
        self.setCurrentWidget(page)
        if not is_typed:
            (self.loupe if view == "loupe" else page).setFocus(Qt.FocusReason.OtherFocusReason)
        self._chosen()
        self.view_changed.emit(self.view)

    def _show_single(self, place: int) -> None:
        self.loupe.set_photos(self._photos, place)
        self.strip.set_photos(self._photos, place)

    def _walk_to(self, place: int) -> None:
        self.grid.choose(self.grid.selection.walked(place))
        self.grid.bring_into_sight(place)

    def _go_to(self, place: int) -> None:
        self.grid.choose(self.grid.selection.only(place))
        self.grid.bring_into_sight(place)

    def _chosen(self, _target: object = None) -> None:
        """Somebody's hand chose, unless it comes of another list; that is told when all of it is done."""
        if not self._is_listing:
            self._hold()
            self._tell()

    def _hold(self) -> None:
        self._looked_at = self.grid.target

    def _tell(self) -> None:
        """Where a photo is looked at a key hits that one, and no other that is chosen in the grid."""
        target = self.grid.target
        if self.view != "grid":
            place = self.grid.selection.target
            if place is not None and self.view == "loupe":
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
    tip = _("Click to select these photos; with Ctrl these too, with Shift all up to here")
    return Words(_("Photos"), heading_in_words, tip)


__all__ = ["Centre", "Selection"]
