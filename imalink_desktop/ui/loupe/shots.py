"""`Shot`: a picture of a photo as it came from one place, in several sizes, ready to be painted.

Shots are made by workers and never changed. A window takes the smallest size that is large enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtGui import QImage

from imalink_core import Picture
from imalink_desktop.catalog.reads.shown import Shown
from imalink_desktop.ui.loupe.ahead import Sharpness
from imalink_desktop.ui.loupe.zoom import FIT, Size, place, seen_size

_ENOUGH = 2048
"""A size twice as large is halved once more: scaled by less than a half, points would be skipped."""


class Origin(Enum):
    """What a picture was made from."""

    PREVIEW = "preview"
    ORIGINAL = "original"
    CAMERA = "the camera's own preview"


@dataclass(frozen=True, slots=True)
class Layer:
    """The whole upright picture in one size: an image of Qt's on the memory of the engine's picture."""

    image: QImage
    picture: Picture

    @property
    def size(self) -> Size:
        """In pixels."""
        return self.picture.width, self.picture.height

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return len(self.picture.pixels)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a photo; `layers` are the largest first. `why` tells why there will be nothing sharper."""

    facts: Shown
    sharpness: Sharpness
    origin: Origin
    layers: tuple[Layer, ...]
    size: Size
    """Of the upright photo, as well as it is known."""
    why: str | None = None

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return sum(layer.bytes for layer in self.layers)

    @property
    def is_whole(self) -> bool:
        """Whether it holds all the pixels there are."""
        return self.sharpness is Sharpness.WHOLE or self.layers[0].size[0] >= self.size[0]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Of a photo there is no such picture; and why. Without facts it is gone from the catalog."""

    facts: Shown | None
    sharpness: Sharpness
    why: str
    changed: Path | None = None
    """The original, where that is another one than was imported: what it shows may be another photo."""


def layer_of(picture: Picture) -> Layer:
    """Pixels as Qt paints them, without a copy."""
    row = picture.width * 4
    form = QImage.Format.Format_RGB32
    return Layer(QImage(picture.pixels, picture.width, picture.height, row, form), picture)


def layers_of(picture: Picture) -> tuple[Layer, ...]:
    """The pixels of a file, and its halves down to the size of a screen."""
    made = [layer_of(picture)]
    while max(picture.width, picture.height) > _ENOUGH:
        picture = picture.halved()
        made.append(layer_of(picture))
    return tuple(made)


def with_fitting(layers: tuple[Layer, ...], facts: Shown, size: Size, view: Size) -> tuple[Layer, ...]:
    """Also in the very size that fits the view: so most photos are looked at, and nothing is sharper."""
    placed = place(FIT, seen_size(size, facts.rotation, facts.crop), view)
    width, height = (max(1, round(side * placed.scale)) for side in size)
    source = next((layer for layer in reversed(layers) if layer.size[0] > width), None)
    if source is None:
        return layers
    fitting = layer_of(source.picture.resized(width, height))
    return tuple(sorted((*layers, fitting), key=lambda layer: layer.size, reverse=True))
