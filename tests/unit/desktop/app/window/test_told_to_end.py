"""Ctrl+C, a polite kill, the end of a session: the window is closed in order; and a rude end costs little."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop import watchman
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.inspection import log_size
from tests.unit.desktop.ui.window.settling import settle

_IMALINK = "import sys; from imalink_desktop.app.main import main; sys.exit(main(sys.argv[1:]))"
_PATIENCE = 30.0
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def _start(paths: Paths) -> subprocess.Popen[str]:
    """The program, when it can be heard."""
    words = [sys.executable, "-c", _IMALINK, "--data-dir", str(paths.data.parent)]
    before = {number: signal.signal(number, signal.SIG_DFL) for number in _told_to_ignore()}
    try:
        program = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    end = time.monotonic() + _PATIENCE
    while not Path(paths.socket).exists() and program.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    return program


def _told_to_ignore() -> list[int]:
    """What the tests themselves were told to ignore, as by `nohup`: the program would keep to that."""
    told = [getattr(signal, name) for name in _SIGNALS]
    return [number for number in told if signal.getsignal(number) is signal.SIG_IGN]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", _SIGNALS)
def test_a_signal_closes_the_window_as_its_user_would(fresh: Paths, name: str) -> None:
    program = _start(fresh)
    try:
        program.send_signal(getattr(signal, name))
        _, said = program.communicate(timeout=_PATIENCE)
    finally:
        program.kill()
        program.wait()
    assert (program.returncode, said) == (0, "")
    assert "window" in json.loads((fresh.state / "window.json").read_text(encoding="utf-8"))
    assert log_size(fresh.catalog) == 0, "the catalog was not closed in order"


def test_how_the_window_is_is_kept_while_it_is_open(
    qtbot: QtBot, opened: Callable[[Paths], Program], fresh: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchman, "HALF_A_MINUTE", 20)
    program = opened(fresh)
    program.centre.grid.set_cell_size(300)
    file = fresh.state / "window.json"

    def is_kept() -> bool:
        return file.exists() and json.loads(file.read_bytes())["window"]["cell"] == 300

    qtbot.waitUntil(is_kept, timeout=10_000)
    program._watchman.end()  # the rest by hand
    settle(qtbot, program)
    program._write_down()
    settle(qtbot, program)
    file.unlink()
    program._write_down()
    settle(qtbot, program)
    assert not file.exists(), "nothing changed: nothing is written"
