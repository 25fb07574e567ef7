"""A key hits the photo that has the frame, and that is where somebody looks, whatever changes the list."""

from __future__ import annotations

from array import array
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.touched import Row
from tests.unit.desktop.ui.grid.library import STACKED
from tests.unit.desktop.ui.window.conftest import PHOTOS
from tests.unit.desktop.ui.window.settling import settle
from tests.unit.desktop.ui.window.test_deciding import at, said

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
TOP, *INSIDE = STACKED
FAR = 10
"""A place with plain photos around it."""


def press(program: Program, *keys: Qt.Key, with_: Qt.KeyboardModifier = NONE) -> None:
    """Keys as fast as hands can: nobody waits for what they do."""
    centre = program.centre
    for key in keys:
        page = {"loupe": centre.loupe, "survey": centre.survey}.get(centre.view, centre.grid)
        QTest.keyClick(page, key, with_)


def search(qtbot: QtBot, program: Program, text: str) -> None:
    program.stage.show(parse(text))
    settle(qtbot, program)


def trash(program: Program) -> set[int]:
    with program.catalog.reading() as look:
        return {row.id for row in look.execute(select(Photo.id).where(Photo.trashed_at.is_not(None)))}


def import_(qtbot: QtBot, program: Program) -> None:
    """As an import tells of it: the list is found again."""
    row: Row = {"uid": "f" * 32, "taken_at": "2030-01-01T10:00:00", "added_at": "2030-01-01"}
    before = len(program.stage.shown.photos)

    def work(writer: Writer) -> None:
        writer.insert(Photo, [row])

    program.library.do(lambda catalog: catalog.transact(Op.REGISTER, work, by_machine=True))
    qtbot.waitUntil(lambda: len(program.stage.shown.photos) == before + 1)
    settle(qtbot, program)


@pytest.mark.parametrize("view", ["grid", "loupe"])
def test_photos_thrown_away_quickly_are_as_many_as_the_keys(
    qtbot: QtBot, program: Program, view: str
) -> None:
    program.centre.show_place(FAR)
    program.centre.look_at(view)
    photos = list(program.stage.shown.photos[FAR : FAR + 10])
    press(program, *[Key.Key_Delete] * 8, Key.Key_P)
    assert program.stage.current == photos[8]
    settle(qtbot, program)
    assert trash(program) == set(photos[:8])
    assert said(program, photos[8])[1] == 1
    assert (program.stage.current, program.centre.view) == (photos[8], view)
    assert len(program.stage.shown.photos) == PHOTOS - 8


def test_what_comes_back_from_the_trash_quickly_makes_room_for_the_next(
    qtbot: QtBot, program: Program
) -> None:
    photos = list(program.stage.shown.photos[FAR : FAR + 3])
    program.centre.grid.choose(program.centre.grid.selection.only(FAR).extended(FAR + 2))
    press(program, Key.Key_Delete)
    search(qtbot, program, "is:trashed")
    program.centre.show_place(0)
    press(program, Key.Key_Delete, with_=SHIFT)
    press(program, Key.Key_P)
    settle(qtbot, program)
    assert trash(program) == set(photos[1:])
    assert [said(program, photo)[1] for photo in photos[:2]][1] == 1


def test_what_is_stacked_is_hit_at_its_top_alone_at_once(qtbot: QtBot, program: Program) -> None:
    photos = list(program.stage.shown.photos[FAR : FAR + 3])
    program.centre.grid.choose(program.centre.grid.selection.only(FAR).extended(FAR + 2))
    press(program, Key.Key_0)
    press(program, Key.Key_G, with_=CONTROL)
    press(program, Key.Key_5)
    settle(qtbot, program)
    assert [said(program, photo)[0] for photo in photos] == [5, 0, 0]
    assert program.stage.current == photos[0]
    press(program, Key.Key_S)
    assert list(program.centre.grid.photos[FAR : FAR + 3]) == photos


def test_what_could_not_be_thrown_away_is_there_again(qtbot: QtBot, program: Program) -> None:
    search(qtbot, program, "is:trashed or rating>=0")
    program.centre.show_place(3)
    photo = program.stage.current
    press(program, Key.Key_Delete)
    settle(qtbot, program)
    assert program.stage.current == photo
    assert len(program.stage.shown.photos) == PHOTOS


def test_after_comparing_a_key_hits_what_has_the_frame(qtbot: QtBot, program: Program) -> None:
    press(program, Key.Key_Home, Key.Key_Right, Key.Key_Left, Key.Key_C, Key.Key_Escape)
    assert program.centre.view == "grid"
    current = program.stage.current
    assert list(program.stage.photos) == [current] == [at(program, 1)]
    press(program, Key.Key_X)
    settle(qtbot, program)
    assert said(program, at(program, 1))[1] == -1


@pytest.mark.parametrize("whole", [False, True])
def test_in_the_loupe_the_next_photo_comes_where_one_is_thrown_away_and_it_comes_back(
    qtbot: QtBot, program: Program, whole: bool
) -> None:
    program.centre.show_place(FAR)
    program.centre.look_at("loupe")
    if whole:
        program.window.toggle_full_screen()
    photo, after = at(program, FAR), at(program, FAR + 1)
    press(program, Key.Key_Delete)
    settle(qtbot, program)
    assert (program.centre.view, program.centre.loupe.photo, program.stage.current) == ("loupe", after, after)
    press(program, Key.Key_Z, with_=CONTROL)
    settle(qtbot, program)
    assert (program.centre.view, program.centre.loupe.photo, program.stage.current) == ("loupe", photo, photo)


def test_who_has_gone_on_meanwhile_is_not_taken_back(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(FAR)
    search(qtbot, program, f"-file:{at(program, FAR)}.picture")
    press(program, Key.Key_Right)
    current = program.stage.current
    search(qtbot, program, "")
    assert program.stage.current == current


def test_the_loupe_comes_back_with_the_photos(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(FAR)
    photo = program.stage.current
    program.centre.look_at("loupe")
    search(qtbot, program, "nothingofthekind")
    assert program.stage.current is None
    search(qtbot, program, "")
    assert (program.centre.view, program.centre.loupe.photo, program.stage.current) == ("loupe", photo, photo)


def test_what_was_decided_about_stays_under_the_eye_while_photos_come(qtbot: QtBot, program: Program) -> None:
    search(qtbot, program, "rating:0")
    program.centre.show_place(1)
    program.centre.look_at("loupe")
    photos = list(program.stage.shown.photos)
    press(program, Key.Key_4)
    settle(qtbot, program)
    import_(qtbot, program)
    assert program.stage.current == program.centre.loupe.photo == photos[1]
    assert list(program.stage.shown.photos)[1:] == photos
    program.stage.refresh()
    settle(qtbot, program)
    assert photos[1] not in program.stage.shown.photos


def test_undoing_does_not_sort_the_shelves_anew(qtbot: QtBot, program: Program) -> None:
    program.actions["rating view"].trigger()
    settle(qtbot, program)
    program.centre.show_place(8)
    before = list(program.stage.shown.photos)
    press(program, *[Key.Key_1] * 3, with_=SHIFT)
    settle(qtbot, program)
    press(program, Key.Key_Z, with_=CONTROL)
    settle(qtbot, program)
    assert list(program.stage.shown.photos) == before
    import_(qtbot, program)
    shown = program.stage.shown
    assert [photo for photo in shown.photos if photo in before] == before
    assert shown.shelves is not None
    assert sum(count for _, count in shown.shelves) == PHOTOS + 1
    program.stage.refresh()
    settle(qtbot, program)
    assert [photo for photo in program.stage.shown.photos if photo in before] != before


def test_a_candidate_that_is_thrown_away_makes_room_for_the_next(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(FAR)
    a, b, c, d = (at(program, FAR + by) for by in range(4))
    press(program, Key.Key_C)
    press(program, Key.Key_Delete)
    settle(qtbot, program)
    assert (program.centre.view, program.centre.survey._photos) == ("survey", (a, c))
    assert list(program.stage.photos) == [c]
    program.centre._beside._point(0)
    press(program, Key.Key_Delete)
    settle(qtbot, program)
    assert program.centre.survey._photos == (c, d)
    assert trash(program) == {a, b}


def test_a_photo_that_comes_back_stands_beside_the_others_again(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    grid.choose(grid.selection.only(FAR).extended(FAR + 2))
    chosen = tuple(grid.hit())
    press(program, Key.Key_N)
    press(program, Key.Key_Left, Key.Key_Delete)
    settle(qtbot, program)
    assert program.centre.survey._photos == (chosen[0], chosen[2])
    press(program, Key.Key_Z, with_=CONTROL)
    settle(qtbot, program)
    assert program.centre.survey._photos == chosen
    assert list(program.stage.photos) == [chosen[1]]


@pytest.mark.parametrize("searches", [["nothingofthekind"], ["file:20.picture", "file:21.picture"]])
def test_when_all_photos_are_back_the_frame_is_where_it_was_and_in_sight(
    qtbot: QtBot, program: Program, searches: list[str]
) -> None:
    program.window.resize(900, 500)
    grid = program.centre.grid
    press(program, *[Key.Key_PageDown] * 50)
    photo = program.stage.current
    assert photo not in (20, 21)
    for text in searches:
        search(qtbot, program, text)
    assert program.stage.current in (None, 21)
    search(qtbot, program, "")
    assert program.stage.current == photo
    assert list(program.stage.photos) == [photo]
    assert grid.selection.target in grid.visible


def test_the_next_of_a_stack_takes_the_place_of_its_top(qtbot: QtBot, program: Program) -> None:
    program.centre.show_photo(TOP)
    press(program, Key.Key_Delete)
    assert program.stage.current == INSIDE[0]
    settle(qtbot, program)
    assert program.stage.current == INSIDE[0]
    press(program, Key.Key_Delete)
    settle(qtbot, program)
    assert program.stage.current == INSIDE[1]
    assert trash(program) == {TOP, INSIDE[0]}


def test_in_the_loupe_arrows_walk_among_what_is_chosen_and_let_none_of_it_go(program: Program) -> None:
    grid = program.centre.grid
    grid.choose(grid.selection.only(2).toggled(5).toggled(9))
    chosen = grid.hit()
    press(program, Key.Key_E)
    seen = [program.stage.current]
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Right):
        press(program, key)
        seen.append(program.stage.current)
        assert list(program.stage.photos) == [program.stage.current]
    assert [grid.photos.index(photo or 0) for photo in seen] == [9, 5, 2, 2, 5]
    press(program, Key.Key_G)
    assert program.stage.photos == chosen == array("q", [grid.photos[place] for place in (2, 5, 9)])
    program.centre.look_at("loupe")
    program.centre.strip.wanted.emit(7)
    press(program, Key.Key_G)
    assert list(program.stage.photos) == [grid.photos[7]]


def test_the_frame_does_not_leave_what_is_chosen(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    grid.choose(grid.selection.only(FAR).toggled(FAR + 2))
    left, gone = at(program, FAR), grid.target
    assert gone is not None
    search(qtbot, program, f"-file:{gone}.picture")
    assert list(program.stage.photos) == [left] == [program.stage.current]


def test_what_somebody_else_decides_does_not_move_the_list(qtbot: QtBot, program: Program) -> None:
    before = program.stage.shown
    program.library.do(partial(deciding.rate, photos=[3], stars=5))
    settle(qtbot, program)
    assert program.stage.shown is before
