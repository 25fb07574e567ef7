"""The window: views, full screen, what is remembered, a second start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.one_of_us import hand_over
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.ui.actions.table import rows
from imalink_desktop.ui.theme.icons import NAMES
from imalink_desktop.ui.window.headings import heading_in_words
from imalink_desktop.ui.window.memory import Memory
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
