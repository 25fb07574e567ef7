"""JPEG: every kind a camera or a program writes, its segments put in by hand."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageChops

Subsampling = Literal["4:4:4", "4:2:2", "4:2:0"]

_SOI, _EOI, _SOS, _COM, _APP0, _APP14 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xEE
_FRAMES = {0xC0, 0xC1, 0xC2}
_LARGEST = 65533
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_ICC = b"ICC_PROFILE\0"
_PHOTOSHOP = b"Photoshop 3.0\0"


def jpeg(
    image: Image.Image,
    *,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    iptc: bytes | None = None,
    icc: bytes | None = None,
    comment: bytes | None = None,
    quality: int = 90,
    subsampling: Subsampling = "4:2:0",
    progressive: bool = False,
    adobe: bool = True,
    inverted: bool = False,
    jfif: bool | None = None,
) -> bytes:
    """A JPEG of this picture, which is RGB, L or CMYK.

    `exif` is a TIFF stream, `iptc` what `photoshop` wraps. `adobe=False` leaves out
    the marker that CMYK files usually have, `inverted` stores CMYK the other way round.
    `jfif` keeps that header beside EXIF, where programs leave it and cameras do not have it.
    """
    picture = ImageChops.invert(image) if inverted else image
    options: dict[str, object] = {"quality": quality, "progressive": progressive}
    if picture.mode != "L":
        options["subsampling"] = subsampling
    data = _saved(picture, options)
    unwanted = set() if adobe else {_APP14}
    if jfif is False or (jfif is None and exif is not None):
        unwanted.add(_APP0)
    data = b"".join(piece.data for piece in pieces(data) if piece.marker not in unwanted)
    segments = []
    if exif is not None:
        segments.append(segment(0xE1, b"Exif\0\0" + exif))
    if xmp is not None:
        segments.append(segment(0xE1, _XMP + xmp))
    if iptc is not None:
        segments += _split(0xED, _PHOTOSHOP, iptc)
    if icc is not None:
        segments += _icc_segments(icc)
    if comment is not None:
        segments.append(segment(_COM, comment))
    return with_segments(data, *segments)


def thumbnail_jpeg(image: Image.Image, size: tuple[int, int] = (160, 120)) -> bytes:
    """A small JPEG as cameras embed it: no larger than `size`, no metadata of its own."""
    small = image.copy()
    small.thumbnail(size)
    return jpeg(small, quality=75)


def mpo(images: Sequence[Image.Image], exif: bytes | None = None) -> bytes:
    """Several pictures in one file, as stereo cameras and phones write them; the first one counts."""
    out = io.BytesIO()
    options: dict[str, object] = {} if exif is None else {"exif": b"Exif\0\0" + exif}
    images[0].save(out, "MPO", save_all=True, append_images=images[1:], **options)
    return out.getvalue()


def segment(marker: int, payload: bytes) -> bytes:
    """One segment with its length."""
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def with_segments(data: bytes, *segments: bytes) -> bytes:
    """Put segments where cameras put them: at the start, after JFIF if it is there."""
    at = 2
    if data[2:4] == bytes((0xFF, _APP0)):
        at = 4 + int.from_bytes(data[4:6], "big")
    return data[:at] + b"".join(segments) + data[at:]


def lying_size(data: bytes, width: int = 65500, height: int = 65500) -> bytes:
    """The same file claiming to be as large as this."""
    broken = bytearray(data)
    at = 0
    for piece in pieces(data):
        if piece.marker in _FRAMES:
            struct.pack_into(">HH", broken, at + 5, height, width)
        at += len(piece.data)
    return bytes(broken)


def scan_bomb(width: int = 4000, height: int = 4000, scans: int = 1000) -> bytes:
    """A small progressive file that makes a decoder walk over all its blocks a thousand times."""
    parts = list(pieces(jpeg(Image.new("L", (width, height), 128), progressive=True)))
    last = max(number for number, piece in enumerate(parts) if piece.marker == _SOS)
    before = b"".join(piece.data for piece in parts[:last])
    return before + parts[last].data * scans + bytes((0xFF, _EOI))


@dataclass(frozen=True, slots=True)
class Piece:
    """A marker with all that belongs to it; a scan has its picture data with it."""

    marker: int
    data: bytes


def pieces(data: bytes) -> Iterator[Piece]:
    """A sound JPEG, taken apart; the pieces joined are the file again."""
    at = 0
    while at < len(data):
        marker = data[at + 1]
        end = at + 2
        if marker not in (_SOI, _EOI):
            end += int.from_bytes(data[end : end + 2], "big")
        if marker == _SOS:
            end = _end_of_scan(data, end)
        yield Piece(marker, data[at:end])
        at = len(data) if marker == _EOI else end


def _end_of_scan(data: bytes, at: int) -> int:
    while data[at] != 0xFF or data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
        at = data.index(b"\xff", at + 1)
    return at


def _icc_segments(icc: bytes) -> list[bytes]:
    room = _LARGEST - len(_ICC) - 2
    chunks = [icc[start : start + room] for start in range(0, len(icc), room)]
    count = len(chunks)
    return [segment(0xE2, _ICC + bytes((number, count)) + chunk) for number, chunk in enumerate(chunks, 1)]


def _split(marker: int, prefix: bytes, payload: bytes) -> list[bytes]:
    room = _LARGEST - len(prefix)
    return [segment(marker, prefix + payload[start : start + room]) for start in range(0, len(payload), room)]


def _saved(image: Image.Image, options: dict[str, object]) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **options)
    return out.getvalue()
