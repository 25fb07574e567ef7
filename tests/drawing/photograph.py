"""What there is to see: a scene as noisy as a photograph, and a picture that knows which way is up."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

Rgb: TypeAlias = tuple[int, int, int]
Plane: TypeAlias = npt.NDArray[np.float32]

CORNERS: dict[str, Rgb] = {
    "red": (220, 30, 30),
    "green": (30, 180, 40),
    "blue": (30, 50, 210),
    "yellow": (235, 220, 40),
}
"""The colours of `corners`, by name: top left, top right, bottom left, bottom right."""

UPRIGHT = tuple(CORNERS)
"""What `corner_names` answers for a picture that stands upright."""

# How the upright picture is turned to become the pixels stored under each orientation.
_STORED: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}

_BAND = 128
"""Rows drawn at once, so that a large scene takes little memory beside itself."""


class _Disc(NamedTuple):
    x: float
    y: float
    radius: float
    colour: npt.NDArray[np.float64]


def scene(width: int, height: int, seed: int = 0, mode: str = "RGB") -> Image.Image:
    """A landscape with gradients, edges and sensor noise; the same for the same arguments."""
    random = np.random.default_rng(seed)
    phase = random.uniform(0, 6)
    discs = [_disc(random) for _ in range(5)]
    pixels = np.empty((height, width, 3), dtype=np.uint8)
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    ridge = (0.55 + 0.08 * np.sin(9 * x + phase) + 0.03 * np.sin(31 * x + 2 * phase)).astype(np.float32)
    for top in range(0, height, _BAND):
        rows = slice(top, top + _BAND)
        light = _landscape(x, y[rows], ridge)
        for disc in discs:
            light[(x - disc.x) ** 2 + ((y[rows] - disc.y) * (height / width)) ** 2 < disc.radius**2] = (
                disc.colour
            )
        noise = random.standard_normal((*light.shape[:2], 1), dtype=np.float32)
        light += noise * (2 + 0.02 * light)
        pixels[rows] = np.clip(light, 0, 255)
    return Image.fromarray(pixels).convert(mode)


def corners(width: int = 96, height: int = 64) -> Image.Image:
    """Four quarters in the four colours of `CORNERS`, so that any turn can be told."""
    picture = Image.new("RGB", (width, height))
    middle, centre = width // 2, height // 2
    boxes = (
        (0, 0, middle, centre),
        (middle, 0, width, centre),
        (0, centre, middle, height),
        (middle, centre, width, height),
    )
    for box, colour in zip(boxes, CORNERS.values(), strict=True):
        picture.paste(colour, box)
    return picture


def corner_names(image: Image.Image) -> tuple[str, ...]:
    """The names of the colours nearest to what stands in the four corners of this picture."""
    picture = image.convert("RGB")
    near_x, near_y = picture.width // 8, picture.height // 8
    far_x, far_y = picture.width - 1 - near_x, picture.height - 1 - near_y
    places = ((near_x, near_y), (far_x, near_y), (near_x, far_y), (far_x, far_y))
    return tuple(_name(picture.getpixel(place)) for place in places)


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """The pixels to store so that, under this EXIF orientation, they appear upright as `image`."""
    turn = _STORED.get(orientation)
    return image.copy() if turn is None else image.transpose(turn)


def _disc(random: np.random.Generator) -> _Disc:
    x, y, radius = random.uniform((0.1, 0.15, 0.02), (0.9, 0.85, 0.09))
    return _Disc(x, y, radius, random.uniform(20, 235, 3))


def _landscape(x: Plane, y: Plane, ridge: Plane) -> Plane:
    """Sky above the ridge, furrowed land below it."""
    nowhere = 0 * x
    light = np.stack([110 + 90 * y + nowhere, 150 + 60 * y + nowhere, 215 - 20 * y + 20 * x], axis=-1)
    furrows = 25 * np.sin(60 * (y - ridge) * (1 + x))
    land = np.stack([70 + furrows + 40 * x, 105 + furrows + 20 * y, 50 + 0.5 * furrows], axis=-1)
    return np.where((y > ridge)[:, :, None], land, light)


def _name(pixel: float | tuple[int, ...] | None) -> str:
    assert isinstance(pixel, tuple)
    return min(CORNERS, key=lambda name: sum((a - b) ** 2 for a, b in zip(pixel, CORNERS[name], strict=True)))
