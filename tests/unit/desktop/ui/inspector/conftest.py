"""A library with an inspector beside it, and hands that choose photos and wait for what comes of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from imalink_desktop.base.errors import Trouble
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.detail import detail
from imalink_desktop.catalog.reads.parts import Detail
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.inspector.inspector import Inspector
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from tests.unit.desktop.ui.bringing.bench import away
from tests.unit.desktop.ui.grid.library import HERE, furnish

PHOTOS = 40


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with photos of every kind."""
    folder = tmp_path_factory.mktemp("inspector")
    furnish(folder, PHOTOS, previews=PHOTOS, pictures=2)
    return folder


class Desk:
    """An inspector, and whoever works with it."""

    def __init__(self, qtbot: QtBot, room: QtRoom, catalog: Catalog, previews: Previews) -> None:
        self.catalog, self.qtbot, self.room = catalog, qtbot, room
        self.window = QMainWindow()  # put away by `close`: a test's own widgets go before all else
        self.library = Library(catalog, previews, room)
        self.stage = Stage(self.library)
        self.troubles: list[Trouble] = []
        self._heard = self.library.trouble.connect(self.troubles.append)
        self._changes = self._expected = 0
        self._counting = self.library.changed.connect(self._count)
        self.inspector = Inspector(self.library, self.stage, Actions(self.window))
        self.window.setCentralWidget(self.inspector)
        self.window.resize(320, 900)
        self.window.show()

    def choose(self, photos: Iterable[int]) -> None:
        """Choose these photos, and wait until they are shown."""
        chosen = array("q", photos)
        self.stage.choose(chosen, chosen[0] if chosen else None)
        self.wait()
        assert list(self.inspector.subject.photos) == list(chosen)

    def wait(self) -> None:
        """Wait until all is done and shown."""
        inspector = self.inspector
        self.qtbot.waitUntil(lambda: not any(desk.left for desk in self.room._desks))
        self.qtbot.waitUntil(lambda: not (inspector._is_stale or inspector._pause.isActive()))
        self.qtbot.waitUntil(lambda: not any(desk.left for desk in self.room._desks))
        self.qtbot.waitUntil(self._is_laid_out)

    def _is_laid_out(self) -> bool:
        """A click that goes to where a mark will be hits nothing."""
        tags = self.inspector.tags
        return all(chip._mark(1).left() > 0 for chip in (*tags.chips, *tags.offers))

    def changed(self, steps: int = 1) -> None:
        """Wait for so many changes since the last time, and until they are shown."""
        self._expected += steps
        self.qtbot.waitUntil(lambda: self._changes >= self._expected)
        self.wait()

    def _count(self, _changes: Changes) -> None:
        self._changes += 1

    def close(self) -> None:
        """Put everything away."""
        self.inspector.close_down()
        self.stage.close()
        self.library.close()
        away(self.window)


def photo(desk: Desk, number: int) -> Detail:
    with desk.catalog.reading() as look:
        found = detail(look, number, online=[HERE])
    assert found is not None
    return found


@pytest.fixture
def desk(qtbot: QtBot, furnished: Path, tmp_path: Path) -> Iterator[Desk]:
    """An inspector that looks at a library."""
    folder = Path(copytree(furnished, tmp_path / "library"))
    with (
        Catalog.open(folder) as catalog,
        Previews.open(folder, cold_budget=0) as previews,
        QtRoom() as room,
    ):
        made = Desk(qtbot, room, catalog, previews)
        made.wait()
        yield made
        made.wait()
        made.close()
