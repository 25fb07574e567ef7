"""Previews as JPEGs: looked at before they are kept, bared for those who may see no more than the picture."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass

import numpy as np
import simplejpeg

from imalink_core import Problem, decode_preview
from imalink_server.base.errors import Code, Refused

HOT_SIDE = 512
COLD_SIDE = 8192
_COLD_PIXELS = 40_000_000
_QUALITY = 85

_at_once = threading.BoundedSemaphore(os.cpu_count() or 1)

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP15, _ADOBE, _COMMENT = 0xE0, 0xEF, 0xEE, 0xFE
_BARE_MARKERS = (0x01, *range(0xD0, 0xD8))
_ADOBE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels."""

    width: int
    height: int


def looked_at(jpeg: bytes, longest: int, what: str) -> Size:
    """Let a JPEG through that can be decoded to its end; tell its size."""
    wrong = Refused(Code.INVALID_FILE_FORMAT, f"The {what} is no JPEG that can be decoded.", {"where": what})
    try:
        height, width, *_ = simplejpeg.decode_jpeg_header(jpeg)
        if max(width, height) > longest or width * height > _COLD_PIXELS:
            raise Refused(
                Code.TOO_LARGE, f"The {what} has more than {longest} pixels on a side.", {"where": what}
            )
        with _at_once:
            simplejpeg.decode_jpeg(jpeg, "GRAY", min_width=1, min_height=1)
    except ValueError:
        raise wrong from None
    return Size(width, height)


def resized(jpeg: bytes, width: int, height: int) -> bytes:
    """The picture fitted into so many pixels, never enlarged; a bare JPEG."""
    with _at_once:
        try:
            picture = decode_preview(jpeg)
        except Problem as problem:
            raise Refused(Code.INVALID_FILE_FORMAT, problem.message) from problem
        ratio = min(width / picture.width, height / picture.height)
        if ratio >= 1:
            return bare(jpeg)
        small = picture.resized(max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio)))
        rows = np.frombuffer(small.pixels, np.uint8).reshape(small.height, small.width, 4)
        encoded: bytes = simplejpeg.encode_jpeg(rows, _QUALITY, "BGRX", "420")
    return encoded


def bare(jpeg: bytes) -> bytes:
    """The same picture without comments, without what programs left in it, and without what follows it.

    Of Adobe's segment only the one byte stays that tells how colours are written.
    """
    out, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg):
        marker = jpeg[at + 1]
        if jpeg[at] != 0xFF or marker == 0xFF:  # decoders pass over what is not a marker
            at += 1
        elif marker == _END:
            break
        elif marker in _BARE_MARKERS or marker == 0:
            at += 2
        else:
            end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
            out += _kept(marker, jpeg[at:end])
            at = end
            if marker == _SCAN:
                start, at = at, _end_of_scan(jpeg, at)
                out += jpeg[start:at]
    return bytes(out) + bytes((0xFF, _END))


def _kept(marker: int, segment: bytes) -> bytes:
    if marker == _ADOBE and segment[4:9] == b"Adobe" and len(segment) >= _ADOBE_LENGTH + 4:
        return bytes((0xFF, _ADOBE, 0, 14)) + b"Adobe\0\x64\0\0\0\0" + segment[15:16]
    if _APP0 <= marker <= _APP15 or marker == _COMMENT:
        return b""
    return segment


def _end_of_scan(jpeg: bytes, at: int) -> int:
    """Where the next segment begins: at a marker that is neither a restart nor a stuffed byte."""
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        following = jpeg[at + 1]
        if following != 0 and following not in _BARE_MARKERS:
            return at
        at += 2 if following != 0xFF else 1
    return len(jpeg)
