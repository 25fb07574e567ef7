"""The whole program on a library of its own, with its window shown where nobody sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop import watchman
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.ui.window import message, status
from imalink_desktop.ui.window.window import MainWindow
from tests.unit.desktop.ui.grid.library import furnish

PHOTOS = 40
_NEVER = 2**31 - 1
_DELETED = QEvent.Type.DeferredDelete.value


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `--data-dir` takes it."""
    folder = tmp_path_factory.mktemp("window")
    furnish(folder / "data", PHOTOS, previews=PHOTOS - 5, pictures=4)
    (folder / "cache").mkdir(mode=0o700)
    for part in (folder / "data").glob("previews.db*"):
        part.rename(folder / "cache" / part.name)
    return folder


@pytest.fixture
def paths(home: Path, tmp_path: Path) -> Paths:
    return Paths.below(Path(copytree(home, tmp_path / "home")))


@pytest.fixture
def opened(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Paths], Program]]:
    """Open the program, as often as one likes; its window is as large as it likes."""
    del qapp
    monkeypatch.setattr(MainWindow, "_fit_the_screen", lambda _self: None)
    # What it begins by itself some seconds later would come into the middle of a test, or not.
    monkeypatch.setattr(watchman, "_SOON", _NEVER)
    # And what it says would be gone before a slow machine has looked.
    for says in (message, status):
        monkeypatch.setattr(says, "_SECONDS", _NEVER // 1000)
    programs: list[Program] = []

    def open_it(paths: Paths) -> Program:
        program = Program(paths)
        programs.append(program)
        program.show()
        qtbot.waitUntil(lambda: program.stage.answered)
        return program

    yield open_it
    for program in programs:
        program.close()
    QApplication.sendPostedEvents(None, _DELETED)


@pytest.fixture
def program(opened: Callable[[Paths], Program], paths: Paths) -> Program:
    return opened(paths)
