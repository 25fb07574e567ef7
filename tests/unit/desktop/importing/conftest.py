"""A studio for each test: what an import works with, and an empty card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.desktop.importing.studio import Studio, studio_at


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """Everything is done in the test's own thread, one thing after the other."""
    card = tmp_path.resolve() / "card"
    card.mkdir()
    with studio_at(tmp_path / "home", card) as made:
        yield made
