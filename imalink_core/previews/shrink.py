"""The recipe's arithmetic: shrinking to the hotpreview's size with the family's very pixels.

Other programs of the family make the hothash by `Image.thumbnail((150, 150))` on the
upright, full-size picture, under Pillow 10 to 12. Pillow 13 orders the passes by cost
and passes the reducing gap into the premultiplied branch, which changes the bytes for
some pictures. So the steps are spelled out here and depend on no version:

    size rounding → box-reduce by `int(side / target / 2)` → LANCZOS, the horizontal
    pass to the end, then the vertical one (ribbons more than a hundred times as tall
    as wide: the vertical pass first)

A faster way to the same pixels: reduce first, turn the small picture upright after.
The reduce grid must then be anchored at those edges of the stored picture that become
the upright one's origin, since the last blocks are partial where the factor does not
divide the side.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image

from imalink_core.containers.orientation import upright_size

LANCZOS = Image.Resampling.LANCZOS
NEAREST = Image.Resampling.NEAREST

_GAP = 2.0
_RIBBON = 100

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_FROM_RIGHT = (2, 3, 7, 8)
"""Orientations in which the stored right edge becomes an origin edge of the upright picture."""

_FROM_BOTTOM = (3, 4, 6, 7)
"""The same for the stored bottom edge."""

_REDUCED_AS_STORED = ("RGB", "L", "CMYK")
"""Modes whose bands are averaged independently, so that turning and reducing commute."""


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turn a stored picture upright."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def fitted(size: tuple[int, int], side: int) -> tuple[int, int] | None:
    """The size within a square of `side` that keeps the ratio; `None` if it is that small already."""
    width, height = size
    if side >= width and side >= height:
        return None
    aspect = width / height
    if aspect <= 1:
        return _rounded(side * aspect, lambda n: abs(aspect - n / side)), side
    return side, _rounded(side / aspect, lambda n: 0 if n == 0 else abs(aspect - side / n))


def _rounded(number: float, error: Callable[[int], float]) -> int:
    """The neighbour of `number` that keeps the ratio best, at least 1."""
    return max(min(math.floor(number), math.ceil(number), key=error), 1)


def shrink(image: Image.Image, orientation: int, side: int) -> Image.Image:
    """The upright picture, fitted into a square: the recipe's pixels in the recipe's mode."""
    size = upright_size(image.size, orientation)
    target = fitted(size, side)
    if target is None:
        return upright(image, orientation)
    image = eight_bits(image)
    if image.mode in ("1", "P"):
        return upright(image, orientation).resize(target, NEAREST)
    if image.mode in ("LA", "RGBA"):
        premultiplied = upright(image, orientation).convert({"LA": "La", "RGBA": "RGBa"}[image.mode])
        return _resample(premultiplied, size, target).convert(image.mode)
    factor = (int(size[0] / target[0] / _GAP) or 1, int(size[1] / target[1] / _GAP) or 1)
    if factor == (1, 1):
        return _resample(upright(image, orientation), size, target)
    if image.mode in _REDUCED_AS_STORED:
        reduced = _reduce_then_turn(image, orientation, factor)
    else:
        reduced = upright(image, orientation).reduce(factor)
    return _resample(reduced, (size[0] / factor[0], size[1] / factor[1]), target)


def eight_bits(image: Image.Image) -> Image.Image:
    """Bring 16-bit gray, which the recipe cannot shrink, to 8 bits."""
    if not image.mode.startswith("I;16"):
        return image
    import numpy as np  # slow to import, and rarely needed

    return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))


def _resample(image: Image.Image, extent: tuple[float, float], target: tuple[int, int]) -> Image.Image:
    """One pass to its end, then the other: never both at once, where Pillow would choose the order.

    `extent` is how much of the picture counts; its last row and column may be partial blocks.
    """
    if image.height > image.width * _RIBBON and target[1] < image.height:
        low = image.resize((image.width, target[1]), LANCZOS, box=(0, 0, image.width, extent[1]))
        return low.resize(target, LANCZOS, box=(0, 0, extent[0], target[1]))
    wide = image.resize((target[0], image.height), LANCZOS, box=(0, 0, extent[0], image.height))
    return wide.resize(target, LANCZOS, box=(0, 0, target[0], extent[1]))


def _reduce_then_turn(image: Image.Image, orientation: int, factor: tuple[int, int]) -> Image.Image:
    """Box-reduce the stored picture on the upright picture's grid, then turn the small result."""
    x, y = upright_size(factor, orientation)
    left = image.width % x if orientation in _FROM_RIGHT else 0
    top = image.height % y if orientation in _FROM_BOTTOM else 0
    if not left and not top:
        return upright(image.reduce((x, y)), orientation)
    columns = ((0, left), (left, image.width)) if left else ((0, image.width),)
    rows = ((0, top), (top, image.height)) if top else ((0, image.height),)
    small = Image.new(image.mode, (-(-image.width // x), -(-image.height // y)))
    for row, (y0, y1) in enumerate(rows):
        for column, (x0, x1) in enumerate(columns):
            small.paste(image.reduce((x, y), box=(x0, y0, x1, y1)), (column, row))
    return upright(small, orientation)
