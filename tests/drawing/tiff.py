"""TIFF: written by hand, so that byte order, depth and directories are as asked.

tiff(scene(300, 200), orientation=6, compression="deflate", byte_order="MM")
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import Literal

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
    tiff_stream,
    undefined,
)
from tests.drawing.exif import Entries

Samples = npt.NDArray[np.generic]
TiffCompression = Literal["none", "deflate"]

_PHOTOMETRIC = {"L": 1, "RGB": 2, "RGBA": 2, "CMYK": 5}
_COMPRESSION = {"none": 1, "deflate": 8}
_STRIPS = 0x0111
_ROWS_TO_A_STRIP = 64


def tiff(
    image: Image.Image,
    *more: Image.Image,
    depth: Literal[8, 16] = 8,
    floating: bool = False,
    compression: TiffCompression = "none",
    orientation: int | None = None,
    tags: Entries | None = None,
    photo: Entries | None = None,
    xmp: bytes | None = None,
    iptc: bytes | None = None,
    icc: bytes | None = None,
    byte_order: ByteOrder = "II",
) -> bytes:
    """A TIFF of L, RGB, RGBA or CMYK, `more` pictures on the pages behind.

    `floating` stores 0.0 to 1.0 in 32 bits. `tags` go into the first
    directory, `photo` into its EXIF directory.
    """
    extra: dict[int, Entry] = {}
    if orientation is not None:
        extra[0x0112] = short(orientation)
    if xmp is not None:
        extra[0x02BC] = byte(*xmp)
    if iptc is not None:
        extra[0x83BB] = undefined(iptc)
    if icc is not None:
        extra[0x8773] = undefined(icc)
    page: Directory | int = 0
    for picture in reversed(more):
        page = _page(
            picture, _samples(picture, depth, floating=floating), compression, byte_order, {}, None, page
        )
    samples = _samples(image, depth, floating=floating)
    first = _page(image, samples, compression, byte_order, extra | dict(tags or {}), photo, page)
    return tiff_stream(first, byte_order)


def pillow_tiff(
    image: Image.Image, compression: Literal["lzw", "jpeg", "deflate"], orientation: int = 1
) -> bytes:
    """A TIFF packed by libtiff, as Pillow writes it."""
    names = {"lzw": "tiff_lzw", "jpeg": "jpeg", "deflate": "tiff_adobe_deflate"}
    out = io.BytesIO()
    image.save(out, "TIFF", compression=names[compression], tiffinfo={0x0112: orientation})
    return out.getvalue()


def _page(
    image: Image.Image,
    samples: Samples,
    compression: TiffCompression,
    byte_order: ByteOrder,
    extra: Entries,
    photo: Entries | None,
    following: Directory | int,
) -> Directory:
    channels = 1 if samples.ndim == 2 else samples.shape[2]
    stored: Samples = samples.astype(samples.dtype.newbyteorder("<" if byte_order == "II" else ">"))
    strips = _strips(stored, compression)
    entries = {
        0x0100: long(image.width),
        0x0101: long(image.height),
        0x0102: short(*[8 * samples.dtype.itemsize] * channels),
        0x0103: short(_COMPRESSION[compression]),
        0x0106: short(_PHOTOMETRIC[image.mode]),
        0x0115: short(channels),
        0x0116: long(_ROWS_TO_A_STRIP),
        0x0117: long(*map(len, strips)),
        0x011A: rational((300, 1)),
        0x011B: rational((300, 1)),
        0x0128: short(2),
    }
    if image.mode == "RGBA":
        entries[0x0152] = short(2)
    if samples.dtype == np.float32:
        entries[0x0153] = short(*[3] * channels)
    children = {} if photo is None else {0x8769: [Directory(photo)]}
    return Directory(entries | dict(extra), children=children, blobs={_STRIPS: strips}, next=following)


def _samples(image: Image.Image, depth: Literal[8, 16], *, floating: bool) -> Samples:
    pixels = np.asarray(image, dtype=np.uint8)
    if floating:
        return pixels.astype(np.float32) / np.float32(255)
    return pixels if depth == 8 else pixels.astype(np.uint16) * np.uint16(257)


def _strips(samples: Samples, compression: TiffCompression) -> Sequence[bytes]:
    starts = range(0, samples.shape[0], _ROWS_TO_A_STRIP)
    strips = [samples[start : start + _ROWS_TO_A_STRIP].tobytes() for start in starts]
    return strips if compression == "none" else [zlib.compress(strip) for strip in strips]
