"""Decoding by Pillow: PNG, TIFF, WebP, GIF, BMP, AVIF, and what the fast way leaves of JPEG.

Each format opens its own plugin and no other, so that a file can only ever be
read as what it was recognised to be.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from PIL.ExifTags import Base

from imalink_core.containers.orientation import upright_size
from imalink_core.containers.parts import Parts
from imalink_core.decode.raster import Decode, Raster, Tools, check_appetite
from imalink_core.errors import Problem, note
from imalink_core.original import Original

Opener = Callable[[BinaryIO], ImageFile.ImageFile]

_BYTES_PER_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 8, "I;16B": 8, "LA": 4, "RGBA": 8, "RGBa": 8}


def _with(opener: Opener) -> Decode:
    def decode(original: Original, _parts: Parts, tools: Tools) -> Raster:
        return raster_of(opener(BytesIO(original.read())), tools)

    return decode


def decode_tiff(original: Original, _parts: Parts, tools: Tools) -> Raster:
    """TIFF, read in parts: a stitched panorama may be larger than we would hold whole."""
    original.file.seek(0)
    try:
        image = TiffImagePlugin.TiffImageFile(original.file)
    except SyntaxError as error:
        if "unknown" in str(error):
            raise Problem("unsupported", "(This way of storing a TIFF's pixels is not.)") from None
        raise
    return raster_of(image, tools)


def raster_of(image: ImageFile.ImageFile, tools: Tools) -> Raster:
    """Decode what has been opened. The orientation is Pillow's own reading, as in the recipe."""
    check_appetite(image.size, _BYTES_PER_PIXEL.get(image.mode, 4), tools.limits)
    load(image, tools)
    orientation = orientation_of(image)
    return Raster(
        image=image,
        size=upright_size(image.size, orientation),
        orientation=orientation,
        icc_profile=image.info.get("icc_profile"),
        comment=image.info.get("comment"),
        notes=(note("truncated"),) if tools.tolerant else (),
    )


def load(image: ImageFile.ImageFile, tools: Tools) -> None:
    """Decode the pixels; of a damaged file as many as there are, when that is asked."""
    if not tools.tolerant:
        image.load()
        return
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def orientation_of(image: Image.Image) -> int:
    """How the stored picture lies, 1 when the file does not say so in a way one can use."""
    try:
        orientation = image.getexif().get(Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - Pillow raises whatever its parsers do; the pixels are fine
        return 1
    return orientation if orientation in range(1, 9) else 1


decode_png = _with(PngImagePlugin.PngImageFile)
decode_webp = _with(WebPImagePlugin.WebPImageFile)
decode_gif = _with(GifImagePlugin.GifImageFile)
decode_bmp = _with(BmpImagePlugin.BmpImageFile)
decode_avif = _with(AvifImagePlugin.AvifImageFile)
