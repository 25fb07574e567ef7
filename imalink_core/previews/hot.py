"""The hotpreview, whose bytes are the photo's hothash, so that they may never change.

    open → turn upright → fit into 150×150, never enlarging → RGB → JPEG quality 85, no EXIF

A source's comment stays in, because the family's programs leave it in.
"""

from __future__ import annotations

import hashlib
from io import BytesIO

import numpy as np
from PIL import Image

from imalink_core.decode.raster import Raster
from imalink_core.previews.shrink import shrink

HOT_SIDE = 150
_QUALITY = 85


def make_hot(raster: Raster) -> bytes:
    """The hotpreview's bytes."""
    small = shrink(eight_bits(raster.image), raster.orientation, HOT_SIDE)
    small.info = {}  # what else the source carried (a palette's transparency) plays no part
    stream = BytesIO()
    small.convert("RGB").save(stream, "JPEG", quality=_QUALITY, comment=raster.comment)
    return stream.getvalue()


def hothash_of(hotpreview: bytes) -> str:
    """The key under which a server knows this egg."""
    return hashlib.sha256(hotpreview).hexdigest()


def eight_bits(image: Image.Image) -> Image.Image:
    """Bring 16-bit gray, which the recipe cannot take, to 8 bits."""
    if not image.mode.startswith("I;16"):
        return image
    return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
