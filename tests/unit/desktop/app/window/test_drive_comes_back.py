"""A drive that is connected again: whoever looks at a photo of it sees the original at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.loupe.ahead import Sharpness
from tests.drawing.card import photo

LONG = 30_000


def test_a_photo_in_the_loupe_gets_sharp_when_its_drive_is_there_again(
    opened: Callable[[Paths], Program], fresh: Paths, qtbot: QtBot, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    (card / "one.jpg").write_bytes(photo(1, datetime(2024, 6, 1, 12), (2700, 1800)))
    program = opened(fresh)
    program.importer.bring(Errand((card,)))
    qtbot.waitUntil(lambda: len(program.stage.shown.photos) == 1, timeout=LONG)
    qtbot.waitUntil(lambda: program.importer.at is None and not program.room.tickets, timeout=LONG)
    card.rename(tmp_path / "in a drawer")
    program.centre.show_place(0)
    program.centre.look_at("loupe")
    pictures = program.centre.loupe._pictures
    qtbot.waitUntil(lambda: Sharpness.SCREEN in sharpnesses(program), timeout=LONG)
    program.centre.toggle_zoom()
    qtbot.waitUntil(lambda: pictures.why_not_sharper(1) is not None, timeout=LONG)
    (tmp_path / "in a drawer").rename(card)
    program.library.drives_changed.emit(program.library.online)
    qtbot.waitUntil(lambda: Sharpness.WHOLE in sharpnesses(program), timeout=LONG)


def sharpnesses(program: Program) -> list[Sharpness]:
    """What is there of the only photo."""
    return [shot.sharpness for shot in program.centre.loupe._pictures.shots(1)]
