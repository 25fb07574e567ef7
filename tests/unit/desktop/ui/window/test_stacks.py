"""Stacks in the window: closed they are one cell, opened where they stand, and no key hits what is hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.commands import stacking
from imalink_desktop.catalog.models import Photo
from tests.unit.desktop.ui.grid.library import STACKED
from tests.unit.desktop.ui.window.conftest import PHOTOS
from tests.unit.desktop.ui.window.settling import settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
TOP, *INSIDE = STACKED


def press(qtbot: QtBot, program: Program, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(program.centre.grid, key, modifiers or Qt.KeyboardModifier.NoModifier)
    settle(qtbot, program)


def shown(program: Program) -> list[int]:
    return list(program.centre.grid.photos)


def beside(program: Program) -> list[int]:
    """What is shown from the top of the stack on, as many as it has."""
    first = shown(program).index(TOP)
    return shown(program)[first : first + len(STACKED)]


def flags(program: Program) -> dict[int, int]:
    with program.catalog.reading() as look:
        return dict(look.execute(select(Photo.id, Photo.flag).where(Photo.id.in_(STACKED))).all())


def stars(program: Program) -> dict[int, int]:
    with program.catalog.reading() as look:
        return dict(look.execute(select(Photo.id, Photo.rating)).all())


@pytest.fixture
def at_stack(program: Program) -> Program:
    """The frame is on the closed stack."""
    assert program.centre.show_photo(TOP)
    return program


def test_a_closed_stack_is_one_cell_and_all_its_photos_are_counted(program: Program) -> None:
    assert len(shown(program)) == PHOTOS - len(INSIDE)
    assert not set(INSIDE) & set(shown(program))
    assert program.window.status.count == f"{PHOTOS} photos"


def test_a_key_opens_the_stack_where_it_stands_and_closes_it(qtbot: QtBot, at_stack: Program) -> None:
    top = at_stack.centre.grid.top
    press(qtbot, at_stack, Qt.Key.Key_S)
    assert beside(at_stack) == list(STACKED)
    assert at_stack.stage.current == TOP
    assert at_stack.centre.grid.top == top
    press(qtbot, at_stack, Qt.Key.Key_Right)
    assert at_stack.stage.current == INSIDE[0]
    press(qtbot, at_stack, Qt.Key.Key_S)
    assert at_stack.stage.current == TOP
    assert len(shown(at_stack)) == PHOTOS - len(INSIDE)


def test_where_there_is_no_stack_it_is_said(qtbot: QtBot, program: Program) -> None:
    program.centre.show_photo(PHOTOS)
    press(qtbot, program, Qt.Key.Key_S)
    assert "stack" in program.window.status.said
    press(qtbot, program, Qt.Key.Key_K)
    assert program.window.status.said == "No photo here lies in a stack."


def test_a_closed_stack_is_hit_at_its_top_alone_and_it_is_said(qtbot: QtBot, at_stack: Program) -> None:
    before = stars(at_stack)
    assert at_stack.window.status.stacks == "1 photo · stack of 3"
    wanted = 1 + before[TOP] % 5
    press(qtbot, at_stack, Qt.Key(Qt.Key.Key_0 + wanted))
    assert stars(at_stack) == {**before, TOP: wanted}
    press(qtbot, at_stack, Qt.Key.Key_S)
    assert at_stack.window.status.stacks == ""
    at_stack.actions["close stacks"].trigger()
    at_stack.actions["select all"].trigger()
    assert "1 stack" in at_stack.window.status.stacks


def test_all_are_opened_and_that_is_so_at_the_next_start(
    opened: Callable[[Paths], Program], paths: Paths
) -> None:
    first = opened(paths)
    first.actions["open stacks"].trigger()
    assert len(shown(first)) == PHOTOS
    first.close()
    second = opened(paths)
    assert len(shown(second)) == PHOTOS
    second.actions["close stacks"].trigger()
    assert len(shown(second)) == PHOTOS - len(INSIDE)


def test_one_is_kept_and_the_rest_rejected_and_the_next_photo_is_looked_at(
    qtbot: QtBot, at_stack: Program
) -> None:
    press(qtbot, at_stack, Qt.Key.Key_S)
    place = shown(at_stack).index(TOP)
    after = shown(at_stack)[place + len(STACKED)]
    press(qtbot, at_stack, Qt.Key.Key_Right)
    before = flags(at_stack)
    press(qtbot, at_stack, Qt.Key.Key_K, SHIFT)
    assert flags(at_stack) == {TOP: -1, INSIDE[0]: 1, INSIDE[1]: -1}
    assert at_stack.stage.current == after
    assert shown(at_stack)[place] == INSIDE[0]
    press(qtbot, at_stack, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert flags(at_stack) == before
    assert shown(at_stack)[place] == TOP


def test_what_is_stacked_folds_at_once_and_the_frame_is_on_top(qtbot: QtBot, program: Program) -> None:
    chosen = list(program.stage.shown.photos[:3])
    program.centre.grid.choose(program.centre.grid.selection.only(0).extended(2))
    press(qtbot, program, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(shown(program)) == PHOTOS - len(INSIDE) - 2)
    assert shown(program)[0] == program.stage.current == chosen[0]


def test_on_the_shelves_each_photo_stands_by_itself(qtbot: QtBot, program: Program) -> None:
    program.actions["rating view"].trigger()
    qtbot.waitUntil(lambda: program.stage.shown.shelves is not None)
    assert len(shown(program)) == PHOTOS


def test_a_photo_inside_a_closed_stack_is_found_at_its_top(program: Program) -> None:
    assert program.centre.show_photo(INSIDE[1])
    assert program.stage.current == TOP
    assert not program.centre.show_photo(4711)


def test_in_the_loupe_a_closed_stack_is_one_step(qtbot: QtBot, at_stack: Program) -> None:
    at_stack.centre.look_at("loupe")
    at_stack.centre.step(1)
    assert at_stack.stage.current not in STACKED
    at_stack.centre.step(-1)
    at_stack.actions["open stack"].trigger()
    assert at_stack.centre.view == "loupe"
    at_stack.centre.step(1)
    assert at_stack.stage.current == INSIDE[0]
    qtbot.waitUntil(lambda: not at_stack.room.tickets)


def test_the_machine_stacks_while_somebody_looks(qtbot: QtBot, program: Program) -> None:
    program.centre.show_photo(20)
    seen = stacking.Seen((30, 31, 32), stacking.StackKind.BURST, "three at once")
    program.library.do(lambda catalog: stacking.fold_seen(catalog, [seen]))
    qtbot.waitUntil(lambda: not {31, 32} & set(shown(program)))
    assert program.stage.current == 20
