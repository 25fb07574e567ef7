"""Previews as JPEGs: looked at before they are kept, and made smaller for whoever asks."""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass
from itertools import islice

import numpy as np
import simplejpeg

from imalink_core import Problem, decode_preview
from imalink_server.base.errors import Code, Refused
from imalink_server.services.photos.baring import bare, is_ordinary
from imalink_server.services.photos.remembering import Remembered

HOT_SIDE = 512
COLD_SIDE = 8192
_COLD_PIXELS = 40_000_000
_MOST_SCANS = 100
_MOST_WORK = 20 * _COLD_PIXELS
"""Pixels times scans, each of which goes over all of them. A progressive JPEG has some ten scans."""
_QUALITY = 85

_SCAN = re.compile(rb"\xff\xda")

AT_ONCE = os.cpu_count() or 1
"""Pictures that are decoded side by side, whoever sent them."""
_at_once = threading.BoundedSemaphore(AT_ONCE)
_places = threading.BoundedSemaphore(min(20, 4 * AT_ONCE + 4))
"""Those who may wait for a picture to be resized: each holds a thread, of forty for all questions."""

_remembered = Remembered(16 << 20)


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
        _check_work(jpeg, width * height, what)
        if not is_ordinary(jpeg):
            raise wrong
        with _at_once:
            simplejpeg.decode_jpeg(jpeg, "GRAY", min_width=1, min_height=1)
    except ValueError:
        raise wrong from None
    return Size(width, height)


def size_of(jpeg: bytes) -> Size:
    """The size of a JPEG of our own, by its header."""
    height, width, *_ = simplejpeg.decode_jpeg_header(jpeg)
    return Size(width, height)


def resized(jpeg: bytes, digest: str, width: int, height: int) -> bytes:
    """The picture fitted into so many pixels, never enlarged; a bare JPEG. Those of late are remembered."""
    made = _remembered.get((digest, width, height))
    if made is not None:
        return made
    if not _places.acquire(blocking=False):
        raise Refused(Code.UNAVAILABLE, "Too many pictures at once. Try again soon.", {"retry_after": 1})
    try:
        made = _resized(jpeg, width, height)
    finally:
        _places.release()
    _remembered.put((digest, width, height), made)
    return made


def _resized(jpeg: bytes, width: int, height: int) -> bytes:
    size = size_of(jpeg)
    # It may have been kept before that was asked of it.
    _check_work(jpeg, size.width * size.height, "preview")
    ratio = min(width / size.width, height / size.height)
    if ratio >= 1:
        return bare(jpeg)
    with _at_once:
        try:
            picture = decode_preview(jpeg)
        except Problem as problem:
            raise Refused(Code.INVALID_FILE_FORMAT, problem.message) from problem
        small = picture.resized(max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio)))
        rows = np.frombuffer(small.pixels, np.uint8).reshape(small.height, small.width, 4)
        encoded: bytes = simplejpeg.encode_jpeg(rows, _QUALITY, "BGRX", "420")
    return encoded


def _check_work(jpeg: bytes, pixels: int, what: str) -> None:
    """Let no JPEG through whose decoding would take for ever."""
    # Within a scan it cannot come up by chance; the one of a thumbnail is counted too.
    scans = sum(1 for _ in islice(_SCAN.finditer(jpeg), _MOST_SCANS + 1))
    if scans > _MOST_SCANS or scans * pixels > _MOST_WORK:
        raise Refused(Code.TOO_LARGE, f"The {what} is made of too many scans.", {"where": what})
