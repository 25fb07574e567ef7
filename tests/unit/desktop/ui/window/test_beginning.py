"""The first photos of a library: the beginning of the list is shown until somebody takes it in hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.touched import Row
from imalink_desktop.ui.bringing.errand import Errand
from tests.drawing.card import draw_card

A_PORTION = 200
NOON = datetime(2026, 1, 1, 12)


@pytest.fixture
def program(opened: Callable[[Paths], Program], tmp_path: Path) -> Program:
    """A library in which there is nothing yet."""
    return opened(Paths.below(tmp_path / "home"))


def _arrive(writer: Writer, first: int) -> None:
    rows: list[Row] = [
        {
            "id": number,
            "uid": f"{number:032}",
            "added_at": "2026-01-01",
            "taken_at": (NOON + timedelta(hours=number)).isoformat(),
        }
        for number in range(first, first + A_PORTION)
    ]
    writer.insert(Photo, rows)


def arrive(qtbot: QtBot, program: Program, first: int) -> None:
    """A portion of an import; each is of a later day than the one before."""
    program.catalog.transact(Op.REGISTER, partial(_arrive, first=first), by_machine=True)
    last = first + A_PORTION - 1
    qtbot.waitUntil(lambda: last in program.stage.shown.photos and program.stage.answered)


@pytest.mark.parametrize("descending", [True, False], ids=["the newest first", "the oldest first"])
def test_the_first_import_ends_where_the_list_begins(
    program: Program, qtbot: QtBot, tmp_path: Path, descending: bool
) -> None:
    program.stage.show(sort=Sort(By.TIME, descending=descending))
    draw_card(tmp_path / "card", 300, size=(96, 64))
    program.importer.bring(Errand((tmp_path / "card",)))
    qtbot.waitUntil(lambda: not program.room.tickets and program.stage.answered)
    grid = program.centre.grid
    assert len(grid.photos) > len(grid.visible)
    assert (grid.top, grid.visible.start) == (0, 0)
    assert grid.target == grid.photos[0]


def test_what_somebody_has_taken_in_hand_stays_where_it_is(program: Program, qtbot: QtBot) -> None:
    arrive(qtbot, program, 1)
    grid = program.centre.grid
    assert grid.target == A_PORTION
    QTest.keyClick(grid, Qt.Key.Key_Right)
    arrive(qtbot, program, 1 + A_PORTION)
    assert grid.target == A_PORTION - 1
    assert grid.selection.target in grid.visible
    assert grid.top > 0


def test_a_click_anywhere_is_a_hand(program: Program, qtbot: QtBot) -> None:
    arrive(qtbot, program, 1)
    QTest.mouseClick(program.window.statusBar(), Qt.MouseButton.LeftButton)
    arrive(qtbot, program, 1 + A_PORTION)
    assert program.centre.grid.target == A_PORTION


def test_what_was_typed_before_the_first_photo_came_was_meant_for_none(
    program: Program, qtbot: QtBot
) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_Shift)
    arrive(qtbot, program, 1)
    arrive(qtbot, program, 1 + A_PORTION)
    assert program.centre.grid.target == 2 * A_PORTION


def test_a_library_with_photos_is_left_as_it_is_looked_at(
    opened: Callable[[Paths], Program], paths: Paths, qtbot: QtBot
) -> None:
    program = opened(paths)
    was = program.centre.grid.target
    arrive(qtbot, program, 1000)
    assert program.centre.grid.target == was
