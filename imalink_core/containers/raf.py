"""RAF, Fujifilm's RAW: a small header, a whole JPEG with all the EXIF, the sensor's data."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from imalink_core.containers.jpeg import read_jpeg
from imalink_core.containers.parts import Parts
from imalink_core.containers.source import Fetch, Source, within
from imalink_core.errors import note

MAGIC = b"FUJIFILMCCD-RAW "
_JPEG_PLACE, _DIRECTORY_PLACE = 84, 92
_CROPPED_SIZE = 0x0111
_MOST_ENTRIES = 255


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a RAF's parts: those of its JPEG, with the size of the sensor's picture."""
    fetch = Source(file).fetch
    place = jpeg_place(fetch)
    if place is None:
        return Parts(notes=(note("truncated"),))
    parts = read_jpeg(within(fetch, *place), most)
    width, height = _cropped_size(fetch) or (parts.width, parts.height)
    return replace(parts, width=width, height=height)


def jpeg_place(fetch: Fetch) -> tuple[int, int] | None:
    """Offset and length of the JPEG; `None` if this is no RAF or is cut short."""
    head = fetch(0, _JPEG_PLACE + 8)
    if not head.startswith(MAGIC) or len(head) < _JPEG_PLACE + 8:
        return None
    return int.from_bytes(head[84:88], "big"), int.from_bytes(head[88:92], "big")


def _cropped_size(fetch: Fetch) -> tuple[int, int] | None:
    at = int.from_bytes(fetch(_DIRECTORY_PLACE, 4), "big")
    count = int.from_bytes(fetch(at, 4), "big")
    at += 4
    for _ in range(min(count, _MOST_ENTRIES)):
        entry = fetch(at, 8)
        if len(entry) < 8:
            return None
        tag, size = int.from_bytes(entry[:2], "big"), int.from_bytes(entry[2:4], "big")
        if tag == _CROPPED_SIZE and size == 4:
            height, width = int.from_bytes(entry[4:6], "big"), int.from_bytes(entry[6:8], "big")
            return (width, height) if width and height else None
        at += 4 + size
    return None
