"""What camera and developing add: contrast, a darker edge, grain, and sometimes no colour."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from imalink_desktop.app.desktop.sample.brush import Picture, Rng
from imalink_desktop.app.desktop.sample.diary import Shot
from imalink_desktop.app.desktop.sample.light import Hour

_GRAIN = 640
_MIDDLE = 128
_BY_NIGHT = 5.0
_BY_DAY = 2.2


def develop(picture: Picture, shot: Shot, rng: Rng) -> Picture:
    """The finished picture."""
    if shot.monochrome:
        grey = picture.convert("L").point(_curve(0.32))
        picture = Image.merge("RGB", (grey, grey, grey))
    else:
        picture = picture.point(_curve(0.12) * 3)
    strong = _BY_NIGHT if shot.hour is Hour.NIGHT else _BY_DAY
    picture = ImageChops.multiply(picture, _edge(picture.size))
    grain = _grain(rng, picture.size, strong * (1.8 if shot.monochrome else 1.0))
    return ImageChops.add(picture, grain, offset=-_MIDDLE)


def _curve(contrast: float) -> list[int]:
    """Darker shadows, lighter lights."""
    x = np.linspace(0, 1, 256)
    bent = x + contrast * (x * x * (3 - 2 * x) - x)
    return [round(float(value) * 255) for value in bent]


@lru_cache(maxsize=4)
def _noise(strong: float) -> Picture:
    """A tile of grain about the middle grey."""
    rough = np.random.default_rng(7).normal(0, 40, (_GRAIN, _GRAIN)).clip(-127, 127) + _MIDDLE
    soft = Image.fromarray(rough.astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))
    grain = np.asarray(soft, dtype=np.float32)
    grain = (grain - grain.mean()) / grain.std() * strong + _MIDDLE
    return Image.fromarray(grain.round().clip(0, 255).astype(np.uint8)).convert("RGB")


def _grain(rng: Rng, size: tuple[int, int], strong: float) -> Picture:
    tile = _noise(strong)
    x, y = (int(part) for part in rng.integers(_GRAIN, size=2))
    grain = Image.new("RGB", size)
    for left in range(-x, size[0], _GRAIN):
        for top in range(-y, size[1], _GRAIN):
            grain.paste(tile, (left, top))
    return grain


@lru_cache(maxsize=8)
def _edge(size: tuple[int, int]) -> Picture:
    """Lenses give less light to the corners."""
    x = np.linspace(-1, 1, size[0], dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, size[1], dtype=np.float32)[:, None]
    return Image.fromarray((255 - 28 * (x * x + y * y)).astype(np.uint8)).convert("RGB")
