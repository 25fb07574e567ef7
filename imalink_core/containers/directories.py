"""TIFF directories, the structure of TIFF, EXIF and most RAW files, read tag by tag.

One broken tag costs only itself. Every directory is read at most once, so a
loop of directories ends; entries, sizes and the number of directories are bounded.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from imalink_core.containers.parts import TagValue
from imalink_core.containers.source import Fetch

_MOST_ENTRIES = 512
_MOST_DIRECTORIES = 64
_MOST_OF_A_VALUE = 64 * 1024
_MOST_OF_ALL_VALUES = 1 << 20

SUB_DIRECTORIES = 0x014A
XMP, IPTC, PHOTOSHOP = 0x02BC, 0x83BB, 0x8649
JPEG_FROM_RAW = 0x002E
_MAKER_NOTE, _COLOUR_PROFILE, _PHOTOSHOP_LAYERS, _DNG_PRIVATE = 0x927C, 0x8773, 0x935C, 0xC634
_BLOCKS = frozenset(
    (XMP, IPTC, PHOTOSHOP, JPEG_FROM_RAW, _MAKER_NOTE, _COLOUR_PROFILE, _PHOTOSHOP_LAYERS, _DNG_PRIVATE)
)
"""Tags that hold whole blocks: only their place is remembered."""

_BYTE, _TEXT, _RATIONAL, _UNDEFINED, _SIGNED_RATIONAL = 1, 2, 5, 7, 10
_SIZES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_CODES = {1: "B", 3: "H", 4: "I", 5: "I", 6: "b", 8: "h", 9: "i", 10: "i", 11: "f", 12: "d", 13: "I"}
_CODES |= {16: "Q", 17: "q", 18: "Q"}

# Olympus (RO, RS, OR) and Panasonic (U) changed the number after the byte order.
_MAGIC = {b"*\0", b"\0*", b"+\0", b"\0+", b"RO", b"RS", b"OR", b"U\0"}
_BIG_TIFF = (b"+\0", b"\0+")


@dataclass(frozen=True, slots=True)
class Directory:
    """One directory: its values, and the places of values too large to be read along."""

    tags: dict[int, TagValue] = field(default_factory=dict)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    following: int = 0
    broken: tuple[int, ...] = ()

    def number(self, tag: int) -> int | None:
        """A tag that must be one whole number, else `None`."""
        value = self.tags.get(tag)
        first = value[0] if isinstance(value, tuple) and value else value
        return first if isinstance(first, int) else None

    def side(self, tag: int) -> int | None:
        """A width or a height: a number of pixels that a picture can have."""
        number = self.number(tag)
        return number if number is not None and number > 0 else None


class Walker:
    """Reads the directories of one TIFF structure. Made by `open_walker`."""

    def __init__(self, fetch: Fetch, order: str, wide: bool) -> None:
        self.fetch = fetch
        self.first = 0
        self._order = order
        self._seen: set[int] = set()
        self._left = _MOST_OF_ALL_VALUES
        self._pointer = struct.Struct(order + ("Q" if wide else "I"))
        self._count = struct.Struct(order + ("Q" if wide else "H"))
        self._entry = struct.Struct(order + ("HHQ8s" if wide else "HHI4s"))

    def pointer(self, data: bytes) -> int:
        """The offset that these bytes hold, 0 where they are cut short."""
        return int(self._pointer.unpack_from(data)[0]) if len(data) >= self._pointer.size else 0

    def directory(self, offset: TagValue) -> Directory:
        """The directory at this offset; an empty one if there is none, or it was read before."""
        if not isinstance(offset, int) or offset <= 0 or offset in self._seen:
            return Directory()
        if len(self._seen) >= _MOST_DIRECTORIES:
            return Directory()
        self._seen.add(offset)
        head = self.fetch(offset, self._count.size)
        if len(head) < self._count.size:
            return Directory()
        number = int(self._count.unpack(head)[0])
        size = min(number, _MOST_ENTRIES) * self._entry.size
        block = self.fetch(offset + len(head), size + self._pointer.size)
        entries = block[: min(size, len(block) // self._entry.size * self._entry.size)]
        # Beyond the bound there is no telling where the next directory is named.
        following = self.pointer(block[size:]) if number <= _MOST_ENTRIES else 0
        return self._read(entries, following)

    def _read(self, entries: bytes, following: int) -> Directory:
        tags: dict[int, TagValue] = {}
        places: dict[int, tuple[int, int]] = {}
        broken: list[int] = []
        inline = self._pointer.size
        for tag, kind, count, value in self._entry.iter_unpack(entries):
            size = _SIZES.get(kind, 0) * count
            if size == 0:
                if kind not in _SIZES and kind != 0:
                    broken.append(tag)
                continue
            if size <= inline and tag not in _BLOCKS:
                tags[tag] = self._value(kind, count, value[:size])
                continue
            place = self.pointer(value)
            if tag in _BLOCKS or size > min(_MOST_OF_A_VALUE, self._left):
                places[tag] = (place, size)
                continue
            # Thousands of tags may point at one and the same value.
            self._left -= size
            data = self.fetch(place, size)
            if len(data) == size:
                tags[tag] = self._value(kind, count, data)
            else:
                broken.append(tag)
        return Directory(tags, places, following, tuple(broken))

    def _value(self, kind: int, count: int, data: bytes) -> TagValue:
        if kind == _TEXT:
            return _text(data)
        if kind == _UNDEFINED or (kind == _BYTE and count > 1):
            return data
        pairs = kind in (_RATIONAL, _SIGNED_RATIONAL)
        numbers = struct.unpack(f"{self._order}{2 * count if pairs else count}{_CODES[kind]}", data)
        values: tuple[TagValue, ...]
        if pairs:
            halves = iter(numbers)
            values = tuple(Fraction(n, d) if d else None for n, d in zip(halves, halves, strict=True))
        elif _CODES[kind] in "fd":
            values = tuple(number if math.isfinite(number) else None for number in numbers)
        else:
            values = numbers
        return values[0] if count == 1 else values


def open_walker(fetch: Fetch) -> Walker | None:
    """Begin at the header: byte order, magic number, first directory. `None` if this is no TIFF."""
    head = fetch(0, 16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or head[2:4] not in _MAGIC:
        return None
    wide = head[2:4] in _BIG_TIFF
    walker = Walker(fetch, order, wide)
    walker.first = walker.pointer(head[8:] if wide else head[4:])
    return walker


def chain(walker: Walker) -> Iterator[Directory]:
    """The first directory, then those below it and after it."""
    waiting: list[TagValue] = [walker.first]
    while waiting:
        directory = walker.directory(waiting.pop(0))
        if not directory.tags:
            continue
        yield directory
        below = directory.tags.get(SUB_DIRECTORIES)
        waiting += below[:_MOST_DIRECTORIES] if isinstance(below, tuple) else (below,)
        waiting.append(directory.following)


def _text(data: bytes) -> str:
    data = data.rstrip(b"\0 ")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
