"""An empty catalog for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from tests.unit.desktop.catalog.query.records import engine


@pytest.fixture
def connection() -> Iterator[Connection]:
    made = engine()
    with made.connect() as connection:
        yield connection
    made.dispose()
