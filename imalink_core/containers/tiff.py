"""TIFF: the directories of the first picture."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.directories import (
    IPTC,
    PHOTOSHOP,
    XMP,
    Directory,
    Walker,
    open_walker,
)
from imalink_core.containers.exif import read_directories
from imalink_core.containers.image_resources import iptc_in
from imalink_core.containers.parts import Parts
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note

WIDTH, HEIGHT = 0x0100, 0x0101


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a TIFF's parts: those of its first picture."""
    return read_tiff(Source(file).fetch, most)


def read_tiff(fetch: Fetch, most: int) -> Parts:
    """Read the parts of a TIFF that lies anywhere."""
    walker = open_walker(fetch)
    if walker is None:
        return Parts(notes=(note("bad_exif"),))
    first = walker.directory(walker.first)
    exif = read_directories(walker, first, most)
    iptc = _block(walker, first, IPTC, most)
    resources = _block(walker, first, PHOTOSHOP, most)
    if iptc is None and resources is not None:
        iptc = iptc_in(resources)
    return Parts(
        first.side(WIDTH),
        first.side(HEIGHT),
        exif.orientation,
        exif=exif.exif,
        xmp=_block(walker, first, XMP, most),
        iptc=iptc,
        thumbnail=exif.thumbnail,
        notes=exif.notes if first.tags else (*exif.notes, note("truncated")),
    )


def _block(walker: Walker, directory: Directory, tag: int, most: int) -> bytes | None:
    offset, size = directory.places.get(tag, (0, 0))
    return walker.fetch(offset, size) or None if 0 < size <= most else None
