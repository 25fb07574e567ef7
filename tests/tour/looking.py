"""The second part of the walk: photos, in all the ways to look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.ui.scrubber.going import GoToDate
from tests.tour.arriving import drag_over
from tests.tour.furnishing import STACK
from tests.tour.originals import TRIP
from tests.tour.rest import rest, turn
from tests.tour.walk import View, Walk

_USUAL = 180


def walk_looking(walk: Walk) -> None:
    """See the grid, the ways through time, and single photos."""
    walk.see(
        (
            View("grid", "The grid; the frame shows what a key will hit.", _grid_of(_USUAL, 4)),
            View("grid-small", "Small cells.", _grid_of(96, 20)),
            View("grid-large", "Large cells.", _grid_of(320, 3)),
            View("selection", "Several are chosen: keys and the inspector are for all of them.", _several),
            View("days", "The timeline by days.", _cut("days")),
            View("hours", "The timeline by hours.", _cut("hours")),
            View("events", "The timeline by events: a pause begins the next one.", _cut("events")),
            View("stack", "An open stack.", _stack),
            View("seen-by", "Who may see it.", _levels),
            View("drop-more", "Something is dragged over photos.", _dragged),
            View("undo", "What was undone is said.", _undone),
            View("rating", "The rating view: by stars, for choosing the keepers.", _by_stars),
            View("scrubber", "Dragging through the years.", _dragging),
            View("date", "Going to a date.", _going),
            View("loupe", "One photo, and those beside it.", _loupe()),
            View("overlay", "Facts on the picture.", _overlay),
            View("zoom", "Every pixel.", _loupe(is_full=True)),
            View("compare", "Two photos through one zoom.", _beside("compare", 3, 4)),
            View("survey", "A handful beside each other.", _beside("survey", 2, 3, 4, 5, 6)),
            View("full-screen", "The photo alone.", _full_screen),
            View("panels", "All panels hidden.", _bare),
        )
    )


def choose(walk: Walk, *places: int) -> None:
    """Choose these in the grid; the last has the frame."""
    grid = walk.program.centre.grid
    selection = grid.selection.only(places[0])
    for place in places[1:]:
        selection = selection.toggled(place)
    grid.choose(selection)


def _grid_of(cell: int, place: int) -> Callable[[Walk], AbstractContextManager[None]]:
    @contextmanager
    def show(walk: Walk) -> Iterator[None]:
        walk.program.centre.grid.set_cell_size(cell)
        walk.program.centre.show_place(0)
        walk.program.centre.show_place(place)
        walk.program.centre.take_focus()
        yield
        walk.program.centre.grid.set_cell_size(_USUAL)

    return show


@contextmanager
def _several(walk: Walk) -> Iterator[None]:
    choose(walk, 1, 3, 4, 5, 8)
    yield
    choose(walk, 0)


def _cut(by: str) -> Callable[[Walk], AbstractContextManager[None]]:
    @contextmanager
    def show(walk: Walk) -> Iterator[None]:
        walk.program.actions[f"cut {by}"].trigger()
        rest(walk.program)
        walk.program.centre.show_place(0)
        yield
        walk.program.actions["cut months"].trigger()
        rest(walk.program)
        walk.program.centre.show_place(0)

    return show


@contextmanager
def _stack(walk: Walk) -> Iterator[None]:
    choose(walk, STACK)
    walk.program.centre.show_photo(walk.program.stage.shown.photos[STACK])
    rest(walk.program)
    walk.program.actions["open stack"].trigger()
    yield
    walk.program.actions["open stack"].trigger()
    rest(walk.program)
    walk.program.centre.show_place(0)


@contextmanager
def _levels(walk: Walk) -> Iterator[None]:
    choose(walk, 1, 2)
    walk.program.actions["visibility"].trigger()
    rest(walk.program)
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMenu) and widget.isVisible():
            widget.close()
    choose(walk, 0)


@contextmanager
def _dragged(walk: Walk) -> Iterator[None]:
    leave = drag_over(walk.program.window, walk.originals / TRIP)
    yield
    leave()


def _beside(action: str, *places: int) -> Callable[[Walk], AbstractContextManager[None]]:
    @contextmanager
    def show(walk: Walk) -> Iterator[None]:
        choose(walk, *places)
        walk.program.actions[action].trigger()
        yield
        walk.program.actions["grid"].trigger()
        choose(walk, 0)

    return show


@contextmanager
def _undone(walk: Walk) -> Iterator[None]:
    choose(walk, 1, 2, 3)
    walk.program.actions["rate 5"].trigger()
    rest(walk.program)
    walk.program.actions["undo"].trigger()
    yield
    choose(walk, 0)


@contextmanager
def _by_stars(walk: Walk) -> Iterator[None]:
    walk.program.stage.show(sort=Sort(By.RATING))
    rest(walk.program)
    walk.program.centre.show_place(0)
    yield
    walk.program.stage.show(sort=Sort())
    rest(walk.program)
    walk.program.centre.show_place(0)


@contextmanager
def _dragging(walk: Walk) -> Iterator[None]:
    drag_strip(walk, 0.62)
    yield
    drop_strip(walk, 0.62)
    walk.program.centre.show_place(0)


def drag_strip(walk: Walk, part: float) -> None:
    """Press the strip of time and go along it."""
    strip = walk.program._scrubber
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(strip, left, pos=QPoint(int(strip.width() * 0.2), strip.height() // 2))
    for step in (0.3, 0.45, part):
        QTest.mouseMove(strip, QPoint(int(strip.width() * step), strip.height() // 2))
        turn()


def drop_strip(walk: Walk, part: float) -> None:
    """Let go of it."""
    strip = walk.program._scrubber
    place = QPoint(int(strip.width() * part), strip.height() // 2)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=place)
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))


@contextmanager
def _going(walk: Walk) -> Iterator[None]:
    walk.program.actions["go to date"].trigger()
    field = next(one for one in QApplication.topLevelWidgets() if isinstance(one, GoToDate))
    field.findChildren(QLineEdit)[0].setText("June 2023")
    yield
    field.close()
    turn()


def _loupe(*, is_full: bool = False) -> Callable[[Walk], AbstractContextManager[None]]:
    @contextmanager
    def show(walk: Walk) -> Iterator[None]:
        walk.program.centre.show_place(3)
        walk.program.actions["loupe"].trigger()
        rest(walk.program)
        if is_full:
            walk.program.actions["zoom"].trigger()
        yield
        if is_full:
            walk.program.actions["zoom"].trigger()
        walk.program.actions["grid"].trigger()

    return show


@contextmanager
def _overlay(walk: Walk) -> Iterator[None]:
    with _loupe()(walk):
        loupe = walk.program.centre.loupe
        before = loupe.words
        walk.program.actions["overlay"].trigger()
        yield
        loupe.set_words(before)


@contextmanager
def _full_screen(walk: Walk) -> Iterator[None]:
    walk.program.centre.show_place(3)
    walk.program.actions["full screen"].trigger()
    yield
    walk.program.actions["full screen"].trigger()
    walk.program.window.resize(*walk.size)
    walk.program.actions["grid"].trigger()


@contextmanager
def _bare(walk: Walk) -> Iterator[None]:
    walk.program.actions["panels"].trigger()
    yield
    walk.program.actions["panels"].trigger()
