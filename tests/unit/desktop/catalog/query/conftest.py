"""An empty catalog for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.unit.desktop.catalog.query.records import engine


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    made = engine(tmp_path)
    with made.connect() as connection:
        yield connection
    made.dispose()
