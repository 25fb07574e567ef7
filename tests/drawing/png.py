"""PNG: every kind of pixel, its chunks put in by hand."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Literal

import numpy as np
from PIL import Image, PngImagePlugin

Depth = Literal["L", "RGB"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_END = 8 + 25
_COLOUR_TYPE = {"L": 0, "RGB": 2}
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def png(
    image: Image.Image,
    *,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    comment: str | None = None,
    icc: bytes | None = None,
    gamma: float | None = None,
    transparent: int | None = None,
) -> bytes:
    """A PNG of this picture, in its own mode: 1, L, LA, P, RGB, RGBA or I;16.

    `transparent` is the palette's entry (or the gray) that is not there.
    """
    out = io.BytesIO()
    options: dict[str, object] = {} if transparent is None else {"transparency": transparent}
    image.save(out, "PNG", icc_profile=icc, pnginfo=PngImagePlugin.PngInfo(), **options)
    chunks = []
    if gamma is not None:
        chunks.append(chunk(b"gAMA", struct.pack(">I", round(gamma * 100_000))))
    if exif is not None:
        chunks.append(chunk(b"eXIf", exif))
    if xmp is not None:
        chunks.append(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp))
    if comment is not None:
        chunks.append(chunk(b"tEXt", b"Comment\0" + comment.encode("latin-1")))
    return with_chunks(out.getvalue(), *chunks)


def palette(image: Image.Image, colours: int = 64) -> Image.Image:
    """The same picture in a few colours of its own."""
    return image.convert("RGB").quantize(colours)


def png16(image: Image.Image, mode: Depth = "RGB") -> bytes:
    """16 bits for each channel, written by hand since Pillow writes no RGB of that depth."""
    pixels = np.asarray(image.convert(mode), dtype=np.uint16) * 257
    rows = pixels.astype(">u2").reshape(image.height, -1).view(np.uint8)
    return _file(
        image.width, image.height, 16, _COLOUR_TYPE[mode], b"".join(b"\0" + row.tobytes() for row in rows)
    )


def interlaced(image: Image.Image) -> bytes:
    """RGB in the seven passes of Adam7, written by hand since Pillow writes none."""
    pixels = np.asarray(image.convert("RGB"))
    rows = bytearray()
    for left, top, step_x, step_y in _ADAM7:
        for row in pixels[top::step_y, left::step_x] if left < image.width else ():
            rows += b"\0" + row.tobytes()
    return _file(image.width, image.height, 8, _COLOUR_TYPE["RGB"], bytes(rows), interlace=1)


def png_bomb(width: int = 20000, height: int = 20000) -> bytes:
    """A file of some kilobytes that opens to this many black pixels in RGB."""
    packed = _packed_zeros(height * (1 + 3 * width))
    return _assembled(_header(width, height, 8, _COLOUR_TYPE["RGB"], 0), packed)


def text_bomb(size: int = 100_000_000) -> bytes:
    """A small PNG with a compressed comment that opens to this many bytes."""
    packer = zlib.compressobj(9)
    piece = bytes(b"a" * 1_000_000)
    packed = b"".join([*(packer.compress(piece) for _ in range(size // len(piece))), packer.flush()])
    return with_chunks(png(Image.new("RGB", (32, 32), "teal")), chunk(b"zTXt", b"Comment\0\0" + packed))


def chunk(name: bytes, data: bytes) -> bytes:
    """One chunk with its length and checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_chunks(data: bytes, *chunks: bytes) -> bytes:
    """Put chunks right behind the header."""
    return data[:_HEADER_END] + b"".join(chunks) + data[_HEADER_END:]


def _file(width: int, height: int, depth: int, colour: int, rows: bytes, interlace: int = 0) -> bytes:
    return _assembled(_header(width, height, depth, colour, interlace), zlib.compress(rows))


def _header(width: int, height: int, depth: int, colour: int, interlace: int) -> bytes:
    return struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)


def _assembled(header: bytes, packed: bytes) -> bytes:
    return _SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _packed_zeros(count: int) -> bytes:
    """So many zeros as zlib would pack them, without packing each: one block, repeated."""
    mega = 1 << 20
    whole, rest = divmod(count, mega)
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(mega)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, wbits=-15)
    last = packer.compress(bytes(rest)) + packer.flush()
    checksum = count % 65521 << 16 | 1
    return b"\x78\xda" + block * whole + last + struct.pack(">I", checksum)
