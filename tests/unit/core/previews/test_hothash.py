"""The hothash never changes: not with Pillow's version, and not with the way we came to it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from imalink_core import Order
from imalink_core.hatchery import Hatchery
from tests.golden.hashes import HOTHASHES
from tests.golden.pictures import golden_pictures


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every golden picture."""
    folder = tmp_path_factory.mktemp("golden")
    for name, data in golden_pictures():
        (folder / name).write_bytes(data)
    return folder


def our_hothashes(folder: Path) -> dict[str, str]:
    with Hatchery() as hatchery:
        return {
            path.name: hatchery.hatch(path, Order(cold=None)).egg.hothash for path in sorted(folder.iterdir())
        }


def test_golden_hothashes_are_those_of_pillow_12(gallery: Path) -> None:
    ours = our_hothashes(gallery)
    assert {name for name in HOTHASHES if ours[name] != HOTHASHES[name]} == set()
    assert ours.keys() == HOTHASHES.keys()


def test_the_order_of_previews_does_not_change_the_hothash(gallery: Path) -> None:
    path = gallery / "801x600-6.jpeg"
    with Hatchery() as hatchery:
        orders = [Order(cold=cold, grid=grid) for cold in (None, 640) for grid in (None, 256)]
        hothashes = {hatchery.hatch(path, order).egg.hothash for order in orders}
    assert hothashes == {HOTHASHES[path.name]}


@pytest.mark.soak
def test_golden_hothashes_under_pillow_12_itself(gallery: Path, tmp_path: Path) -> None:
    """Install the version that made the family's hashes, where that can be had, and ask it again."""
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(tmp_path)]
    if subprocess.run([*install, "pillow==12.3.0"], check=False).returncode:
        pytest.skip("Pillow 12.3.0 cannot be installed here")
    recipe = Path(__file__).parents[3] / "golden" / "plain_recipe.py"
    done = subprocess.run(
        [sys.executable, str(recipe), str(gallery)],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    theirs = json.loads(done.stdout)
    assert theirs["pillow"] == "12.3.0"
    assert theirs["hashes"] == HOTHASHES
