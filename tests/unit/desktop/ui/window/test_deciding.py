"""One key, one decision, about what has the frame or is chosen; seen at once, and undone by one key."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.models import Photo
from tests.unit.desktop.ui.window.settling import settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def said(program: Program, photo: int) -> tuple[int, int, str | None]:
    with program.catalog.reading() as look:
        row = look.execute(select(Photo.rating, Photo.flag, Photo.label).where(Photo.id == photo)).one()
    return row.rating, row.flag, row.label


def press(qtbot: QtBot, program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(program.centre.grid, key, modifier or Qt.KeyboardModifier.NoModifier)
    settle(qtbot, program)


def at(program: Program, place: int) -> int:
    return program.stage.shown.photos[place]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Qt.Key.Key_4, (4, 0, None)),
        (Qt.Key.Key_P, (0, 1, None)),
        (Qt.Key.Key_X, (0, -1, None)),
        (Qt.Key.Key_6, (0, 0, "red")),
    ],
)
def test_a_key_decides_about_the_photo_with_the_frame(
    qtbot: QtBot, program: Program, key: Qt.Key, wanted: Sequence[object]
) -> None:
    program.centre.show_place(20)
    photo = at(program, 20)
    for blank in (Qt.Key.Key_0, Qt.Key.Key_U):
        press(qtbot, program, blank)
    before = said(program, photo)
    press(qtbot, program, key)
    after = said(program, photo)
    changed = [new if new != old else None for old, new in zip(before, after, strict=True)]
    assert [new for new in changed if new is not None] == [value for value in wanted if value]
    assert program.stage.current == photo


def test_with_shift_it_goes_on_to_the_next(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(3)
    press(qtbot, program, Qt.Key.Key_5, SHIFT)
    assert said(program, at(program, 3))[0] == 5
    assert program.stage.current == at(program, 4)


def test_going_on_by_itself_can_be_switched_on(qtbot: QtBot, program: Program) -> None:
    program.actions["advance"].setChecked(True)
    program.centre.show_place(3)
    press(qtbot, program, Qt.Key.Key_2)
    assert program.stage.current == at(program, 4)


def test_all_that_are_chosen_are_hit_and_it_is_said_how_many(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    program.actions["open stacks"].trigger()
    grid.choose(grid.selection.everything(len(grid.photos)))
    assert "40" in program.window.status.hits
    press(qtbot, program, Qt.Key.Key_3)
    assert {said(program, photo)[0] for photo in program.stage.shown.photos} == {3}
    press(qtbot, program, Qt.Key.Key_Z, CONTROL)
    assert {said(program, photo)[0] for photo in program.stage.shown.photos} != {3}
    assert "Undone" in program.window.status.said


def test_in_the_loupe_only_the_photo_that_is_seen_is_hit(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    grid.choose(grid.selection.everything(len(grid.photos)))
    before = [said(program, photo) for photo in program.stage.shown.photos]
    program.centre.look_at("loupe")
    QTest.keyClick(program.centre.loupe, Qt.Key.Key_1)
    settle(qtbot, program)
    after = [said(program, photo) for photo in program.stage.shown.photos]
    assert sum(old != new for old, new in zip(before, after, strict=True)) <= 1


def test_a_colour_given_twice_is_taken_away(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(22)
    photo = at(program, 22)
    qtbot.waitUntil(lambda: program.contents.row(photo) is not None)
    press(qtbot, program, Qt.Key.Key_9)
    qtbot.waitUntil(lambda: (row := program.contents.row(photo)) is not None and row.label == "blue")
    press(qtbot, program, Qt.Key.Key_9)
    assert said(program, photo)[2] is None


def test_stars_go_up_and_down_each_from_what_it_has(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(5)
    press(qtbot, program, Qt.Key.Key_4)
    press(qtbot, program, Qt.Key.Key_BracketRight)
    press(qtbot, program, Qt.Key.Key_BracketRight)
    assert said(program, at(program, 5))[0] == 5
    press(qtbot, program, Qt.Key.Key_BracketLeft)
    assert said(program, at(program, 5))[0] == 4


def test_undo_with_nothing_to_undo_says_so(qtbot: QtBot, program: Program) -> None:
    press(qtbot, program, Qt.Key.Key_Z, CONTROL)
    assert program.window.status.said == "There is nothing to undo."


@pytest.mark.parametrize("before", ["the window was painted", "the loupe was open"])
def test_what_could_not_be_written_is_not_shown_either(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    program.centre.show_place(3)
    photo = at(program, 3)
    if before == "the loupe was open":
        program.centre.look_at("loupe")
        program.centre.look_at("grid")
    else:
        program.window.resize(1300, 820)
        program.window.grab()
    rows = program.contents.facts
    qtbot.waitUntil(lambda: rows.get(photo) is not None)
    stars = said(program, photo)[0]
    told: list[object] = []
    program.library.trouble.connect(told.append)

    def full(*_: object, **__: object) -> None:
        raise Expected("The disk is full.")

    monkeypatch.setattr(program.catalog, "transact", full)
    wrong = stars % 5 + 1
    press(qtbot, program, Qt.Key(Qt.Key.Key_0 + wrong))
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: (row := rows.get(photo)) is not None and row.rating == stars)
