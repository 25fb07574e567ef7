"""Photographs for whoever has none at hand, or wants to try the program first.

What is seen in one moment is drawn once, a little larger than needed; each shot of a burst frames it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import numpy as np
from PIL import Image, ImageFilter

from imalink_desktop.app.desktop.sample.brush import Picture, Rng, Size
from imalink_desktop.app.desktop.sample.developing import develop
from imalink_desktop.app.desktop.sample.diary import Shot, diary
from imalink_desktop.app.desktop.sample.scenes import SCENES
from imalink_desktop.app.desktop.sample.writing import as_jpeg
from imalink_desktop.base.atomic import write_atomically

Moment: TypeAlias = Sequence[Shot]
"""The shots of a burst, or the only one."""

_LARGER = 1.05
_DRAWN_AT = 0.64
"""What is drawn smaller and enlarged is as sharp as a lens, and takes half the time."""
_SHARPER = ImageFilter.UnsharpMask(0.8, 60, 2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A photo that lies nowhere yet."""

    file: str
    """Below the folder of the sample, with `/`."""
    data: bytes


def moments(count: int, seed: int) -> list[Moment]:
    """What there is to be drawn, in the order in which it was taken."""
    shots = diary(np.random.default_rng(seed), count)
    return [tuple(group) for _, group in groupby(shots, lambda shot: shot.moment)]


def draw(shots: Moment, seed: int, size: int) -> list[Drawn]:
    """Draw these shots of one moment."""
    if not shots:
        return []
    seen = _seen(shots[0], np.random.default_rng((seed, shots[0].moment)), size)
    drawn = []
    for shot in shots:
        rng = np.random.default_rng((seed, shot.moment, shot.later))
        drawn.append(Drawn(shot.file, as_jpeg(develop(_framed(seen, shot, rng, size), shot, rng), shot, rng)))
    return drawn


def put(photo: Drawn, folder: Path) -> Path:
    """Lay a photo in its place, where nothing lies."""
    file = folder / photo.file
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, photo.data)
    return file


def _seen(shot: Shot, rng: Rng, size: int) -> Picture:
    """What lies before the camera, a little more than is in the picture."""
    drawn = SCENES[shot.scene](rng, _times(_size(shot, size), _DRAWN_AT * _LARGER), shot.hour)
    return drawn.filter(_SHARPER)


def _framed(seen: Picture, shot: Shot, rng: Rng, size: int) -> Picture:
    """The part that the camera takes."""
    wide, high = seen.width / _LARGER, seen.height / _LARGER
    x, y = (seen.width - wide) * float(rng.random()), (seen.height - high) * float(rng.random())
    return seen.resize(_size(shot, size), Image.Resampling.BICUBIC, (x, y, x + wide, y + high))


def _size(shot: Shot, size: int) -> Size:
    return _times(shot.shape, size / max(shot.shape))


def _times(size: Size, factor: float) -> Size:
    return round(size[0] * factor), round(size[1] * factor)
