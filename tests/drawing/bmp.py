"""BMP: bottom-up, top-down, with a palette, and from the days of OS/2."""

from __future__ import annotations

import io
import struct

import numpy as np
from PIL import Image


def bmp(image: Image.Image) -> bytes:
    """A BMP of RGB, L, P or 1, as Pillow writes it: the last row first."""
    out = io.BytesIO()
    image.save(out, "BMP")
    return out.getvalue()


def top_down_bmp(image: Image.Image) -> bytes:
    """24 bits with the first row first, which a negative height tells."""
    rows = _rows(image)
    header = struct.pack(
        "<IiiHHIIiiII", 40, image.width, -image.height, 1, 24, 0, len(rows), 2835, 2835, 0, 0
    )
    return _file(header, rows)


def os2_bmp(image: Image.Image) -> bytes:
    """24 bits under the short header of OS/2."""
    return _file(
        struct.pack("<IHHHH", 12, image.width, image.height, 1, 24),
        _rows(image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)),
    )


def _rows(image: Image.Image) -> bytes:
    pixels = np.asarray(image.convert("RGB"))[:, :, ::-1].reshape(image.height, -1)
    padding = -pixels.shape[1] % 4
    return np.pad(pixels, ((0, 0), (0, padding))).tobytes()


def _file(header: bytes, rows: bytes) -> bytes:
    start = 14 + len(header)
    return b"BM" + struct.pack("<IHHI", start + len(rows), 0, 0, start) + header + rows
