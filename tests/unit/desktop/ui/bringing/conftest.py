"""A window's library beside a card to import from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from tests.unit.desktop.importing.studio import Studio, studio_at
from tests.unit.desktop.ui.bringing.bench import Bench


@pytest.fixture
def studio(qapp: QApplication, tmp_path: Path) -> Iterator[Studio]:
    """As for the import itself, with the room of the window."""
    del qapp
    card = tmp_path.resolve() / "card"
    card.mkdir()
    with studio_at(tmp_path / "home", card, QtRoom) as made:
        yield made


@pytest.fixture
def bench(studio: Studio) -> Iterator[Bench]:
    """All that the window has before its widgets."""
    library = Library(studio.catalog, studio.previews, studio.room)
    stage = Stage(library)
    importer = Importer(library, studio.hatchery, mounted=studio.mounted)
    yield Bench(studio, library, stage, importer)
    importer.close()
    stage.close()
    library.close()
