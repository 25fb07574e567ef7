"""The program's sample photos, one after the other; the program itself draws them with many hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from imalink_desktop.app.desktop.sample.drawing import draw, moments, put


def draw_sample(folder: Path, count: int = 120, *, seed: int = 1, size: int = 1600) -> Iterator[Path]:
    """Draw so many photos into folders below this one, and tell of each when it is there."""
    for shots in moments(count, seed):
        for drawn in draw(shots, seed, size):
            yield put(drawn, folder)
