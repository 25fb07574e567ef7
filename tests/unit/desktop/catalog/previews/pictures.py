"""Pictures and names for tests of previews. Nothing here looks into a picture, so they are but bytes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from imalink_desktop.catalog.previews import Preview, Previews

BUDGET = 100_000


@pytest.fixture
def previews(tmp_path: Path) -> Iterator[Previews]:
    """Previews of nothing yet, with room for a hundred thousand bytes of cold ones."""
    with Previews.open(tmp_path, cold_budget=BUDGET) as opened:
        yield opened


def uid(n: int) -> str:
    """The uid of the nth photo."""
    return str(UUID(int=random.Random(n).getrandbits(128)))  # noqa: S311 - no secret


def jpeg(n: int, size: int = 3000) -> bytes:
    """A picture unlike all others."""
    return random.Random(-n).randbytes(size)  # noqa: S311 - no secret


def preview(n: int) -> Preview:
    """Both small previews of the nth photo."""
    return Preview(uid(n), hot=jpeg(n, 1000), grid=jpeg(n + 1_000_000, 4000))


def hothash(n: int) -> str:
    """The name of the nth photo's egg."""
    return hashlib.sha256(jpeg(n, 1000)).hexdigest()


def files(folder: Path) -> set[str]:
    """What lies in the folder of cold previews."""
    return {path.name for path in (folder / "cold").rglob("*") if path.is_file()}
