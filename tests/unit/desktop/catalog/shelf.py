"""A small catalog for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo

PHOTOS = 5


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Catalog]:
    """Five photos, numbered 1 to 5, with nothing decided."""

    def fill(writer: Writer) -> None:
        writer.insert(
            Photo, [{"uid": f"photo {n}", "added_at": "2024-06-01T12:00:00"} for n in range(PHOTOS)]
        )

    with Catalog.open(tmp_path) as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
        yield catalog
