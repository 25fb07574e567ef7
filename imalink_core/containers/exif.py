"""EXIF: the directories for picture, photo, position and thumbnail, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from imalink_core.containers.directories import Directory, Walker, open_walker
from imalink_core.containers.parts import Exif, TagValue
from imalink_core.containers.source import Fetch, of_bytes
from imalink_core.containers.thumbnail import complete_jpeg
from imalink_core.errors import note
from imalink_core.found import Note

_ORIENTATION, _PHOTO, _GPS = 0x0112, 0x8769, 0x8825
_JPEG_OFFSET, _JPEG_LENGTH = 0x0201, 0x0202
PREFIX = b"exif"
"""What an EXIF block begins with in a JPEG, in whatever letters; two zeros follow."""


@dataclass(frozen=True, slots=True)
class ExifBlock:
    """What one EXIF block holds. `orientation` is always one of 1-8."""

    exif: Exif = field(default_factory=Exif)
    orientation: int = 1
    thumbnail: bytes | None = field(default=None, repr=False)
    notes: tuple[Note, ...] = ()


def read_block(data: bytes, most: int) -> ExifBlock:
    """Read an EXIF block as other containers carry it; some writers put JPEG's prefix before it."""
    block = data[6:] if data[:4].lower() == PREFIX else data
    return read_exif(of_bytes(block), most) if block else ExifBlock()


def read_exif(fetch: Fetch, most: int) -> ExifBlock:
    """Read an EXIF block, which is a small TIFF file. Offsets count from its header."""
    walker = open_walker(fetch)
    if walker is None:
        return ExifBlock(notes=(note("bad_exif"),))
    return read_directories(walker, walker.directory(walker.first), most)


def read_directories(walker: Walker, first: Directory, most: int) -> ExifBlock:
    """Read what hangs on the first directory: photo, position, thumbnail."""
    photo = walker.directory(first.tags.get(_PHOTO))
    gps = walker.directory(first.tags.get(_GPS))
    small = walker.directory(first.following)
    orientation, notes = _orientation(first.tags.get(_ORIENTATION))
    return ExifBlock(
        Exif(first.tags, photo.tags, gps.tags),
        orientation,
        _jpeg_in(walker, small, most),
        notes + _broken_tags(first, photo, gps),
    )


def _jpeg_in(walker: Walker, directory: Directory, most: int) -> bytes | None:
    """The JPEG that a directory points at, if it is there and whole."""
    offset, length = directory.number(_JPEG_OFFSET), directory.number(_JPEG_LENGTH)
    if offset is None or length is None or not 0 < length <= most:
        return None
    return complete_jpeg(walker.fetch(offset, length))


def _orientation(value: TagValue) -> tuple[int, tuple[Note, ...]]:
    """EXIF's word on orientation; 1 where it has none, or makes no sense (0 means 'not known')."""
    if isinstance(value, tuple) and value:
        value = value[0]
    if value is None or value == 0:
        return 1, ()
    if isinstance(value, int) and 1 <= value <= 8:
        return value, ()
    return 1, (note("bad_value", "(Orientation)"),)


def _broken_tags(*directories: Directory) -> tuple[Note, ...]:
    """One note for all tags that could not be read."""
    numbers = [f"0x{tag:04x}" for directory in directories for tag in directory.broken]
    return (note("bad_tag", f"({', '.join(numbers[:5])})"),) if numbers else ()
