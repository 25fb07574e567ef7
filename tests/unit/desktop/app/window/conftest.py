"""The whole program, as often as a test likes, without photos unless it brings some."""

from __future__ import annotations

from pathlib import Path

import pytest

from imalink_desktop.base.paths import Paths
from tests.unit.desktop.ui.window.conftest import opened

__all__ = ["opened"]


@pytest.fixture
def fresh(tmp_path: Path) -> Paths:
    """Where nothing is yet."""
    return Paths.below(tmp_path / "home")


@pytest.fixture(autouse=True)
def _painters(painters: None) -> None:
    """Qt's own are there before threads are counted."""
    del painters
