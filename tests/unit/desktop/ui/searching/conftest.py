"""A library to search in, and the bar over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.searching.bar import SearchBar
from imalink_desktop.ui.stage import Stage
from tests.unit.desktop.ui.searching.library import furnish

PHOTOS = 120


@dataclass(frozen=True, slots=True)
class Desk:
    """A window with nothing in it yet, and all that its parts are made with."""

    window: QMainWindow
    library: Library
    stage: Stage
    actions: Actions
    settle: Callable[[], None]
    """Wait until everything that was asked has been answered."""


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searching")
    furnish(folder, PHOTOS)
    return folder


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, furnished: Path, tmp_path: Path) -> Iterator[Desk]:
    del qapp
    folder = Path(copytree(furnished, tmp_path / "library"))
    with (
        Catalog.open(folder) as catalog,
        Previews.open(folder, cold_budget=0) as previews,
        QtRoom() as room,
    ):
        library = Library(catalog, previews, room)
        stage, window = Stage(library), QMainWindow()
        qtbot.addWidget(window)
        window.resize(1000, 400)

        def settle() -> None:
            qtbot.waitUntil(lambda: not any(desk.left for desk in room._desks) and not room.tickets)

        yield Desk(window, library, stage, Actions(window), settle)
        stage.close()
        library.close()


@pytest.fixture
def bar(desk: Desk, qtbot: QtBot) -> Iterator[SearchBar]:
    bar = SearchBar(desk.library, desk.stage, desk.actions, throw=lambda sides: sides // 7)
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(bar)
    column.addStretch(1)
    desk.window.setCentralWidget(body)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    desk.stage.show()
    desk.settle()
    yield bar
    bar.close_down()
