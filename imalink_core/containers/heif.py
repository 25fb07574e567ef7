"""HEIC and AVIF: the items of the `meta` box and the properties of the primary one.

The decoders turn the picture by the container's own rotation (`irot`, `imir`)
and crop it (`clap`). So `Parts.orientation` is what those boxes say, in EXIF's
terms; the orientation in the EXIF block repeats it at best, must not be applied
a second time, and is not looked at. Width and height are those before turning
and after cropping.
"""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.boxes import body, boxes, find
from imalink_core.containers.exif import ExifBlock, read_exif
from imalink_core.containers.items import Item, locate, read_items
from imalink_core.containers.orientation import (
    LEFT_TO_RIGHT,
    QUARTER_TURN_LEFT,
    TOP_TO_BOTTOM,
    UPRIGHT,
    Matrix,
    after,
    orientation_of_matrix,
)
from imalink_core.containers.parts import Parts
from imalink_core.containers.source import Fetch, Source, of_bytes
from imalink_core.errors import note

_XMP_TYPE = b"application/rdf+xml"
_TIFF_STARTS = (b"II*\0", b"MM\0*")


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read the parts of a HEIC or AVIF."""
    source = Source(file)
    box = find(source.fetch, 0, source.size, b"meta")
    meta = body(source.fetch, box, most)
    if len(meta) <= 4 or box is None:
        return Parts(notes=(note("truncated"),))
    width, height, orientation = _primary(meta)
    items = read_items(meta)
    exif = _exif(_item(source.fetch, meta, next((i for i in items if i.kind == b"Exif"), None), most), most)
    xmp = next((i for i in items if i.kind == b"mime" and i.content == _XMP_TYPE), None)
    return Parts(
        width,
        height,
        orientation,
        exif=exif.exif,
        xmp=_item(source.fetch, meta, xmp, most) or None,
        thumbnail=exif.thumbnail,
        notes=exif.notes,
    )


def _item(fetch: Fetch, meta: bytes, item: Item | None, most: int) -> bytes:
    """The bytes of an item, from the pieces it lies in."""
    data = b""
    for from_meta, offset, length in locate(meta, item.number) if item else ():
        # A length of 0 means all that follows, which no metadata needs.
        if len(data) + length > most:
            return b""
        data += of_bytes(meta)(offset, length) if from_meta else fetch(offset, length)
    return data


def _exif(data: bytes, most: int) -> ExifBlock:
    """Four bytes tell how far the TIFF header is; some writers count wrongly, so look for it too."""
    if not data:
        return ExifBlock()
    at = 4 + int.from_bytes(data[:4], "big")
    if data[at : at + 4] not in _TIFF_STARTS:
        starts = [found for start in _TIFF_STARTS if (found := data.find(start, 0, 64)) >= 0]
        at = min(starts, default=at)
    return read_exif(of_bytes(data[at:]), most)


def _primary(meta: bytes) -> tuple[int | None, int | None, int]:
    """Size and orientation of the primary item, from its properties in the order given."""
    fetch = of_bytes(meta)
    number = _primary_number(fetch, len(meta))
    shelf = find(fetch, 4, len(meta), b"iprp", b"ipco")
    properties = list(boxes(fetch, shelf.start, shelf.end)) if shelf else []
    size: tuple[int | None, int | None] = (None, None)
    turned = UPRIGHT
    for index in _associated(fetch, len(meta), number):
        if not 0 < index <= len(properties):
            continue
        box = properties[index - 1]
        data = body(fetch, box, 64)
        if box.kind == b"ispe" and len(data) >= 12:
            size = int.from_bytes(data[4:8], "big") or None, int.from_bytes(data[8:12], "big") or None
        elif box.kind == b"clap":
            size = _cropped(data) or size
        else:
            turned = after(turned, _turning(box.kind, data))
    return *size, orientation_of_matrix(turned)


def _primary_number(fetch: Fetch, end: int) -> int:
    data = body(fetch, find(fetch, 4, end, b"pitm"), 64)
    return int.from_bytes(data[4:6] if data[:1] == b"\0" else data[4:8], "big")


def _associated(fetch: Fetch, end: int, number: int) -> list[int]:
    """The one-based indices of the properties of an item (`ipma`)."""
    data = body(fetch, find(fetch, 4, end, b"iprp", b"ipma"), 1 << 20)
    number_size = 4 if data[:1] != b"\0" else 2
    wide = len(data) > 3 and bool(data[3] & 1)
    at = 8
    while at + number_size < len(data):
        item = int.from_bytes(data[at : at + number_size], "big")
        count, at = data[at + number_size], at + number_size + 1
        size = count * (2 if wide else 1)
        if item == number:
            return _indices(data[at : at + size], wide)
        at += size
    return []


def _indices(data: bytes, wide: bool) -> list[int]:
    """Indices without their top bit, which says whether a reader may overlook the property."""
    if not wide:
        return [byte & 0x7F for byte in data]
    return [int.from_bytes(data[at : at + 2], "big") & 0x7FFF for at in range(0, len(data) - 1, 2)]


def _turning(kind: bytes, data: bytes) -> Matrix:
    turned = UPRIGHT
    if kind == b"irot":
        for _ in range(data[0] & 3 if data else 0):
            turned = after(turned, QUARTER_TURN_LEFT)
    elif kind == b"imir" and data:
        turned = LEFT_TO_RIGHT if data[0] & 1 else TOP_TO_BOTTOM
    return turned


def _cropped(data: bytes) -> tuple[int, int] | None:
    """Width and height of the clean aperture, each a fraction."""
    numbers = [int.from_bytes(data[at : at + 4], "big") for at in range(0, 16, 4)]
    if len(data) < 16 or not all(numbers):
        return None
    sides = (round(numbers[0] / numbers[1]), round(numbers[2] / numbers[3]))
    return sides if all(sides) else None
