"""What the tour is walked with: drawn photos, and a folder with every kind of file there is."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.drawing.sample import draw_sample
from tests.tour.trip import trip

YEAR, TRIP, DRIVE, DROPPED = "year", "trip", "drive", "dropped"


def draw_for_walks(folder: Path) -> None:
    """The photos of the walks: a library, a trip, and what lies on a drive in a drawer."""
    _draw(folder / YEAR, 110, seed=1, size=1280)
    _draw(folder / YEAR / "large", 4, seed=7, size=2600)
    _draw(folder / DRIVE, 8, seed=5, size=640)
    (folder / TRIP).mkdir(parents=True)
    for name, data in trip().items():
        (folder / TRIP / name).write_bytes(data)
    whole = (folder / TRIP / "DSC_0101.JPG").read_bytes()
    (folder / TRIP / "DSC_0104.JPG").write_bytes(whole[:900])
    (folder / TRIP / "DSC_0105.NEF").write_bytes(b"")
    (folder / TRIP / "IMG_0046.HEIC").write_bytes((folder / TRIP / "IMG_0044.HEIC").read_bytes()[:2000])


def draw_for_story(folder: Path) -> None:
    """The five hundred that are dropped."""
    _draw(folder / DROPPED, 500, seed=3, size=480)


def _draw(folder: Path, count: int, *, seed: int, size: int) -> None:
    for _file in draw_sample(folder, count, seed=seed, size=size):
        pass


if __name__ == "__main__":
    {"walks": draw_for_walks, "story": draw_for_story}[sys.argv[1]](Path(sys.argv[2]))
