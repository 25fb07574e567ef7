"""Photos beside each other in the window: real keys, and one zoom for all."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui.loupe.zoom import FIT, Mode
from tests.unit.desktop.ui.window.settling import settle
from tests.unit.desktop.ui.window.test_deciding import at, said


@pytest.fixture
def chosen(qtbot: QtBot, program: Program) -> list[int]:
    """Three photos are chosen in the grid."""
    program.window.resize(1280, 800)
    program.centre.grid.choose(program.centre.grid.selection.only(10).extended(12, adding=False))
    qtbot.waitUntil(lambda: len(program.stage.photos) == 3)
    return [at(program, place) for place in range(10, 13)]


def press(qtbot: QtBot, program: Program, key: Qt.Key) -> None:
    QTest.keyClick(program.centre.survey, key)
    settle(qtbot, program)


def test_a_key_decides_about_the_one_with_the_frame_alone(
    qtbot: QtBot, program: Program, chosen: list[int]
) -> None:
    before = [said(program, photo) for photo in chosen]
    program.actions["survey"].trigger()
    assert program.centre.view == "survey"
    assert list(program.stage.photos) == [program.stage.current]
    here = chosen.index(program.stage.current or 0)
    step = Qt.Key.Key_Left if here else Qt.Key.Key_Right
    press(qtbot, program, step)
    there = here - 1 if here else 1
    assert program.stage.current == chosen[there]
    stars = 1 + before[there][0] % 5
    press(qtbot, program, Qt.Key(Qt.Key.Key_0 + stars))
    after = [said(program, photo) for photo in chosen]
    assert after[there][0] == stars
    assert [row for place, row in enumerate(after) if place != there] == [
        row for place, row in enumerate(before) if place != there
    ]


def test_what_is_left_out_is_looked_at_no_more_and_stays_as_it_is(
    qtbot: QtBot, program: Program, chosen: list[int]
) -> None:
    program.actions["survey"].trigger()
    for left in (2, 1):
        press(qtbot, program, Qt.Key.Key_Slash)
        assert program.centre.survey._photos == tuple(
            photo for photo in chosen if photo in program.centre.survey._photos
        )
        assert len(program.centre.survey._photos) == left
    press(qtbot, program, Qt.Key.Key_Slash)
    assert program.centre.view == "grid"
    assert array("q", chosen) == program.centre.grid.hit()


def test_escape_leads_back_to_the_grid_with_all_of_them_chosen(
    qtbot: QtBot, program: Program, chosen: list[int]
) -> None:
    program.actions["survey"].trigger()
    press(qtbot, program, Qt.Key.Key_Escape)
    assert program.centre.view == "grid"
    assert list(program.stage.photos) == chosen


def test_two_are_compared_and_the_arrow_brings_the_next_candidate(qtbot: QtBot, program: Program) -> None:
    program.centre.show_place(3)
    program.actions["compare"].trigger()
    assert program.centre.survey._photos == (at(program, 3), at(program, 4))
    press(qtbot, program, Qt.Key.Key_Right)
    assert program.centre.survey._photos == (at(program, 3), at(program, 5))
    press(qtbot, program, Qt.Key.Key_Up)
    assert program.centre.survey._photos == (at(program, 5), at(program, 6))


def test_all_are_seen_through_one_zoom_and_the_grid_gives_the_memory_back(
    qtbot: QtBot, program: Program, chosen: list[int]
) -> None:
    program.actions["survey"].trigger()
    pictures = program.centre.survey._pictures
    qtbot.waitUntil(lambda: all(pictures.shots(photo) for photo in chosen))
    press(qtbot, program, Qt.Key.Key_Z)
    assert program.centre.survey.zoom.mode is Mode.FREE
    program.actions["grid"].trigger()
    assert program.centre.survey.zoom == FIT
    qtbot.waitUntil(lambda: pictures.bytes == 0)


def test_each_photo_is_painted_in_its_own_cell(qtbot: QtBot, program: Program, chosen: list[int]) -> None:
    program.actions["survey"].trigger()
    survey = program.centre.survey
    qtbot.waitUntil(lambda: all(survey._pictures.shots(photo) for photo in chosen))
    image = survey.grab().toImage()
    backdrop = image.pixelColor(1, 1)
    middles = [cell.center() for cell in survey._arranged().cells]
    assert all(image.pixelColor(middle) != backdrop for middle in middles)


def test_one_photo_alone_says_what_to_do(program: Program) -> None:
    program.centre.show_place(0)
    program.actions["survey"].trigger()
    assert program.centre.view == "grid"
    assert program.window.status.said.startswith("Select several photos")
