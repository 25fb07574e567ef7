"""The window is closed while work is under way: it goes at once, the work stops, the program ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from imalink_desktop.catalog.catalog import Catalog
from tests.drawing.card import draw_card

CLOSED = """
import json, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from imalink_core import Hatchery
from imalink_desktop.app.desktop import start
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.commands.deciding import rate
from imalink_desktop.app.desktop.program import Program

home, card, during = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
app = QApplication([])
shown, hatch = Program.show, Hatchery.hatch
told, let_through = {}, threading.Event()

def hatch_then(*all, **named):
    let_through.wait(30)  # or the import is done before anybody has looked
    return hatch(*all, **named)

def show(program):
    shown(program)
    def look():
        many = len(program.stage.shown.photos)
        if during == "import" and (program.importer.at is None or not many):
            return
        if during == "command":
            program.library.do(lambda catalog: rate(catalog, photos=program.stage.shown.photos, stars=3))
        timer.stop()
        told["under way"] = len(program.room.tickets)
        let_through.set()
        began = time.monotonic()
        program.window.close()
        app.processEvents()
        told["gone after"] = time.monotonic() - began
        told["hidden"] = not program.window.isVisible()
        told["closed at"] = time.time()
    timer = QTimer(program.window)
    timer.timeout.connect(look)
    timer.start(20)

Program.show, Hatchery.hatch = show, hatch_then
told["code"] = start.run(Paths.below(home), [card] if during == "import" else [])
print(json.dumps(told))
"""


@pytest.mark.slow
@pytest.mark.parametrize("during", ["import", "command", "nothing"])
def test_the_window_goes_at_once_and_the_program_soon(tmp_path: Path, during: str) -> None:
    card, home = tmp_path / "card", tmp_path / "home"
    draw_card(card, 60, size=(900, 600))
    settings = home / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[importing]\nstart_at_once = true\n")
    ended = subprocess.run(
        [sys.executable, "-c", CLOSED, home, card, during], capture_output=True, text=True, timeout=300
    )
    assert ended.returncode == 0, ended.stderr
    said = json.loads(ended.stdout)
    assert (said["code"], said["hidden"]) == (0, True)
    if during != "nothing":
        assert said["under way"]
    with Catalog.open(home / "data") as catalog:
        assert catalog.notice is None
    if during == "import":
        kept = json.loads((home / "state" / "window.json").read_text(encoding="utf-8"))
        assert kept["importer"]["imports"][0]["sources"] == [str(card)]
