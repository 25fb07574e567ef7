"""What is opened from the Finder comes as an event, perhaps before there is a window; it is imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drawing.card import draw_card

OPENED = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from imalink_desktop.app.desktop import start
from imalink_desktop.app.desktop.application import Application
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths

home, *files = map(Path, sys.argv[1:])
app = Application(["imalink"])
taken = []

def come(file):
    app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(file))))

def take(program, paths):
    taken.append([path.name for path in paths])
    if len(taken) == 1:
        come(files[2])
    else:
        program.window.close()

Program.bring_in = take
come(files[0])
come(files[1])
code = start.run(Paths.below(home))
print(json.dumps([int(code), taken]))
"""


@pytest.mark.slow
def test_what_the_finder_opens_is_taken_together_and_waits_for_the_window(tmp_path: Path) -> None:
    draw_card(tmp_path / "card", 3, size=(60, 40))
    files = sorted(path for path in (tmp_path / "card").rglob("*") if path.is_file())[:3]
    ended = subprocess.run(
        [sys.executable, "-c", OPENED, tmp_path / "home", *files], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    first, second, third = (file.name for file in files)
    assert json.loads(ended.stdout) == [0, [[first, second], [third]]]
