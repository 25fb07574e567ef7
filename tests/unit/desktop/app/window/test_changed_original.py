"""An original that somebody has replaced: said in the window, and read again for the asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.models import Photo
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.loupe.ahead import Sharpness
from tests.drawing.card import photo

LONG = 30_000
NOON = datetime(2024, 6, 1, 12)


def widths(program: Program) -> list[int | None]:
    with program.catalog.reading() as look:
        return list(look.execute(select(Photo.width)).scalars())


def test_a_replaced_original_is_told_of_and_read_again_for_the_asking(
    opened: Callable[[Paths], Program], fresh: Paths, qtbot: QtBot, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    (card / "one.jpg").write_bytes(photo(1, NOON, (2700, 1800)))
    program = opened(fresh)
    program.importer.bring(Errand((card,)))
    qtbot.waitUntil(lambda: widths(program) == [2700] and len(program.stage.shown.photos) == 1, timeout=LONG)
    qtbot.waitUntil(lambda: program.importer.at is None and not program.room.tickets, timeout=LONG)
    (card / "one.jpg").write_bytes(photo(2, NOON, (640, 480)))
    program.centre.show_place(0)
    program.centre.look_at("loupe")
    shots = program.centre.loupe._pictures.shots
    qtbot.waitUntil(lambda: any(shot.sharpness is Sharpness.SCREEN for shot in shots(1)), timeout=LONG)
    program.centre.toggle_zoom()
    words = "The file one.jpg was changed since the import."
    qtbot.waitUntil(lambda: program.window.message.words == words, timeout=LONG)
    (again,) = program.window.message.findChildren(QPushButton)
    again.click()
    qtbot.waitUntil(lambda: 640 in widths(program), timeout=LONG)
    qtbot.waitUntil(lambda: program.importer.at is None and not program.room.tickets, timeout=LONG)
