"""What is in a library is nobody's business: other users of the computer may read none of its files."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import rate
from imalink_desktop.catalog.previews import Previews
from tests.drawing.card import draw_card
from tests.unit.desktop.app.conftest import Run
from tests.unit.desktop.importing.studio import SIZE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """A computer on which everybody may do everything, unless somebody says no."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> dict[str, str]:
    modes = {path: path.stat().st_mode for path in folder.rglob("*") if path.is_file()}
    return {
        path.relative_to(folder).as_posix(): stat.filemode(mode)
        for path, mode in modes.items()
        if mode & (stat.S_IRWXG | stat.S_IRWXO)
    }


def test_no_file_of_a_library_can_be_read_by_others(run: Run, tmp_path: Path) -> None:
    draw_card(tmp_path / "card", 2, size=SIZE)
    assert run("--data-dir", tmp_path / "library", "import", tmp_path / "card")[0] == 0
    run("--data-dir", tmp_path / "library", "backup")
    assert open_to_others(tmp_path / "library") == {}
    assert run("--data-dir", tmp_path / "library", "restore", "latest")[0] == 0
    assert open_to_others(tmp_path / "library") == {}


def test_neither_can_those_that_are_there_while_it_is_open(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog, Previews.open(tmp_path, cold_budget=1 << 20):
        rate(catalog, [], 5)
        assert {"catalog.db-wal", "previews.db-wal"} <= {file.name for file in tmp_path.iterdir()}
        assert open_to_others(tmp_path) == {}


def test_a_library_that_somebody_has_opened_to_others_stays_so(library: Path) -> None:
    data = Paths.below(library).data
    (data / "catalog.db").chmod(0o640)
    with Catalog.open(data) as catalog:
        rate(catalog, [1], 5)
    assert stat.S_IMODE((data / "catalog.db").stat().st_mode) == 0o640
