"""Catalogs to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from imalink_desktop.catalog.catalog import Catalog
from tests.unit.desktop.catalog.reads.album import furnish


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalog with a little of everything."""
    folder = tmp_path_factory.mktemp("album")
    furnish(folder)
    return folder


@pytest.fixture
def album(furnished: Path, tmp_path: Path) -> Iterator[Catalog]:
    """A catalog with a little of everything, to look at and to change."""
    with Catalog.open(Path(copytree(furnished, tmp_path / "album"))) as catalog:
        yield catalog


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Catalog]:
    """A catalog to fill and fill again."""
    with Catalog.open(tmp_path, steps_kept=1) as catalog:
        yield catalog
