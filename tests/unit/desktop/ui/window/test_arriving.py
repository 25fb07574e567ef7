"""What the window does while an import runs, and what it asks afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.gone import GoneBar
from imalink_desktop.ui.stage import Shown
from tests.drawing import jpeg, scene


def bring(program: Program, qtbot: QtBot, folder: Path) -> None:
    program.importer.bring(Errand((folder,)))
    qtbot.waitUntil(lambda: not program.room.tickets)


def test_many_portions_of_an_import_make_one_new_list(qtbot: QtBot, program: Program) -> None:
    lists: list[Shown] = []
    program.stage.listed.connect(lists.append)
    for _ in range(50):
        program.library.changed.emit(Changes(Op.REGISTER, 200))
    qtbot.waitUntil(lambda: bool(lists))
    qtbot.waitUntil(lambda: not program.room.tickets and program.stage.answered)
    assert len(lists) == 1


def test_what_the_photographer_does_is_listed_at_once(program: Program) -> None:
    program.library.changed.emit(Changes(Op.DISCARD, 1))
    assert not program.stage.answered


def test_who_imports_a_folder_that_lost_much_is_asked_what_that_means(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    for number in range(10):
        (card / f"{number}.jpg").write_bytes(jpeg(scene(40, 30, seed=number)))
    bring(program, qtbot, card)
    for number in range(6):
        (card / f"{number}.jpg").unlink()
    bring(program, qtbot, card)
    asked = program.window.findChild(GoneBar)
    assert asked is not None
    assert asked.isVisible()
    (leave,) = (one for one in asked.findChildren(QPushButton) if one.text().startswith("A drive"))
    leave.click()
    assert not asked.isVisible()
