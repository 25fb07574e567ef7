"""The brushes: graded skies, drifting noise, ridges, light, and the grain of a sensor.

Everything is done by Pillow and numpy on whole pictures, and what is soft is drawn small: a picture has to be
there in a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Rng: TypeAlias = np.random.Generator
Size: TypeAlias = tuple[int, int]
RGB: TypeAlias = tuple[int, int, int]
Point: TypeAlias = tuple[float, float]
Field: TypeAlias = npt.NDArray[np.float32]
Numbers: TypeAlias = npt.NDArray[np.floating[Any]]
Picture: TypeAlias = Image.Image

_BILINEAR = Image.Resampling.BILINEAR
_BICUBIC = Image.Resampling.BICUBIC
_TILE = 1024
_SOFT = 4
"""What has no edges is drawn that much smaller."""


def blend(one: RGB, other: RGB, part: float) -> RGB:
    """A colour between two."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def lit(colour: RGB, by: float | RGB) -> RGB:
    """A colour in another light: a factor, or a colour of which white changes nothing."""
    factors = (by, by, by) if isinstance(by, int | float) else tuple(part / 255 for part in by)
    red, green, blue = (min(255, max(0, round(part * k))) for part, k in zip(colour, factors, strict=True))
    return red, green, blue


def varied(rng: Rng, colour: RGB, by: float = 12) -> RGB:
    """A colour much like it: lighter or darker rather than of another hue."""
    brighter = rng.normal(0, by * 0.8)
    red, green, blue = (min(255, max(0, round(p + brighter + rng.normal(0, by * 0.3)))) for p in colour)
    return red, green, blue


def graded(size: Size, *stops: tuple[float, RGB]) -> Picture:
    """Colours from top to bottom."""
    high = np.linspace(0, 1, size[1])
    at = [stop for stop, _ in stops]
    bands = [np.interp(high, at, [colour[band] for _, colour in stops]) for band in range(3)]
    column = np.stack(bands, axis=-1).round().astype(np.uint8)[:, None, :]
    return Image.fromarray(column).resize(size, Image.Resampling.NEAREST)


@lru_cache(maxsize=2)
def _tile(seed: int) -> Picture:
    """Noise of all sizes at once, without a seam at its edges: the rougher, the fainter."""
    rng = np.random.default_rng(seed)
    frequency = np.fft.fftfreq(_TILE) * _TILE
    far = np.hypot(frequency[:, None], frequency[None, :])
    far[0, 0] = 1.0
    strength = far**-1.75
    strength[far < 4] = 0
    wave = np.fft.ifft2(strength * np.exp(2j * np.pi * rng.random((_TILE, _TILE)))).real
    tile = ((wave - wave.mean()) / wave.std()).astype(np.float32)
    return Image.fromarray(np.tile(tile, (2, 2)))


def noise(rng: Rng, size: Size, across: float = 1.0, squeeze: float = 1.0) -> Picture:
    """Clouds of numbers about 0, few beyond -2 and 2; `across` tiles wide, `squeeze` times flatter."""
    step = across * _TILE / max(size)
    x, y = rng.random(2) * _TILE
    steps = (step, 0.0, x, 0.0, step * squeeze, y)
    reach_x, reach_y = x + step * size[0], y + step * squeeze * size[1]
    if reach_x > 2 * _TILE or reach_y > 2 * _TILE:
        steps = (step, 0.0, 0.0, 0.0, min(step * squeeze, 2 * _TILE / size[1]), 0.0)
    tile = _tile(int(rng.integers(2)))
    return tile.transform(size, Image.Transform.AFFINE, steps, _BILINEAR)


def on_the_ground(rng: Rng, size: Size, near: float = 0.6, far: float = 4.0, squeeze: float = 3.0) -> Picture:
    """The same, lying flat: fine at the upper edge, which is far away, and coarse at the lower."""
    wide, high = size
    low = (max(wide // 2, 1), max(high // 2, 1))
    tile = _tile(int(rng.integers(2)))
    x, y = rng.random(2) * _TILE * 0.2
    at_far, at_near = min(far * 0.25, 1.7) * _TILE, near * _TILE
    middle = x + at_far / 2
    quad = (
        *(middle - at_far / 2, y),
        *(middle - at_near / 2, y + _TILE * squeeze / 3),
        *(middle + at_near / 2, y + _TILE * squeeze / 3),
        *(middle + at_far / 2, y),
    )
    return tile.transform(low, Image.Transform.QUAD, quad, _BILINEAR).resize(size, _BILINEAR)


def numbers(picture: Picture) -> Field:
    """The picture of numbers as an array."""
    return np.asarray(picture, dtype=np.float32)


def mask(field: Numbers) -> Picture:
    """Numbers from 0 to 1 as a mask."""
    return Image.fromarray((np.clip(field, 0, 1) * 255).astype(np.uint8))


def step(field: Numbers, low: float, high: float) -> Field:
    """0 below, 1 above, and smooth between."""
    part = np.clip((field - low) / (high - low), 0, 1)
    return np.asarray(part * part * (3 - 2 * part), dtype=np.float32)


def ridge(rng: Rng, width: int, hills: float = 4, rough: float = 0.5, octaves: int = 7) -> Field:
    """A line from left to right, about 0, with peaks and with smaller ones upon them."""
    x = np.linspace(0, hills, width)
    line = np.zeros(width)
    strength = 1.0
    for _ in range(octaves):
        last = int(np.ceil(x[-1])) + 2
        knots = rng.normal(0, 1, last + 1)
        line += strength * np.interp(x + rng.random(), np.arange(last + 1), knots)
        x, strength = x * 2.1, strength * rough
    return np.asarray(line / 1.6, dtype=np.float32)


def smooth(line: Field, over: int) -> Field:
    """The line without its small turns."""
    over = max(over, 1) | 1
    padded = np.pad(line, over // 2, mode="edge")
    return np.convolve(padded, np.hanning(over + 2)[1:-1] / np.hanning(over + 2).sum(), "valid").astype(
        np.float32
    )


def below(line: Field, height: int) -> Picture:
    """All that lies under a line."""
    rows = np.arange(height, dtype=np.float32)[:, None]
    return mask(rows - line[None, :] + 0.5)


def glow(size: Size, centre: Point, reach: float, sharp: float = 2.0, flat: float = 1.0) -> Picture:
    """Light about a point; `reach` in widths of the picture, `flat` times wider than high."""
    wide, high = max(size[0] // _SOFT, 2), max(size[1] // _SOFT, 2)
    x = (np.arange(wide, dtype=np.float32) / wide - centre[0])[None, :]
    y = (np.arange(high, dtype=np.float32) / high - centre[1])[:, None] * size[1] / size[0] * flat
    return mask(np.exp(-((np.hypot(x, y) / reach) ** sharp))).resize(size, _BILINEAR)


def drawn(size: Size, draw: Callable[[ImageDraw.ImageDraw, int], None], over: int = 2) -> Picture:
    """A mask that is drawn larger, so that its edges are smooth; `draw` is told how many times."""
    large = Image.new("L", (size[0] * over, size[1] * over))
    draw(ImageDraw.Draw(large), over)
    return large.reduce(over)


def blurred(picture: Picture, radius: float) -> Picture:
    """Out of focus. What is blurred much is made small first: nobody sees it, and it takes no time."""
    if radius < 6:
        return picture.filter(ImageFilter.GaussianBlur(radius)) if radius > 0 else picture
    times = min(int(radius / 3), 8)
    little = picture.resize((max(picture.width // times, 1), max(picture.height // times, 1)), _BILINEAR)
    return little.filter(ImageFilter.GaussianBlur(radius / times)).resize(picture.size, _BICUBIC)


def cover(picture: Picture, colour: RGB | Picture, where: Picture, strength: float = 1.0) -> None:
    """Paint over it where the mask is."""
    if strength < 1:
        where = where.point([round(value * strength) for value in range(256)])
    if isinstance(colour, Image.Image):
        picture.paste(colour, (0, 0), where)
    else:
        picture.paste(colour, (0, 0, *picture.size), where)


def shine(picture: Picture, colour: RGB, where: Picture, strength: float = 1.0) -> None:
    """Add light where the mask is."""
    bands = [where.point([round(v * part / 255 * strength) for v in range(256)]) for part in colour]
    picture.paste(ImageChops.screen(picture, Image.merge("RGB", bands)))


def shade(picture: Picture, field: Field, strength: float) -> Picture:
    """Lighter where the numbers are high, darker where they are low."""
    factor = 1 + strength * field
    return Image.fromarray(
        np.clip(np.asarray(picture, dtype=np.float32) * factor[..., None], 0, 255).astype(np.uint8)
    )


def points(*pairs: Point, scale: float = 1.0) -> list[Point]:
    """Corners for Pillow."""
    return [(x * scale, y * scale) for x, y in pairs]


def bent(path: Sequence[Point], count: int = 24) -> list[Point]:
    """A curve near the corners of a path, as Bézier drew them."""
    corners = np.asarray(path, dtype=float)
    at = np.linspace(0, 1, count)[:, None]
    curves = [np.repeat(corner[None, :], count, axis=0) for corner in corners]
    while len(curves) > 1:
        curves = [a + (b - a) * at for a, b in pairwise(curves)]
    return [(float(x), float(y)) for x, y in curves[0]]
