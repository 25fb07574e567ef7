"""The hotpreview, whose bytes are the photo's hothash, so that they may never change.

    open → turn upright → fit into 150×150, never enlarging → RGB → JPEG quality 85, no EXIF

A source's comment stays in, because the family's programs leave it in.
"""

from __future__ import annotations

import hashlib
from io import BytesIO

from imalink_core.decode.raster import Raster
from imalink_core.previews.shrink import shrink

HOT_SIDE = 150
_QUALITY = 85
_LONGEST_COMMENT = 65533
"""What fits into a JPEG's segment. With a longer one the recipe has no answer."""


def make_hot(raster: Raster) -> bytes:
    """The hotpreview's bytes."""
    small = shrink(raster.image, raster.orientation, HOT_SIDE)
    small.info = {}  # what else the source carried (a palette's transparency) plays no part
    comment = raster.comment if len(raster.comment or "") <= _LONGEST_COMMENT else None
    stream = BytesIO()
    small.convert("RGB").save(stream, "JPEG", quality=_QUALITY, comment=comment)
    return stream.getvalue()


def hothash_of(hotpreview: bytes) -> str:
    """The key under which a server knows this egg."""
    return hashlib.sha256(hotpreview).hexdigest()
