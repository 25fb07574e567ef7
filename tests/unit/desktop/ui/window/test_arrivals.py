"""Photos come while somebody looks: nothing moves, and a pill says so."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Folder, ImageFile, Photo, Reading
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.touched import Row
from imalink_desktop.ui.grid.cutting import Cut, Cutting
from imalink_desktop.ui.grid.geometry import LARGEST
from tests.unit.desktop.ui.window.conftest import PHOTOS


def _bring(writer: Writer, count: int, moment: str) -> None:
    for number in range(1000, 1000 + count):
        row: Row = {"id": number, "uid": f"{number:032}", "added_at": "2026-01-01"}
        writer.insert(Photo, [{**row, "taken_at": f"{moment}:{number % 60:02}"}])


def bring(qtbot: QtBot, program: Program, count: int, moment: str = "2026-01-01T10:00") -> None:
    program.catalog.transact(Op.REGISTER, partial(_bring, count=count, moment=moment), by_machine=True)
    qtbot.waitUntil(lambda: 999 + count in program.stage.shown.photos)
    qtbot.waitUntil(lambda: program.stage.answered and program._arrivals.is_settled)


def on_page(program: Program, photo: int) -> int:
    grid = program.centre.grid
    return grid.layout_now.box(grid.photos.index(photo)).y - grid.top


@pytest.mark.parametrize("cut", Cut)
def test_new_photos_move_nothing_and_the_pill_counts_them(qtbot: QtBot, program: Program, cut: Cut) -> None:
    program.stage.cut(Cutting(cut))
    qtbot.waitUntil(lambda: program.stage.answered)
    program.centre.grid.set_cell_size(LARGEST)
    program.centre.show_place(12)
    photo = program.centre.grid.target
    assert photo is not None
    where = on_page(program, photo)
    bring(qtbot, program, 34)
    assert on_page(program, photo) == where
    assert program.centre.grid.target == photo
    assert program._arrivals.words == "34 new"


def test_a_click_leads_to_the_newest_and_the_pill_goes(qtbot: QtBot, program: Program) -> None:
    program.centre.grid.set_cell_size(LARGEST)
    program.centre.show_place(30)
    bring(qtbot, program, 34)
    QTest.mouseClick(program._arrivals._go, Qt.MouseButton.LeftButton)
    assert program.centre.grid.target == 1019  # of the second 59
    assert program.centre.grid.selection.target in program.centre.grid.visible
    assert program._arrivals.words == ""


def test_where_the_oldest_come_first_the_newest_are_below(qtbot: QtBot, program: Program) -> None:
    program.stage.show(sort=Sort(By.TIME, descending=False))
    qtbot.waitUntil(lambda: program.stage.answered)
    program.centre.grid.set_cell_size(LARGEST)
    bring(qtbot, program, 8)
    assert program._arrivals.words == "8 new"
    program.actions["new photos"].trigger()
    assert program.centre.grid.target == program.stage.shown.photos[-1]


def test_several_that_are_chosen_stay_so(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    grid.set_cell_size(LARGEST)
    program.centre.show_place(30)
    grid.choose(grid.selection.extended(34))
    chosen = list(program.stage.photos)
    bring(qtbot, program, 5)
    program.actions["new photos"].trigger()
    assert list(program.stage.photos) == chosen
    assert grid.target is not None
    assert grid.target >= 1000


def test_what_is_scrolled_into_sight_is_new_no_more(qtbot: QtBot, program: Program) -> None:
    grid = program.centre.grid
    grid.set_cell_size(240)
    program.centre.show_place(PHOTOS - 10)
    bring(qtbot, program, 2)
    assert program._arrivals.words == "2 new"
    grid.scroll_to(0)
    assert program._arrivals.words == ""


def test_what_may_be_a_copy_does_not_count_before_it_has_been_read(qtbot: QtBot, program: Program) -> None:
    program.centre.grid.set_cell_size(LARGEST)
    program.centre.show_place(30)

    def glance(writer: Writer) -> None:
        _bring(writer, 3, "2026-01-01T10:00")
        (folder,) = writer.read(select(Folder.id).limit(1))[0]
        row: Row = {"folder_id": folder, "size": 1, "mtime_ns": 1, "format": "JPEG", "role": "main"}
        files = [{**row, "photo_id": photo, "name": f"{photo}.jpg"} for photo in (1000, 1001)]
        writer.insert(ImageFile, files)

    program.catalog.transact(Op.REGISTER, glance, by_machine=True)
    qtbot.waitUntil(lambda: program._arrivals.words == "1 new")

    def read(writer: Writer) -> None:
        files = [row[0] for row in writer.read(select(ImageFile.id).where(ImageFile.photo_id >= 1000))]
        writer.set(ImageFile, files, reading=Reading.HATCHED.value)

    program.catalog.transact(Op.HATCH, read, by_machine=True)
    qtbot.waitUntil(lambda: program._arrivals.words == "3 new")


def test_photos_that_come_into_sight_need_no_pill(qtbot: QtBot, program: Program) -> None:
    program.window.resize(1800, 1400)
    bring(qtbot, program, 1, moment="1990-01-01T10:00")
    program.centre.grid.scroll_to(program.centre.grid.layout_now.height)
    assert program._arrivals.words == ""


def test_clicked_away_it_stays_away(qtbot: QtBot, program: Program) -> None:
    program.centre.grid.set_cell_size(LARGEST)
    program.centre.show_place(30)
    bring(qtbot, program, 4)
    QTest.mouseClick(program._arrivals._close, Qt.MouseButton.LeftButton)
    assert program._arrivals.words == ""
    program.stage.refresh()
    qtbot.waitUntil(lambda: program.stage.answered)
    assert program._arrivals.words == ""


def test_the_key_says_so_when_nothing_has_come(program: Program) -> None:
    program.actions["new photos"].trigger()
    assert program.window.status.said == "No new photos have come."


def test_a_key_chooses_the_day_of_the_photo_with_the_frame(program: Program) -> None:
    program.centre.show_place(0)
    program.actions["select section"].trigger()
    sections = program.stage.shown.sections
    assert sections is not None
    assert len(program.centre.grid.selection) == len(program.centre.grid.layout_now.sections.span(0))
    assert len(program.centre.grid.selection) > 1
