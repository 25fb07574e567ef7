"""A small library, its window's room, and a navigator that has been read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.base.errors import Trouble
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import collecting, discarding, remembering, sessions, tagging
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.navigator.navigator import Navigator
from imalink_desktop.ui.navigator.nodes import Node
from imalink_desktop.ui.stage import Stage
from tests.unit.desktop.ui.grid.library import furnish


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty photos of two years on two drives, with tags, collections, a search, and three in the trash."""
    folder = tmp_path_factory.mktemp("navigator")
    furnish(folder, 60, previews=0)
    with Catalog.open(folder) as catalog:
        tagging.tag(catalog, range(1, 11), ["travel/norway"])
        tagging.tag(catalog, range(6, 13), ["travel/sweden"])
        tagging.tag(catalog, [20], ["zoo"])
        collecting.create(catalog, "Best")
        collecting.create(catalog, "Wall", parent=1)
        collecting.create(catalog, "Family")
        collecting.add(catalog, 1, [1, 2, 3])
        remembering.save(catalog, "Good ones", "rating>=4")
        sessions.begin(catalog, "/media/card/DCIM")
        discarding.discard(catalog, [58, 59, 60])
    return folder


@pytest.fixture
def catalog(furnished: Path, tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(Path(copytree(furnished, tmp_path / "library"))) as catalog:
        yield catalog


@pytest.fixture
def library(qapp: QApplication, catalog: Catalog, tmp_path: Path) -> Iterator[Library]:
    """The first drive is there, the second is not."""
    del qapp
    with Previews.open(tmp_path / "library", cold_budget=0) as previews, QtRoom() as room:
        library = Library(catalog, previews, room)
        library.online = frozenset({1})
        yield library
        library.close()


@pytest.fixture
def troubles(library: Library) -> Iterator[list[Trouble]]:
    heard: list[Trouble] = []
    connection = library.trouble.connect(heard.append)
    yield heard
    connection.disconnect()


@pytest.fixture
def stage(library: Library) -> Iterator[Stage]:
    stage = Stage(library)
    yield stage
    stage.close()


@pytest.fixture
def navigator(library: Library, stage: Stage, qtbot: QtBot) -> Iterator[Navigator]:
    navigator = Navigator(library, stage)
    qtbot.addWidget(navigator)
    navigator.resize(260, 900)
    navigator.show()
    open_at_first = ("time", "drives", "tags", "collections")
    qtbot.waitUntil(lambda: all(below(navigator, key) for key in open_at_first))
    yield navigator
    navigator.close_down()


@pytest.fixture
def opened(navigator: Navigator, qtbot: QtBot) -> Callable[[str], list[str]]:
    """Open a row, wait until its rows have come, and tell what they say."""

    def open_row(key: str) -> list[str]:
        navigator.tree.expand(at(navigator, key))
        qtbot.waitUntil(lambda: bool(below(navigator, key)))
        return below(navigator, key)

    return open_row


def at(navigator: Navigator, key: str) -> QModelIndex:
    """Where a row is, which must be there."""
    index = navigator.tree.rows.at(key)
    assert index.isValid() or key == "", key
    return index


def node(navigator: Navigator, key: str) -> Node:
    return navigator.tree.rows.node(at(navigator, key))


def below(navigator: Navigator, key: str) -> list[str]:
    """What the rows below one say."""
    rows, index = navigator.tree.rows, navigator.tree.rows.at(key)
    if key and not index.isValid():
        return []
    return [str(rows.index(row, 0, index).data()) for row in range(rows.rowCount(index))]
