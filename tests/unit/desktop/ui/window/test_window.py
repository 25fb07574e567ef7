"""The window: views, full screen, what is remembered, a second start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.one_of_us import hand_over
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.ui.actions.table import rows
from imalink_desktop.ui.theme.icons import NAMES
from imalink_desktop.ui.window.headings import heading_in_words
from imalink_desktop.ui.window.memory import Memory
from imalink_desktop.ui.window.window import MainWindow
from tests.unit.desktop.ui.window.conftest import PHOTOS

SECOND = """
import sys
from pathlib import Path
from imalink_desktop.app.desktop.one_of_us import hand_over
print(hand_over(sys.argv[1], [Path("/photos/\\udcff.jpg"), Path("/photos/b")]))
"""


def test_it_shows_what_is_in_the_catalog_with_the_frame_on_the_first(program: Program) -> None:
    assert len(program.stage.shown.photos) == PHOTOS
    assert program.stage.current == program.stage.shown.photos[0]
    assert program.window.status.count == "40 photos"


def test_the_loupe_opens_where_the_frame_is_and_escape_leads_back(program: Program) -> None:
    program.centre.show_place(7)
    QTest.keyClick(program.centre.grid, Qt.Key.Key_E)
    assert program.centre.view == "loupe"
    assert program.centre.loupe.photo == program.stage.shown.photos[7]
    QTest.keyClick(program.centre.loupe, Qt.Key.Key_Escape)
    assert program.centre.view == "grid"
    assert program.stage.current == program.stage.shown.photos[7]


def test_the_rating_view_has_shelves_and_the_days_come_back(qtbot: QtBot, program: Program) -> None:
    program.actions["rating view"].trigger()
    qtbot.waitUntil(lambda: program.stage.shown.shelves is not None)
    shelves = program.stage.shown.shelves
    assert shelves is not None
    assert sum(count for _, count in shelves) == PHOTOS
    program.actions["rating view"].trigger()
    qtbot.waitUntil(lambda: program.stage.shown.days is not None)


def test_the_key_for_the_grid_leads_from_the_shelves_to_the_days(qtbot: QtBot, program: Program) -> None:
    program.actions["rating view"].trigger()
    qtbot.waitUntil(lambda: program.stage.shown.shelves is not None)
    program.centre.look_at("loupe")
    QTest.keyClick(program.centre.loupe, Qt.Key.Key_G)
    assert program.centre.view == "grid"
    assert program.stage.shown.shelves is not None
    QTest.keyClick(program.centre.grid, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: program.stage.shown.days is not None)


def test_headings_are_words() -> None:
    assert "2024" in heading_in_words("2024-06-01")
    assert heading_in_words("") == "Undated"
    assert heading_in_words("3") == "★★★☆☆"
    assert heading_in_words("0") == "No stars"


def test_panels_and_sizes_are_as_they_were_left(opened: Callable[[Paths], Program], paths: Paths) -> None:
    first = opened(paths)
    first.actions["left panel"].setChecked(False)
    first.centre.grid.set_cell_size(300)
    first.close()
    second = opened(paths)
    assert not second.actions["left panel"].isChecked()
    assert second.centre.grid.cell_size == 300


ODD: list[dict[str, Any]] = [
    {"geometry": "abc"},
    {"geometry": "ÆØ="},
    {"geometry": "AAAA"},
    {"sides": ["x", 1, 2]},
    {"sides": [None, 1, 2]},
    {"sides": [float("inf"), 1, 2]},
    {"sides": [1 << 40, 1, 2]},
    {"cell": "large"},
    {"cell": -1},
    {"switches": {"no such panel": True}},
    {"switches": {"left panel": "off"}},
    {"switches": 7},
]


@pytest.mark.parametrize("kept", ODD)
def test_what_makes_no_sense_in_the_memory_is_passed_over(
    opened: Callable[[Paths], Program], paths: Paths, kept: dict[str, Any]
) -> None:
    memory = Memory(paths.state / "window.json")
    memory.keep("window", kept)
    memory.write()
    program = opened(paths)
    assert program.window.isVisible()
    assert program.actions["left panel"].isChecked()


def test_who_ends_in_full_screen_begins_in_a_window_as_wide_as_it_was(
    opened: Callable[[Paths], Program], paths: Paths
) -> None:
    first = opened(paths)
    first.window.resize(780, 600)  # as the screen has room for
    wide = first.window.state()["sides"]
    first.window.toggle_full_screen()
    assert first.window.isFullScreen()
    assert first.window.state()["sides"] == wide
    first.close()
    second = opened(paths)
    assert not second.window.isFullScreen()
    assert second.window.menuBar().isVisible()
    assert second.window.state()["sides"] == wide


def test_where_there_is_no_photo_nothing_is_hidden_for_it(
    opened: Callable[[Paths], Program], tmp_path: Path
) -> None:
    program = opened(Paths.below(tmp_path / "empty"))
    program.window.toggle_full_screen()
    assert not program.window.isFullScreen()
    assert program.window.menuBar().isVisible()


def test_a_spoilt_memory_is_no_memory(tmp_path: Path) -> None:
    file = tmp_path / "state" / "window.json"
    memory = Memory(file)
    memory.keep("window", {"cell": 200})
    memory.write()
    assert Memory(file).of("window") == {"cell": 200}
    file.write_bytes(b"\xff{")
    assert Memory(file).of("window") == {}


def test_a_second_start_hands_its_paths_to_the_first(qtbot: QtBot, program: Program, paths: Paths) -> None:
    rung: list[list[Path]] = []
    program.doorbell.rung.connect(rung.append)
    second = subprocess.Popen([sys.executable, "-c", SECOND, paths.socket], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    heard, _ = second.communicate()
    assert rung == [[Path("/photos/\udcff.jpg"), Path("/photos/b")]]
    assert heard == "True\n"


def test_where_nobody_listens_nothing_is_handed_over(tmp_path: Path) -> None:
    assert not hand_over(str(tmp_path / "nobody.sock"), [])


def test_every_action_has_its_own_name_keys_and_a_drawn_icon() -> None:
    table = rows()
    names = [row.name for row in table]
    keys = [key for row in table for key in (*row.keys, *row.advance)]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)
    assert {row.icon for row in table if row.icon} <= set(NAMES)


@pytest.mark.skipif(os.name == "nt", reason="a pipe lies in no folder")
def test_a_second_start_is_heard_however_long_the_name_of_the_data_dir(
    qtbot: QtBot, opened: Callable[[Paths], Program], tmp_path: Path
) -> None:
    program = opened(Paths.below(tmp_path / ("long" * 25)))
    rung: list[list[Path]] = []
    program.doorbell.rung.connect(rung.append)
    address = Paths.below(tmp_path / ("long" * 25)).socket
    second = subprocess.Popen([sys.executable, "-c", SECOND, address], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.communicate()[0] == "True\n"
    assert rung


@pytest.mark.usefixtures("qapp")
def test_nothing_is_counted_before_there_is_a_list(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MainWindow, "_fit_the_screen", lambda _self: None)
    with Program(paths) as program:
        program.show()
        assert not program.stage.answered
        assert program.window.status.count == ""
        assert not [one.text() for one in program.window.findChildren(QLabel) if "0 photos" in one.text()]
