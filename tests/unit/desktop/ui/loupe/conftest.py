"""A library to look at, and the room that works for the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imalink_core import Hatchery
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.jobs.room import Room
from tests.unit.desktop.ui.loupe.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library, beside an empty drive."""
    with (
        Catalog.open(tmp_path / "library") as catalog,
        Previews.open(tmp_path / "library", cold_budget=1 << 30) as previews,
        Hatchery() as hatchery,
    ):
        yield Library(tmp_path, catalog, previews, hatchery)


@pytest.fixture
def window(request: pytest.FixtureRequest) -> Iterator[Room]:
    """The room of the window."""
    request.getfixturevalue("qapp")
    with QtRoom() as room:
        yield room
