"""What the bench imports: drawn once, and kept beside the made-up library; never inside the tree.

A card of small photos, the same files in one folder, large photos, and a hundred thousand files, which are
links to those of the card: to an import, each is a file of its own.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests import drawing
from tests.drawing import camera_exif, jpeg, scene
from tests.drawing.card import draw_card
from tests.drawing.jpeg import segment, thumbnail_jpeg, with_segments

CARD = 9_600
"""Photos on the card; with what lies beside them they are some ten thousand files."""
DROPPED = 10_000
LARGE = 24
CROWD = 100_000

_IN_A_FOLDER = 200
_SCENES = 6


@dataclass(frozen=True, slots=True)
class Originals:
    """Where they are."""

    home: Path

    @property
    def card(self) -> Path:
        """A card as it comes from a camera, in folders of some two hundred."""
        return self.home / "card"

    @property
    def dropped(self) -> Path:
        """Ten thousand files in one folder."""
        return self.home / "dropped"

    @property
    def large(self) -> Path:
        """Photos of 24 megapixels."""
        return self.home / "large"

    @property
    def crowd(self) -> Path:
        """A hundred thousand files in five hundred folders."""
        return self.home / "crowd"


def originals(place: Path) -> Originals:
    """Those that are kept there; they are drawn first unless they are what would be drawn now."""
    made_by = hashlib.sha256(Path(__file__).read_bytes())
    for source in sorted(Path(drawing.__file__).parent.glob("*.py")):
        made_by.update(source.read_bytes())
    kept = Originals(place / f"originals-{made_by.hexdigest()[:12]}")
    if not kept.home.is_dir():
        for old in place.glob("originals-*"):
            shutil.rmtree(old)
        making = Originals(kept.home.with_name(f"{kept.home.name}.making"))
        _draw(making)
        making.home.rename(kept.home)
    return kept


def files_in(folder: Path) -> list[Path]:
    """All files in and below a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _draw(making: Originals) -> None:
    draw_card(making.card, CARD)
    files = files_in(making.card)
    _link(islice(cycle(files), DROPPED), making.dropped, in_a_folder=DROPPED)
    _link(islice(cycle(files), CROWD), making.crowd, in_a_folder=_IN_A_FOLDER)
    making.large.mkdir()
    for number, data in enumerate(_large_photos()):
        (making.large / f"IMG_{number:04}.JPG").write_bytes(data)


def _link(files: Iterable[Path], folder: Path, *, in_a_folder: int) -> None:
    """Link files into a folder, or folders of so many. Names that come again are numbered."""
    for number, file in enumerate(files):
        home = folder / f"{number // in_a_folder:03}" if in_a_folder < DROPPED else folder
        home.mkdir(parents=True, exist_ok=True)
        there = home / file.name
        os.link(file, home / f"{number}_{file.name}" if there.exists() else there)


def _large_photos() -> Iterator[bytes]:
    """A few scenes, each several times with other words in it: decoding them is as much work as ever."""
    for seed in range(_SCENES):
        picture = scene(6000, 4000, seed=seed)
        base = jpeg(picture, quality=92, subsampling="4:2:2", jfif=False)
        exif = segment(0xE1, b"Exif\0\0" + camera_exif(thumbnail=thumbnail_jpeg(picture)))
        for number in range(LARGE // _SCENES):
            yield with_segments(base, exif, segment(0xFE, b"number %d" % number))
