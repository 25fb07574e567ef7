"""JPEG, the fast way: libjpeg-turbo into a kept buffer, with the very pixels Pillow makes.

Anything unusual (CMYK, a damaged file, a flavour libjpeg-turbo's simple door does
not take) goes the plain way through Pillow.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, JpegImagePlugin

from imalink_core.containers.jpeg import COEFFICIENTS
from imalink_core.containers.orientation import upright_size
from imalink_core.containers.parts import Parts
from imalink_core.containers.segments import FRAMES, START_OF_SCAN, segments
from imalink_core.containers.source import of_bytes
from imalink_core.decode.raster import Raster, Tools, check_appetite
from imalink_core.decode.standard import orientation_of, raster_of
from imalink_core.errors import Problem
from imalink_core.original import Original

_PIXELS = {"RGB": ("RGBX", 4), "L": ("GRAY", 1)}
"""Pillow's mode: libjpeg-turbo's word for the way Pillow holds it in memory, and bytes a pixel."""

_START_OF_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_MANY_SCANS = 100
"""A camera's progressive JPEG has some ten scans; thousands are made to take for ever."""


def decode_jpeg(original: Original, parts: Parts, tools: Tools) -> Raster:
    """Decode a JPEG, or the first picture of an MPO."""
    data = original.read()
    image = JpegImagePlugin.JpegImageFile(BytesIO(data))
    scans = _scans(data, progressive="progressive" in image.info)
    # Progressive or not: a decoder of several scans keeps every coefficient until the last.
    coefficients = COEFFICIENTS if scans > 1 else parts.extra_appetite
    check_appetite(image.size, 4 + coefficients, tools.limits)
    if scans > _MANY_SCANS and not tools.alone:
        raise Problem("too_slow", "(It is made of very many scans.)")
    pixels = None if tools.tolerant else _decode_fast(data, image, tools)
    if pixels is None:
        return raster_of(image, tools)
    orientation = orientation_of(image)
    return Raster(
        image=pixels,
        size=upright_size(image.size, orientation),
        orientation=orientation,
        icc_profile=image.info.get("icc_profile"),
        comment=image.info.get("comment"),
    )


def _scans(data: bytes, *, progressive: bool) -> int:
    """How many scans the first picture has. Within a scan, neither marker can come up by chance.

    A scan that holds all colours of a sequential picture is its last: nobody looks further.
    """
    found = {marker: at for marker, at, _ in segments(of_bytes(data))}
    first = found.get(START_OF_SCAN, len(data))
    frame = next((at for marker, at in found.items() if marker in FRAMES), len(data))
    if not progressive and data[first : first + 1] == data[frame + 5 : frame + 6]:
        return 1
    end = data.find(_END, first)
    return 1 + data.count(_START_OF_SCAN, first, len(data) if end < 0 else end)


def _decode_fast(data: bytes, image: Image.Image, tools: Tools) -> Image.Image | None:
    """Decode into this thread's buffer, or `None` where only the plain way will do."""
    import simplejpeg  # slow to import: numpy comes with it

    if image.mode not in _PIXELS:
        return None
    layout, bytes_per_pixel = _PIXELS[image.mode]
    width, height = image.size
    buffer = tools.buffers.take(width * height * bytes_per_pixel)
    across, down = (tools.enough or 0, 0) if width > height else (0, tools.enough or 0)
    try:
        pixels = simplejpeg.decode_jpeg(data, layout, buffer=buffer, min_width=across, min_height=down)
    except ValueError:  # damaged, or of an unusual making: Pillow decides
        return None
    if tools.enough is None and pixels.shape[:2] != (height, width):
        return None
    size = (pixels.shape[1], pixels.shape[0])
    if image.mode == "L":
        return Image.frombuffer("L", size, pixels, "raw", "L", 0, 1)
    # Pillow maps four bytes a pixel as RGBX alone. Its RGB lies in memory in the same way, and by
    # the door for Arrow one passes for the other without a copy; three bands are faster than four.
    mapped = Image.frombuffer("RGBX", size, pixels, "raw", "RGBX", 0, 1)
    return Image.fromarrow(mapped, "RGB", size)
