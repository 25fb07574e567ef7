"""One photo, large: real widgets, real keys, real pixels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.catalog.commands import correcting, deciding
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.loupe.overlay import Words
from imalink_desktop.ui.loupe.pictures import Pictures
from imalink_desktop.ui.loupe.view import LoupeView
from imalink_desktop.ui.loupe.zoom import FIT, Mode, place
from tests.drawing import CORNERS, corners, png, scene
from tests.unit.desktop.jobs.waiting import until
from tests.unit.desktop.ui.loupe.library import Library, settle

Rgb = tuple[int, int, int]


@pytest.fixture
def view(library: Library, window: Room) -> Iterator[LoupeView]:
    pictures = Pictures(window, library.enlarger)
    view = LoupeView(pictures)
    view.resize(600, 400)
    view.set_words(Words.NONE)
    view.show()
    yield view
    pictures.close()
    view.close()
    view.deleteLater()


def seen(view: LoupeView, room: Room | None) -> QImage:
    """What is on the screen when everything has come; or without a room, at this moment."""
    if room is not None:
        settle(room, view._pictures)
    return view.grab().toImage()


def colour(image: QImage, x: int, y: int) -> Rgb:
    found = image.pixelColor(x, y)
    return found.red(), found.green(), found.blue()


def name(image: QImage, x: int, y: int) -> str:
    here = colour(image, x, y)
    return min(CORNERS, key=lambda name: sum(abs(a - b) for a, b in zip(here, CORNERS[name], strict=True)))


def names(view: LoupeView, room: Room) -> tuple[str, ...]:
    image = seen(view, room)
    left, right, top, bottom = 210, 390, 110, 290
    return tuple(name(image, x, y) for y in (top, bottom) for x in (left, right))


def roll(view: LoupeView, steps: int, at: QPoint) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, steps * 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_an_empty_list_says_so(view: LoupeView, window: Room) -> None:
    view.set_photos([])
    settle(window, view._pictures)
    assert view.photo is None
    assert colour(seen(view, window), 5, 5) == (0x1B, 0x1B, 0x1B)


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        (0, ("red", "green", "blue", "yellow")),
        (90, ("blue", "red", "yellow", "green")),
        (180, ("yellow", "blue", "green", "red")),
        (270, ("green", "yellow", "red", "blue")),
    ],
)
def test_a_photo_is_shown_as_the_photographer_turned_it(
    library: Library, view: LoupeView, window: Room, degrees: int, expected: tuple[str, ...]
) -> None:
    library.add([corners(1200, 1200)])
    correcting.turn(library.catalog, [1], degrees)
    view.set_photos([1])
    settle(window, view._pictures)
    assert names(view, window) == expected


def test_a_photo_is_shown_as_the_photographer_cut_it(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(1200, 1200)])
    correcting.crop(library.catalog, [1], correcting.Crop(0.5, 0.0, 0.5, 0.5))
    view.set_photos([1])
    settle(window, view._pictures)
    assert set(names(view, window)) == {"green"}
    correcting.turn(library.catalog, [1], 90)
    view.set_photos([1])
    settle(window, view._pictures)
    assert set(names(view, window)) == {"green"}


def test_at_one_to_one_a_pixel_of_the_photo_is_a_pixel_of_the_screen(
    library: Library, view: LoupeView, window: Room
) -> None:
    photo = scene(2000, 1500)
    library.add_files([png(photo)], [photo.size])
    view.set_photos([1])
    settle(window, view._pictures)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    image = seen(view, window)
    assert view.zoom.scale == 1
    placed = place(view.zoom, photo.size, (600, 400))
    assert abs(placed.left + 700) < 3
    for x, y in ((0, 0), (599, 0), (300, 200), (17, 399), (598, 398)):
        assert colour(image, x, y) == photo.getpixel((x - placed.left, y - placed.top))


def test_a_click_goes_to_one_to_one_and_back(library: Library, view: LoupeView, window: Room) -> None:
    library.add([scene(2000, 1500)])
    view.set_photos([1])
    settle(window, view._pictures)
    view.toggle_zoom()
    assert (view.zoom.mode, view.zoom.scale) == (Mode.FREE, 1)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton)
    assert view.zoom == FIT


def test_the_wheel_zooms_at_the_pointer(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(3000, 2000)])
    view.set_photos([1])
    settle(window, view._pictures)
    for _ in range(12):
        roll(view, 1, QPoint(590, 10))
    assert set(names(view, window)) == {"green"}
    for _ in range(40):
        roll(view, 1, QPoint(590, 10))
    assert view.zoom.scale == 8
    assert set(names(view, window)) == {"green"}


def test_dragging_moves_the_picture_and_is_no_click(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(3000, 2000)])
    view.set_photos([1])
    settle(window, view._pictures)
    view.toggle_zoom()
    for corner in (QPoint(-3000, -3000), QPoint(9000, 9000)):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
        QTest.mouseMove(view, QPoint(300, 200) + corner)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 200) + corner)
        assert view.zoom.scale == 1
        assert set(names(view, window)) == {"yellow" if corner.x() < 0 else "red"}


def test_zoom_and_place_are_kept_for_the_next_photo(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(3000, 2000), corners(3000, 2000), corners(2000, 3000)])
    view.set_photos([1, 2, 3])
    settle(window, view._pictures)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(590, 390))
    before = view.zoom
    for at in (1, 2):
        view.show_at(at)
        settle(window, view._pictures)
        assert view.zoom == before
        assert set(names(view, window)) == {"yellow"}


def test_the_arrows_ask_for_another_photo(library: Library, view: LoupeView, window: Room) -> None:
    library.add([scene(300, 200)] * 3)
    view.set_photos([1, 2, 3], 1)
    settle(window, view._pictures)
    asked: list[str] = []
    view.next_wanted.connect(lambda: asked.append("next"))
    view.previous_wanted.connect(lambda: asked.append("previous"))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    assert asked == ["next", "previous"]
    assert view.photo == 2


def test_it_goes_from_a_few_words_to_all_to_none(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(1200, 800)])
    view.set_photos([1])
    settle(window, view._pictures)
    pictures = [seen(view, window)]
    for words in (Words.SHORT, Words.FULL, Words.NONE):
        view.cycle_words()
        assert view.words is words
        pictures.append(seen(view, window))
    assert pictures[0] == pictures[3]
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]


def test_stars_are_painted_as_soon_as_they_are_given(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(1200, 800)])
    view.set_words(Words.SHORT)
    view.set_photos([1])
    settle(window, view._pictures)
    before = seen(view, window)
    view._pictures.changed(deciding.rate(library.catalog, [1], 3))
    assert seen(view, window) != before


def test_what_is_away_is_marked_even_without_words(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(1200, 800)])
    library.hatch(1)
    view.set_photos([1])
    settle(window, view._pictures)
    before = seen(view, window)
    library.is_connected = False
    view._pictures.renew_all()
    assert seen(view, window) != before
    assert colour(seen(view, window), 300, 200) == colour(before, 300, 200)


def test_a_photo_of_which_there_is_nothing_has_a_calm_place_with_the_reason(
    library: Library, view: LoupeView, window: Room
) -> None:
    library.add([corners(1200, 800)])
    library.is_connected = False
    view.set_photos([1])
    settle(window, view._pictures)
    assert view.on_screen == 1
    assert colour(seen(view, window), 300, 100) == (0x30, 0x30, 0x30)


def test_the_whole_screen_is_black_behind_the_photo(library: Library, view: LoupeView, window: Room) -> None:
    library.add([corners(400, 1200)])
    view.set_photos([1])
    settle(window, view._pictures)
    view.showFullScreen()
    QApplication.processEvents()
    assert colour(seen(view, window), 2, view.height() // 2) == (0, 0, 0)


def test_the_old_picture_stays_until_there_is_something_of_the_next(library: Library, window: Room) -> None:
    library.add([corners(1200, 800), corners(1200, 800)] + [scene(60, 40)] * 40)
    for number in (1, 42):
        library.hatch(number)
    pictures = Pictures(window, library.enlarger)
    view = LoupeView(pictures)
    view.resize(600, 400)
    view.set_words(Words.NONE)
    view.show()
    view.set_photos(list(range(1, 43)))
    until(window, lambda: len(pictures.shots(1)) == 2)
    before = seen(view, None)
    view.show_at(41)
    assert (view.photo, view.on_screen) == (42, 1)
    assert seen(view, None) == before
    until(window, lambda: view.on_screen == 42)
    assert pictures.shots(42)
    pictures.close()
    view.close()
    view.deleteLater()


def test_those_who_hear_the_window_are_told_the_photo_and_its_stars(
    library: Library, view: LoupeView, window: Room
) -> None:
    library.add([scene(300, 200), scene(300, 200)])
    deciding.rate(library.catalog, [2], 3)
    deciding.flag(library.catalog, [2], Flag.PICKED)
    view.set_photos([1, 2], 1)
    settle(window, view._pictures)
    assert view.accessibleDescription() == "2.jpg, 2 / 2, 3 stars, picked"
