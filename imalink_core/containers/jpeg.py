"""JPEG: its segments up to the picture data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from imalink_core.containers.exif import PREFIX, read_block
from imalink_core.containers.image_resources import iptc_in
from imalink_core.containers.parts import Parts
from imalink_core.containers.segments import FRAMES, START_OF_SCAN, frame_size, segments
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note

_APP1, _APP13 = 0xE1, 0xED
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
COEFFICIENTS = 6
"""Bytes a pixel that a decoder keeps of a picture in several scans, until the last of them."""

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_GUID = 32
_MOST_PIECES = 128


@dataclass(slots=True)
class _Blocks:
    """What is gathered on the way; each block may be spread over several segments."""

    most: int
    size: tuple[int | None, int | None] = (None, None)
    exif: bytearray = field(default_factory=bytearray)
    xmp: bytes | None = None
    extended: list[bytes] = field(default_factory=list)
    resources: bytearray = field(default_factory=bytearray)
    progressive: bool = False
    whole: bool = False

    def app1(self, body: bytes) -> None:
        if body[:4].lower() == PREFIX and len(self.exif) + len(body) <= self.most:
            self.exif += body[6:]
        elif self.xmp is None and body.startswith(_XMP):
            self.xmp = body[len(_XMP) :]
        elif body.startswith(_EXTENDED_XMP) and len(self.extended) < _MOST_PIECES:
            self.extended.append(body[len(_EXTENDED_XMP) :])

    def extension(self) -> bytes | None:
        """The extended XMP that the packet names, each piece laid in its place."""
        block = bytearray()
        for piece in self.extended:
            guid, body = piece[:_GUID], piece[_GUID + 8 :]
            full = int.from_bytes(piece[_GUID : _GUID + 4], "big")
            at = int.from_bytes(piece[_GUID + 4 : _GUID + 8], "big")
            # Pieces of another name are left over from an earlier edit.
            if self.xmp is None or guid not in self.xmp or full > self.most:
                continue
            block = block or bytearray(full)
            if at + len(body) <= len(block):
                block[at : at + len(body)] = body
        return bytes(block) or None


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a JPEG's parts."""
    return read_jpeg(Source(file).fetch, most)


def read_jpeg(fetch: Fetch, most: int) -> Parts:
    """Read the parts of a JPEG that lies anywhere, such as inside a RAW."""
    blocks = _gather(fetch, most)
    exif = read_block(bytes(blocks.exif), most)
    return Parts(
        *blocks.size,
        orientation=exif.orientation,
        exif=exif.exif,
        xmp=blocks.xmp,
        xmp_extended=blocks.extension(),
        iptc=iptc_in(bytes(blocks.resources)),
        thumbnail=exif.thumbnail,
        extra_appetite=COEFFICIENTS if blocks.progressive else 0,
        notes=exif.notes if blocks.whole else (*exif.notes, note("truncated")),
    )


def _gather(fetch: Fetch, most: int) -> _Blocks:
    blocks = _Blocks(most)
    for marker, at, length in segments(fetch):
        if marker == _APP1:
            blocks.app1(fetch(at, length))
        elif marker in FRAMES and blocks.size == (None, None):
            blocks.size = frame_size(fetch(at, 5))
            blocks.progressive = marker in _PROGRESSIVE
        elif marker == _APP13 and len(blocks.resources) + length <= most:
            body = fetch(at, length)
            if body.startswith(_PHOTOSHOP):
                blocks.resources += body[len(_PHOTOSHOP) :]
        elif marker == START_OF_SCAN:
            blocks.whole = True
    return blocks
