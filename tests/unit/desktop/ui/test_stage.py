"""The stage: how lists by time are cut, and when shelves are not what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import collecting, correcting, deciding, discarding, stacking
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads import spread
from imalink_desktop.catalog.reads.days import days
from imalink_desktop.catalog.reads.spread import Spread
from imalink_desktop.catalog.touched import Row
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.ui.grid.cutting import HOUR, Cut, Cutting
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.listing import Pinned, lacking, listed, piled
from imalink_desktop.ui.stage import Shown, Stage

BEGIN = datetime(2024, 6, 1, 23, 0)
HOURS = (0, 0.5, 2, 30, 31, 700, None)
"""When photos were taken, after the beginning; of the last nobody knows."""


@pytest.fixture
def library(qapp: QApplication, tmp_path: Path) -> Iterator[Library]:
    del qapp
    with Catalog.open(tmp_path) as catalog, Previews.open(tmp_path, cold_budget=0) as previews:
        catalog.transact(Op.REGISTER, _fill, by_machine=True)
        with QtRoom() as room:
            library = Library(catalog, previews, room)
            yield library
            library.close()


@pytest.fixture
def stage(library: Library) -> Iterator[Stage]:
    stage = Stage(library)
    yield stage
    stage.close()


@pytest.fixture
def settle(library: Library, qtbot: QtBot) -> Callable[[], None]:
    room = library.room
    assert isinstance(room, QtRoom)
    return lambda: qtbot.waitUntil(lambda: not any(desk.left for desk in room._desks) and not room.tickets)


def _fill(writer: Writer, first: int = 1) -> None:
    for number, hours in enumerate(HOURS, first):
        taken = None if hours is None else (BEGIN + timedelta(hours=hours)).isoformat(timespec="seconds")
        photo: Row = {"id": number, "uid": f"{number:032}", "taken_at": taken, "added_at": "2024-07-01"}
        writer.insert(Photo, [{**photo, "rating": number % 3, "flag": number % 3 - 1}])


def cut(shown: Shown) -> dict[str, list[int]]:
    assert shown.sections is not None
    sections = shown.sections
    return {
        title: list(shown.photos[sections.firsts[place] : sections.firsts[place + 1]])
        for place, title in enumerate(sections.titles)
    }


def test_days_are_the_usual_and_months_need_no_other_list(stage: Stage, settle: Callable[[], None]) -> None:
    stage.show()
    settle()
    assert cut(stage.shown) == {
        "2024-07-01": [6],
        "2024-06-03": [5, 4],
        "2024-06-02": [3],
        "2024-06-01": [2, 1],
        "": [7],
    }
    photos = stage.shown.photos
    stage.cut(Cutting(Cut.MONTHS))
    assert stage.shown.photos is photos
    assert cut(stage.shown) == {"2024-07": [6], "2024-06": [5, 4, 3, 2, 1], "": [7]}


def test_events_are_read_once_and_cut_again_at_once(stage: Stage, settle: Callable[[], None]) -> None:
    listed, recut = list[Shown](), list[Shown]()
    stage.listed.connect(listed.append)
    stage.recut.connect(recut.append)
    stage.cut(Cutting(Cut.EVENTS, 4 * HOUR))
    stage.show()
    settle()
    assert list(cut(stage.shown).values()) == [[6], [5, 4], [3, 2, 1], [7]]
    assert list(cut(stage.shown))[2] == "2024-06-01T23:00/2024-06-02T01:00"
    stage.cut(Cutting(Cut.EVENTS, HOUR))
    assert list(cut(stage.shown).values()) == [[6], [5, 4], [3], [2, 1], [7]]
    assert (len(listed), len(recut)) == (1, 1)
    stage.cut(Cutting(Cut.HOURS))
    assert list(cut(stage.shown)) == [
        "2024-07-01T03",
        "2024-06-03T06",
        "2024-06-03T05",
        "2024-06-02T01",
        "2024-06-01T23",
        "",
    ]
    stage.cut(Cutting())
    assert len(cut(stage.shown)) == 5
    assert len(listed) == 1


def test_a_gap_that_changes_while_the_list_is_on_its_way_counts(
    stage: Stage, settle: Callable[[], None]
) -> None:
    stage.show()
    settle()
    for hours in (1, 2, 30, 24 * 60):
        stage.cut(Cutting(Cut.EVENTS, hours * HOUR))
    settle()
    assert list(cut(stage.shown).values()) == [[6, 5, 4, 3, 2, 1], [7]]
    assert stage.shown.cutting == stage.cutting


def test_the_cut_goes_with_the_query_and_the_order(stage: Stage, settle: Callable[[], None]) -> None:
    stage.cut(Cutting(Cut.EVENTS, 4 * HOUR))
    stage.show(parse("rating>=1"), Sort(By.TIME, descending=False))
    settle()
    assert list(cut(stage.shown).values()) == [[1, 2], [4, 5], [7]]
    stage.show(sort=Sort(By.NAME))
    settle()
    assert stage.shown.sections is None


def test_shelves_of_flags_begin_with_the_picked(stage: Stage, settle: Callable[[], None]) -> None:
    stage.show(sort=Sort(By.FLAG))
    settle()
    assert cut(stage.shown) == {"pick": [5, 2], "none": [4, 1, 7], "reject": [6, 3]}
    stage.show(sort=Sort(By.FLAG, descending=False))
    settle()
    assert cut(stage.shown) == {"reject": [3, 6], "none": [1, 4, 7], "pick": [2, 5]}


@pytest.mark.parametrize("by", [By.RATING, By.FLAG])
def test_who_decides_loses_no_photo_until_it_is_sorted_anew(
    library: Library, stage: Stage, settle: Callable[[], None], by: By
) -> None:
    told = list[bool]()
    stage.aged.connect(told.append)
    stage.show(sort=Sort(by))
    settle()
    before = stage.shown
    library.do(partial(deciding.rate, photos=[3], stars=5))
    library.do(partial(deciding.flag, photos=[3], value=Flag.PICKED))
    settle()
    assert stage.shown is before
    assert (stage.is_old, told) == (True, [True])
    stage.refresh()
    settle()
    assert (stage.is_old, told) == (False, [True, False])
    assert 3 in cut(stage.shown)["5" if by is By.RATING else "pick"]


def test_days_do_not_grow_old_by_decisions(
    library: Library, stage: Stage, settle: Callable[[], None]
) -> None:
    stage.show()
    settle()
    library.do(partial(deciding.rate, photos=[3], stars=5))
    settle()
    assert not stage.is_old


def test_photos_that_come_one_by_one_are_all_there_in_the_end(
    library: Library, stage: Stage, qtbot: QtBot
) -> None:
    stage.cut(Cutting(Cut.EVENTS))
    stage.show()
    for round_ in range(1, 6):
        first = round_ * len(HOURS) + 1
        library.catalog.transact(Op.REGISTER, partial(_fill, first=first), by_machine=True)
    qtbot.waitUntil(lambda: len(stage.shown.photos) == 6 * len(HOURS))
    assert stage.shown.newest == 6 * len(HOURS)


def test_a_photo_that_is_dated_anew_lies_in_another_event(
    library: Library, stage: Stage, settle: Callable[[], None]
) -> None:
    stage.cut(Cutting(Cut.EVENTS))
    stage.show()
    settle()
    library.do(partial(correcting.shift_time, photos=[6], by=timedelta(hours=-669)))
    settle()
    assert list(cut(stage.shown).values()) == [[6, 5, 4], [3, 2, 1], [7]]


def told(shown: Shown) -> tuple[object, ...]:
    """All that can be seen of a list; stacks without their numbers, for one that is foreseen has none yet."""
    piles = shown.piles
    members = [
        [shown.photos[place] for place in piles.places[piles.begins[pile] : piles.begins[pile + 1]]]
        for pile in range(len(piles.stacks))
    ]
    sections = None if shown.sections is None else (list(shown.sections.titles), shown.sections.firsts)
    return shown.photos, shown.days, shown.shelves, shown.moments, members, sections


@pytest.mark.parametrize("cutting", [Cutting(), Cutting(Cut.EVENTS)])
@pytest.mark.parametrize("by", [By.TIME, By.RATING, By.FLAG, By.NAME])
@pytest.mark.parametrize("gone", [(3,), (1, 2), (6, 7), tuple(range(1, 8)), (99,)])
def test_what_is_foreseen_of_photos_that_go_is_what_is_found_after(
    library: Library,
    stage: Stage,
    settle: Callable[[], None],
    cutting: Cutting,
    by: By,
    gone: tuple[int, ...],
) -> None:
    library.do(partial(stacking.stack, photos=[2, 3, 5]))
    stage.cut(cutting)
    stage.show(sort=Sort(by))
    settle()
    foreseen = lacking(stage.shown, gone)
    library.do(partial(discarding.discard, photos=gone))
    settle()
    assert told(foreseen) == told(stage.shown)


def test_what_is_foreseen_of_a_stack_is_what_is_found_after(
    library: Library, stage: Stage, settle: Callable[[], None]
) -> None:
    library.do(partial(stacking.stack, photos=[4, 5]))
    library.do(partial(stacking.stack, photos=[6, 1, 7]))
    stage.show()
    settle()
    foreseen = piled(stage.shown, (3, 5, 7))
    library.do(partial(stacking.stack, photos=[3, 5, 7]))
    settle()
    found = stage.shown
    assert told(foreseen) == told(found)
    assert told(foreseen)[4] == [[6, 1], [3, 5, 7]]
    assert piled(found, (3, 5, 7)) is found
    assert piled(found, (3,)) is found


def test_what_is_foreseen_is_not_undone_by_a_list_that_was_asked_for_before(
    stage: Stage, settle: Callable[[], None]
) -> None:
    stage.show()
    settle()
    over = stage.foresee(partial(lacking, gone=(3,)))
    assert 3 not in stage.shown.photos
    stage.refresh()
    settle()
    assert 3 not in stage.shown.photos
    over(False)
    settle()
    assert 3 in stage.shown.photos


def test_what_was_decided_about_stays_where_it_is_until_the_list_is_asked_for_anew(
    library: Library, stage: Stage, settle: Callable[[], None]
) -> None:
    stage.cut(Cutting(Cut.EVENTS))
    stage.show(parse("rating:0 or rating:1"))
    settle()
    before = stage.shown
    library.do(partial(deciding.rate, photos=[3, 4], stars=5))
    library.do(partial(deciding.rate, photos=[6], stars=1))
    library.do(partial(discarding.discard, photos=[4]))
    settle()
    assert told(stage.shown) == told(lacking(before, (4,)))
    library.do(Catalog.undo)
    settle()
    assert told(stage.shown) == told(before)
    stage.refresh()
    settle()
    assert 3 not in stage.shown.photos
    assert 4 not in stage.shown.photos
    assert 6 in stage.shown.photos


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("by", [By.RATING, By.FLAG])
def test_on_shelves_each_stays_on_its_own_while_others_come_and_go(
    library: Library, stage: Stage, settle: Callable[[], None], by: By, descending: bool
) -> None:
    stage.show(sort=Sort(by, descending=descending))
    settle()
    before = stage.shown
    library.do(partial(deciding.rate, photos=[1, 3], stars=5))
    library.do(partial(deciding.flag, photos=[1, 6], value=Flag.PICKED))
    library.do(partial(discarding.discard, photos=[4]))
    settle()
    assert told(stage.shown) == told(lacking(before, (4,)))
    assert stage.is_old
    library.do(Catalog.undo)
    library.do(Catalog.undo)
    settle()
    assert told(stage.shown) == told(before)


def test_what_is_taken_out_of_a_collection_that_is_shown_goes_though_it_was_decided_about(
    library: Library, stage: Stage, settle: Callable[[], None]
) -> None:
    library.do(partial(collecting.create, name="Best"))
    library.do(partial(collecting.add, collection=1, photos=[2, 3, 4]))
    stage.show(parse('collection:"Best"'))
    settle()
    library.do(partial(deciding.rate, photos=[3], stars=5))
    library.do(partial(collecting.remove, collection=1, photos=[3]))
    settle()
    assert set(stage.shown.photos) == {2, 4}


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("text", ["", "rating>=1"], ids=["all", "some"])
def test_a_list_is_as_photos_lie_now_whatever_was_read_of_it_before(
    stage: Stage,
    settle: Callable[[], None],
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    few: int,
) -> None:
    monkeypatch.setattr(spread, "FEW", few)
    assert days.__kwdefaults__
    monkeypatch.setitem(days.__kwdefaults__, "few", few)
    catalog, query = library.catalog, parse(text)
    for act in (
        lambda: deciding.rate(catalog, [2], 5),
        lambda: stacking.stack(catalog, [5, 2]),
        lambda: discarding.discard(catalog, [4]),
        lambda: correcting.set_time(catalog, [7], BEGIN),
        catalog.undo,
        catalog.undo,
        lambda: stacking.unstack(catalog, [5]),
        lambda: catalog.transact(Op.REGISTER, partial(_fill, first=11), by_machine=True),
    ):
        stage.show(query)
        settle()
        act()
        settle()
        stage.show(query)
        settle()
        with catalog.reading() as look:
            afresh = listed(look, query, Sort(), Cutting(), frozenset(), Pinned(), Spread())
        assert told(stage.shown) == told(afresh)


def test_a_list_is_of_one_piece_though_nobody_has_been_told_of_a_commit_yet(library: Library) -> None:
    catalog, before = library.catalog, Spread()
    acts: tuple[Callable[[], object], ...] = (
        lambda: catalog.transact(Op.REGISTER, partial(_fill, first=11), by_machine=True),
        lambda: discarding.discard(catalog, [4]),
    )
    for act in acts:
        with catalog.reading() as look:
            before.by_time(look)
        act()
        with catalog.reading() as look:
            found, afresh = (
                listed(look, parse(""), Sort(), Cutting(), frozenset(), Pinned(), one)
                for one in (before, Spread())
            )
        assert told(found) == told(afresh)
