"""CR3, Canon's RAW in boxes: EXIF in four small TIFF files, previews in boxes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from imalink_core.containers.boxes import Box, body, boxes, find
from imalink_core.containers.directories import Directory, open_walker
from imalink_core.containers.exif import read_exif
from imalink_core.containers.parts import Exif, Parts, Tags
from imalink_core.containers.source import Fetch, Source, of_bytes
from imalink_core.containers.thumbnail import complete_jpeg
from imalink_core.errors import note

XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_CANON_UUID = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_PREVIEW_UUID = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")
_PHOTO_WIDTH, _PHOTO_HEIGHT = 0xA002, 0xA003
_LOOKED_THROUGH = 64


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a CR3's parts."""
    source = Source(file)
    canon = find(source.fetch, 0, source.size, b"moov", _CANON_UUID)
    if canon is None:
        return Parts(notes=(note("truncated"),))
    blocks = {box.kind: box for box in boxes(source.fetch, canon.start, canon.end)}
    image = read_exif(of_bytes(body(source.fetch, blocks.get(b"CMT1"), most)), most)
    photo = Directory(dict(_first_tags(source.fetch, blocks.get(b"CMT2"), most)))
    gps = _first_tags(source.fetch, blocks.get(b"CMT4"), most)
    place = _jpeg_in(source.fetch, blocks.get(b"THMB"))
    return Parts(
        photo.side(_PHOTO_WIDTH),
        photo.side(_PHOTO_HEIGHT),
        image.orientation,
        exif=Exif(image.exif.image, photo.tags, gps),
        xmp=body(source.fetch, find(source.fetch, 0, source.size, XMP_UUID), most) or None,
        thumbnail=complete_jpeg(source.fetch(*place)) if place and place[1] <= most else None,
        notes=image.notes,
    )


def is_cr3(fetch: Fetch) -> bool:
    """Whether the file says it is a CR3."""
    return fetch(4, 8) == b"ftypcrx "


def jpeg_places(source: Source) -> Iterator[tuple[int, int]]:
    """Where the JPEGs lie: thumbnail, preview, and the full-size picture of the first track."""
    fetch, end = source.fetch, source.size
    preview = find(fetch, 0, end, _PREVIEW_UUID)
    thumbnail = find(fetch, 0, end, b"moov", _CANON_UUID, b"THMB")
    for place in (_jpeg_in(fetch, preview), _jpeg_in(fetch, thumbnail), _full_size(source)):
        if place:
            yield place


def _first_tags(fetch: Fetch, box: Box | None, most: int) -> Tags:
    walker = open_walker(of_bytes(body(fetch, box, most)))
    return walker.directory(walker.first).tags if walker else {}


def _jpeg_in(fetch: Fetch, box: Box | None) -> tuple[int, int] | None:
    """The JPEG begins after a short header whose length differs between versions."""
    if box is None:
        return None
    at = fetch(box.start, min(_LOOKED_THROUGH, box.length)).find(b"\xff\xd8\xff")
    return (box.start + at, box.length - at) if at >= 0 else None


def _full_size(source: Source) -> tuple[int, int] | None:
    table = find(source.fetch, 0, source.size, b"moov", b"trak", b"mdia", b"minf", b"stbl")
    if table is None:
        return None
    sizes = body(source.fetch, find(source.fetch, table.start, table.end, b"stsz"), 1024)
    offsets = body(source.fetch, find(source.fetch, table.start, table.end, b"co64"), 1024)
    if len(sizes) < 12 or len(offsets) < 16:
        return None
    # Either one size for all samples, or a list of which the first counts.
    length = int.from_bytes(sizes[4:8], "big") or int.from_bytes(sizes[12:16], "big")
    return int.from_bytes(offsets[8:16], "big"), length
