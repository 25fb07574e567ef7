"""WebP: lossy, lossless or extended, with EXIF and XMP in chunks of their own."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.exif import read_block
from imalink_core.containers.parts import Parts
from imalink_core.containers.riff import chunks
from imalink_core.containers.source import Source
from imalink_core.errors import note
from imalink_core.found import Note

_PREMULTIPLIED = 4
_PICTURES = (b"VP8X", b"VP8 ", b"VP8L")


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a WebP's parts."""
    source = Source(file)
    size: tuple[int | None, int | None] = (None, None)
    alpha = False
    blocks = {b"EXIF": b"", b"XMP ": b""}
    notes: tuple[Note, ...] = ()
    for name, at, length in chunks(source.fetch, 12, source.size):
        if name in _PICTURES and size == (None, None):
            head = source.fetch(at, 10)
            size, alpha = _size(name, head), _has_alpha(name, head)
        elif name in blocks and not blocks[name] and length <= most:
            blocks[name] = source.fetch(at, length)
        if at + length > source.size:
            notes = (note("truncated"),)
    exif = read_block(blocks[b"EXIF"], most)
    return Parts(
        *size,
        orientation=exif.orientation,
        exif=exif.exif,
        xmp=blocks[b"XMP "] or None,
        thumbnail=exif.thumbnail,
        extra_appetite=_PREMULTIPLIED * alpha * (2 if exif.orientation != 1 else 1),
        notes=exif.notes + notes,
    )


def _size(name: bytes, head: bytes) -> tuple[int | None, int | None]:
    if len(head) < 10:
        return None, None
    if name == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if name == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    return width & 0x3FFF or None, height & 0x3FFF or None


def _has_alpha(name: bytes, head: bytes) -> bool:
    """Whether the header speaks of transparency."""
    if name == b"VP8X":
        return bool(int.from_bytes(head[:1], "big") & 0x10)
    return name == b"VP8L" and bool(int.from_bytes(head[1:5], "little") >> 28 & 1)
