"""What all parts of the window need."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", autouse=True)
def _painters(painters: None) -> None:
    """Qt's own threads are there before the first test."""
    del painters
