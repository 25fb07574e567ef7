"""Rows and pictures of a real library, as they come into sight."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import correcting, deciding, discarding
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.grid.contents import LibraryContents, Sight
from imalink_desktop.ui.grid.facts import Facts, among
from imalink_desktop.ui.grid.thumbnails import Thumbnails, Wish, decode, room_for
from tests.unit.desktop.ui.grid.conftest import PHOTOS
from tests.unit.desktop.ui.grid.library import HERE, NO_PREVIEW, OFFLINE, STACKED, drawn, uid

Library = tuple[Catalog, Previews]
Quiet = Callable[[], None]
EVERYTHING = range(1, PHOTOS + 1)


def sight(photos: range | list[int] = EVERYTHING, side: int = 200) -> Sight:
    return Sight(list(photos), (), (side, side))


def test_what_is_in_sight_comes_and_is_told(library: Library, window: Room, quiet: Quiet) -> None:
    contents, told = LibraryContents(window, *library), list[int]()
    contents.arrived.connect(told.extend)
    contents.look(sight())
    quiet()
    assert set(told) == set(EVERYTHING)
    for photo in EVERYTHING:
        row = contents.row(photo)
        assert row is not None
        assert row.id == photo
        has_one = photo != NO_PREVIEW and photo <= PHOTOS - 5
        assert (contents.picture(photo) is not None, contents.lacks_picture(photo)) == (has_one, not has_one)


def test_pictures_have_the_pixels_they_are_shown_in(library: Library, window: Room, quiet: Quiet) -> None:
    contents = LibraryContents(window, *library)
    for side in (100, 150, 240, 700):
        contents.look(Sight([1, 12], (), (side, side - 30), 1.5))
        quiet()
        picture = contents.picture(1)
        assert picture is not None
        assert picture.width() == side
        assert picture.devicePixelRatio() == 1.5
        assert picture.height() == pytest.approx(side * 2 / 3, abs=2)


def test_a_window_gets_its_pictures_from_workers(library: Library, window: Room, qtbot: QtBot) -> None:
    contents = LibraryContents(window, *library)
    contents.look(sight(side=240))
    qtbot.waitUntil(lambda: all(contents.picture(n) or contents.lacks_picture(n) for n in EVERYTHING))
    assert contents.picture(1) is not None
    contents.close()


def test_a_rating_is_shown_as_soon_as_it_is_told(library: Library, window: Room, quiet: Quiet) -> None:
    catalog, _ = library
    contents, told = LibraryContents(window, *library), list[int]()
    contents.look(sight())
    quiet()
    contents.arrived.connect(told.extend)
    changes = deciding.rate(catalog, [1], 4)
    contents.changed(changes)
    quiet()
    row = contents.row(1)
    assert row is not None
    assert row.rating == 4
    assert told == [1]


def test_what_is_out_of_sight_is_read_again_when_it_comes_back(
    library: Library, window: Room, quiet: Quiet
) -> None:
    catalog, _ = library
    facts = Facts(window, catalog)
    facts.want([1, 2])
    quiet()
    facts.want([3])
    quiet()
    facts.changed(deciding.rate(catalog, EVERYTHING, 3))
    quiet()
    old, seen = facts.get(1), facts.get(3)
    assert old is not None
    assert seen is not None
    assert seen.rating == 3
    facts.want([1])
    quiet()
    now = facts.get(1)
    assert now is not None
    assert now.rating == 3


def test_when_one_of_a_stack_goes_the_others_count_anew(library: Library, window: Room, quiet: Quiet) -> None:
    catalog, _ = library
    facts = Facts(window, catalog)
    facts.want(list(EVERYTHING))
    quiet()
    facts.changed(discarding.discard(catalog, [STACKED[0]]))
    quiet()
    sizes = [row.stack.size for photo in STACKED[1:] if (row := facts.get(photo)) and row.stack]
    assert sizes == [2, 2]


def test_a_drive_that_is_plugged_in_is_seen(library: Library, window: Room, quiet: Quiet) -> None:
    contents = LibraryContents(window, *library)
    contents.look(sight())
    quiet()
    rows = [contents.row(photo) for photo in (1, OFFLINE)]
    assert [row.badges.offline for row in rows if row] == [True, True]
    gray = contents.picture(1)
    assert gray is not None
    assert gray.toImage().allGray()
    contents.facts.set_online([HERE])
    quiet()
    rows = [contents.row(photo) for photo in (1, OFFLINE)]
    assert [row.badges.offline for row in rows if row] == [False, True]
    colourful = contents.picture(1)
    assert colourful is not None
    assert not colourful.toImage().allGray()


def test_a_turned_photo_shows_its_old_picture_until_the_new_one_is_there(
    library: Library, window: Room, qtbot: QtBot
) -> None:
    catalog, _ = library
    contents = LibraryContents(window, *library)
    contents.look(sight([1]))
    qtbot.waitUntil(lambda: contents.picture(1) is not None)
    before = contents.picture(1)
    assert before is not None
    seen = []
    contents.arrived.connect(lambda _: seen.append(contents.picture(1)))
    contents.changed(correcting.turn(catalog, [1], 90))
    assert contents.picture(1) is before
    qtbot.waitUntil(lambda: contents.picture(1) is not before)
    after = contents.picture(1)
    assert after is not None
    assert (after.width(), after.height()) == (before.height(), before.width())
    assert None not in seen
    contents.close()


def test_a_preview_that_was_made_later_replaces_what_was_missing(
    library: Library, window: Room, quiet: Quiet
) -> None:
    _, previews = library
    contents = LibraryContents(window, *library)
    contents.look(sight([NO_PREVIEW]))
    quiet()
    assert contents.lacks_picture(NO_PREVIEW)
    previews.put([Preview(uid(NO_PREVIEW), hot=drawn(1, 150, 100))])
    contents.thumbnails.renew([NO_PREVIEW])
    quiet()
    made = contents.picture(NO_PREVIEW)
    assert made is not None
    contents.look(sight([NO_PREVIEW]))
    quiet()
    assert contents.picture(NO_PREVIEW) is made


def test_memory_is_bounded_and_what_is_in_sight_is_kept(library: Library, window: Room, quiet: Quiet) -> None:
    _, previews = library
    one = 200 * 133 * 4
    thumbnails = Thumbnails(window, previews, budget=10 * one)
    for first in range(12, 40):
        thumbnails.want({photo: Wish(uid(photo), 0, 200, 200) for photo in range(first, first + 4)})
        quiet()
        assert thumbnails.bytes <= 10 * one
        assert all(thumbnails.get(photo) for photo in range(first, first + 4))
    assert thumbnails.get(36) is not None
    assert thumbnails.get(12) is None
    thumbnails.want({photo: Wish(uid(photo), 0, 200, 200) for photo in range(12, 50)})
    quiet()
    assert all(thumbnails.get(photo) for photo in range(12, 50))


def test_rows_are_forgotten_too(library: Library, window: Room, quiet: Quiet) -> None:
    facts = Facts(window, library[0], kept=10)
    for photo in EVERYTHING:
        facts.want([photo])
        quiet()
    assert [photo for photo in EVERYTHING if facts.get(photo)] == list(EVERYTHING)[-10:]


def test_what_has_scrolled_by_is_not_decoded(library: Library, window: Room, qtbot: QtBot) -> None:
    _, previews = library
    window.set_width(Lane.READING, 1)
    begun, hold = Event(), Event()

    def block(task: int) -> int:
        begun.set()
        assert hold.wait(30)
        return task

    blocker = window.desk(block, lambda _: None)
    blocker.submit(1, 1)
    assert begun.wait(30)
    thumbnails = Thumbnails(window, previews)
    for photo in range(12, 40):
        thumbnails.want({photo: Wish(uid(photo), 0, 200, 200)})
    hold.set()
    qtbot.waitUntil(lambda: thumbnails.get(39) is not None)
    assert [photo for photo in range(12, 39) if thumbnails.get(photo)] == []
    thumbnails.close()


def test_a_key_is_seen_at_once_and_the_truth_comes_after_it(
    library: Library, window: Room, quiet: Quiet
) -> None:
    catalog, _ = library
    facts = Facts(window, catalog)
    facts.want([1, 2])
    quiet()
    before = facts.get(1)
    assert before is not None
    facts.foresee([1, 999], lambda row: replace(row, rating=5))
    facts.set_online([HERE])
    quiet()
    assert [row.rating for photo in (1, 2) if (row := facts.get(photo))] == [5, 2]
    facts.settle([1])
    quiet()
    assert [row.rating for photo in (1, 2) if (row := facts.get(photo))] == [before.rating, 2]


def test_a_photo_that_has_gone_has_nothing_to_show(library: Library, window: Room, quiet: Quiet) -> None:
    contents = LibraryContents(window, *library)
    contents.look(sight([4711]))
    quiet()
    assert contents.row(4711) is None
    assert contents.picture(4711) is None


def test_pictures_are_turned_and_fit_into_their_room() -> None:
    jpeg = drawn(1, 90, 60)
    for turned, width, height in ((0, 30, 20), (90, 20, 30), (180, 30, 20), (270, 20, 30)):
        image = decode(jpeg, Wish(uid(1), turned, width, height))
        assert image is not None
        assert (image.width(), image.height()) == (width, height)


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize("damaged", [b"", b"no picture", drawn(1, 90, 60)[:300]])
def test_what_is_no_picture_is_none(damaged: bytes) -> None:
    image = decode(damaged, Wish(uid(1), 0, 30, 20))
    assert image is None or image.width() == 30


def test_a_picture_takes_no_more_room_than_it_deserves() -> None:
    assert room_for(6000, 4000, (200, 150)) == (200, 150)
    assert room_for(20, 10, (200, 150)) == (40, 40)
    assert room_for(None, None, (200, 150)) == (200, 150)


def test_those_of_a_million_that_are_known_are_found_whatever_the_million_is_kept_in() -> None:
    known = {3, 7, 2_000_000}
    many = range(5, 1_000_000)
    for photos in (many, array("q", many), frozenset(many), list(many)):
        assert among(known, photos) == [7]
    assert among(known, array("q", [7, 8])) == [7]
    assert among(known, array("q")) == among(set(), array("q", many)) == []
