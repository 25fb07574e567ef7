"""Libraries for the grid, and rooms that work for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.grid.view import GridView
from tests.unit.desktop.ui.grid.hands import days, photos
from tests.unit.desktop.ui.grid.library import furnish
from tests.unit.desktop.ui.grid.painted import Painted

PHOTOS = 60


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with photos of every kind."""
    folder = tmp_path_factory.mktemp("grid")
    furnish(folder, PHOTOS, previews=PHOTOS - 5, pictures=4)
    return folder


@pytest.fixture
def library(furnished: Path, tmp_path: Path) -> Iterator[tuple[Catalog, Previews]]:
    """A library to look at and to change."""
    folder = Path(copytree(furnished, tmp_path / "library"))
    with Catalog.open(folder) as catalog, Previews.open(folder, cold_budget=0) as previews:
        yield catalog, previews


@pytest.fixture
def window(qapp: QApplication) -> Iterator[Room]:
    """The room of the window."""
    del qapp
    with QtRoom() as room:
        yield room


@pytest.fixture
def quiet(window: Room, qtbot: QtBot) -> Callable[[], None]:
    """Wait until everything that was asked for has come."""
    return lambda: qtbot.waitUntil(lambda: not any(desk.left for desk in window._desks))


@pytest.fixture
def contents() -> Painted:
    return Painted()


@pytest.fixture
def grid(qtbot: QtBot, contents: Painted) -> GridView:
    view = GridView(contents)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.set_photos(photos(1000), days(1000))
    view.show()
    view.setFocus()
    return view
