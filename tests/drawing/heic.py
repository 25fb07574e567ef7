"""HEIC: with its own rotation, with EXIF's, with both as phones do, in one piece or in tiles.

heic(turned(corners(), 6), container=6, exif=camera_exif(orientation=6))   # as a phone writes it
heic(turned(corners(), 6), exif=camera_exif(orientation=6))                # the container says nothing
"""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from tests.drawing.directory import short
from tests.drawing.exif import exif_blob

_PREFIX = b"Exif\0\0"


def heic(
    image: Image.Image,
    *,
    container: int = 1,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    icc: bytes | None = None,
    ten_bits: bool = False,
    tile: int = 0,
    quality: int = 80,
) -> bytes:
    """A HEIC of this picture, its pixels stored as given.

    `container` is an EXIF orientation put into the container's own words (irot
    and imir). A turned container without `exif` carries an empty one.
    """
    # Imported here: it loads an encoder, and most tests draw no HEIC.
    import pillow_heif

    # The encoder takes the container's turn from the EXIF it is given, so it is given
    # a stand-in of the same length, which makes room for the real one afterwards.
    turn = exif_blob(image={0x0112: short(container)})
    real = exif_blob() if exif is None else exif
    length = max(len(turn), len(real))
    stand_in = turn.ljust(length, b"\0")
    options: dict[str, object] = {"quality": quality, "tile_size": tile}
    if exif is not None or container != 1:
        options["exif"] = _PREFIX + stand_in
    if xmp is not None:
        options["xmp"] = xmp
    if icc is not None:
        options["icc_profile"] = icc
    out = io.BytesIO()
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    pixels = np.asarray(image.convert(mode))
    data = (pixels.astype(np.uint16) * 257).tobytes() if ten_bits else pixels.tobytes()
    pillow_heif.encode(f"{mode};16" if ten_bits else mode, image.size, data, out, **options)
    return out.getvalue().replace(_PREFIX + stand_in, _PREFIX + real.ljust(length, b"\0"))
