"""DNG: an honest one, whose sensor data a RAW developer turns back into the scene.

dng(scene(600, 400), camera=camera_directory(make="Leica", model="Q3"))
dng(scene(600, 400), preview=scene(300, 200))    # as cameras write it, with a JPEG inside
dng(scene(600, 400), blank=True)                 # a stub: all in place, nothing exposed
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from PIL import Image

from tests.drawing.directory import (
    ByteOrder,
    Directory,
    Entry,
    byte,
    long,
    rational,
    short,
    signed_rational,
    text,
    tiff_stream,
)
from tests.drawing.exif import camera_directory
from tests.drawing.jpeg import jpeg

BLACK, WHITE = 512, 16383
SUB_DIRECTORIES, STRIPS = 0x014A, 0x0111

# From XYZ to linear sRGB: the sensor we draw sees the colours of sRGB itself.
_COLOUR_MATRIX = (32406, -15372, -4986, -9689, 18758, 415, 557, -2040, 10570)


def dng(
    image: Image.Image,
    *,
    preview: Image.Image | None = None,
    camera: Directory | None = None,
    blank: bool = False,
    byte_order: ByteOrder = "II",
) -> bytes:
    """A DNG of these stored pixels, 16 bits of an uncompressed Bayer mosaic.

    With a `preview` the first directory is a thumbnail, and the sensor's data
    and the preview's JPEG stand below it; without, the sensor's data come first.
    """
    said = camera_directory() if camera is None else camera
    name = said.entries.get(0x0110, text("Drawn"))
    entries = {
        **said.entries,
        0xC612: byte(1, 4, 0, 0),
        0xC613: byte(1, 1, 0, 0),
        0xC614: name,
        0xC621: signed_rational(*((value, 10000) for value in _COLOUR_MATRIX)),
        0xC628: rational((1, 1), (1, 1), (1, 1)),
        0xC65A: short(21),
    }
    sensor = sensor_directory(mosaic(image, blank=blank), byte_order)
    if preview is None:
        whole = {**sensor.entries, **entries}
        return tiff_stream(Directory(whole, children=said.children, blobs=sensor.blobs), byte_order)
    thumbnail = small_rgb_directory(preview)
    children = {**said.children, SUB_DIRECTORIES: [sensor, jpeg_directory(preview)]}
    first = Directory({**thumbnail.entries, **entries}, children=children, blobs=thumbnail.blobs)
    return tiff_stream(first, byte_order)


def mosaic(image: Image.Image, *, blank: bool = False) -> npt.NDArray[np.uint16]:
    """What a sensor behind a red-green-green-blue filter measures of this scene."""
    colours = np.asarray(image.convert("RGB"), dtype=np.float32) / 255
    light = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    cells = np.empty(light.shape[:2], dtype=np.float32)
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        cells[row::2, column::2] = light[row::2, column::2, channel]
    if blank:
        cells[:] = 0
    return np.round(BLACK + cells * (WHITE - BLACK)).astype(np.uint16)


def sensor_directory(cells: npt.NDArray[np.uint16], byte_order: ByteOrder = "II") -> Directory:
    """The directory of a Bayer mosaic."""
    height, width = cells.shape
    strip = cells.astype("<u2" if byte_order == "II" else ">u2").tobytes()
    entries = {
        **_picture(width, height, bits=(16,), photometric=32803, compression=1, kind=0),
        0x0117: long(len(strip)),
        0x828D: short(2, 2),
        0x828E: byte(0, 1, 1, 2),
        0xC617: short(1),
        0xC61A: short(BLACK),
        0xC61D: short(WHITE),
    }
    return Directory(entries, blobs={STRIPS: [strip]})


def small_rgb_directory(image: Image.Image) -> Directory:
    """The uncompressed thumbnail that DNG and NEF begin with, which is not the photo."""
    small = image.convert("RGB")
    small.thumbnail((min(160, image.width // 2), min(120, image.height // 2)))
    strip = small.tobytes()
    entries = _picture(small.width, small.height, bits=(8, 8, 8), photometric=2, compression=1, kind=1)
    return Directory({**entries, 0x0117: long(len(strip))}, blobs={STRIPS: [strip]})


def jpeg_directory(image: Image.Image) -> Directory:
    """A JPEG preview in a strip of its own, as DNG has it."""
    strip = jpeg(image)
    entries = _picture(image.width, image.height, bits=(8, 8, 8), photometric=6, compression=7, kind=1)
    return Directory({**entries, 0x0117: long(len(strip))}, blobs={STRIPS: [strip]})


def _picture(
    width: int, height: int, *, bits: tuple[int, ...], photometric: int, compression: int, kind: int
) -> Mapping[int, Entry]:
    return {
        0x00FE: long(kind),
        0x0100: long(width),
        0x0101: long(height),
        0x0102: short(*bits),
        0x0103: short(compression),
        0x0106: short(photometric),
        0x0115: short(len(bits)),
        0x0116: long(height),
        0x011C: short(1),
    }
