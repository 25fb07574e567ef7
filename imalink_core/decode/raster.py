"""`Raster`: what every decoder answers, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from PIL import Image

from imalink_core.containers.parts import Parts
from imalink_core.decode.buffers import Buffers
from imalink_core.errors import Problem
from imalink_core.found import Note
from imalink_core.limits import DEFAULT_LIMITS, LONGEST_SIDE, Limits
from imalink_core.original import Original


@dataclass(frozen=True, slots=True)
class Tools:
    """What a decoder works with.

    `alone` says that this process may be lost: nothing else is decoded in it, and it
    has its own limits. `tolerant` asks for what can be saved of a damaged file, and is
    given only when alone, because Pillow's switch for it holds for a whole process.
    """

    limits: Limits = DEFAULT_LIMITS
    buffers: Buffers = field(default_factory=Buffers)
    alone: bool = False
    tolerant: bool = False
    enough: int | None = None
    """A picture to be looked at needs no longer side than this: who can decode it smaller at once, may.
    Never given for an egg, whose hash is made of all its pixels.
    """


@dataclass(frozen=True, slots=True)
class Raster:
    """Decoded pixels, and what is still to be done to them.

    `orientation` is EXIF's 1-8 and has *not* been applied yet. `size` is the
    width and height of the upright photo, which for RAW is larger than the
    embedded preview that `image` holds. The image may lie in the thread's kept
    buffer: it is good until the same thread decodes again.
    """

    image: Image.Image
    size: tuple[int, int]
    orientation: int = 1
    icc_profile: bytes | None = None
    comment: bytes | str | None = None
    picture_from: str | None = None
    """For a RAW or a video, which of its pictures this is; it goes into the egg's `exif_dict`."""
    notes: tuple[Note, ...] = ()


Decode: TypeAlias = Callable[[Original, Parts, Tools], Raster]
"""Makes pixels of a file, knowing what its container says of them."""


def is_flat(image: Image.Image) -> bool:
    """Whether every pixel has one and the same colour."""
    extrema = image.getextrema()
    bands = extrema if isinstance(extrema[0], tuple) else (extrema,)
    return all(low == high for low, high in bands)


def check_appetite(size: tuple[int, int], bytes_per_pixel: int, limits: Limits) -> None:
    """Refuse a picture that would take more memory than one file may."""
    width, height = size
    if width * height * bytes_per_pixel > limits.decoding_bytes or max(size) > LONGEST_SIDE:
        raise Problem("too_large", f"({width} × {height} pixels)")
