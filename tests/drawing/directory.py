"""Writes TIFF directories, honest or lying: the bones of EXIF, TIFF and most RAW files.

    stream = tiff_stream(Directory({0x010F: text("Canon"), 0x0112: short(6)}))

A directory's `children` are the directories its pointer tags lead to, its
`blobs` the bytes (strips, thumbnails) whose place in the file a tag tells.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from typing import Literal, TypeAlias

ByteOrder: TypeAlias = Literal["II", "MM"]
Ratio: TypeAlias = Fraction | tuple[int, int]
Value: TypeAlias = bytes | str | float | Fraction | Sequence[float] | Sequence[Ratio]


class Type(IntEnum):
    """The types of TIFF by their numbers. Any other number may be written too."""

    BYTE = 1
    ASCII = 2
    SHORT = 3
    LONG = 4
    RATIONAL = 5
    SBYTE = 6
    UNDEFINED = 7
    SSHORT = 8
    SLONG = 9
    SRATIONAL = 10
    FLOAT = 11
    DOUBLE = 12
    IFD = 13


_LETTERS = dict(enumerate(["B", "B", "H", "I", "II", "b", "B", "h", "i", "ii", "f", "d", "I"], start=1))


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag's type and value; `count` and `offset`, if given, are written instead of the truth.

    Bytes are written as they are. Text gets its closing NUL. Rationals are
    `Fraction`s or (above, below) pairs, so that 1/0 and 0/0 can be told.
    """

    type: int
    value: Value
    count: int | None = None
    offset: int | None = None

    def encoded(self, order: str) -> tuple[bytes, int]:
        """The bytes of the value, and how many values they are."""
        letters = _LETTERS.get(self.type, "B")
        unit = struct.calcsize("<" + letters)
        if isinstance(self.value, str):
            data = self.value.encode() + b"\0"
        elif isinstance(self.value, bytes):
            data = self.value
        else:
            data = b"".join(struct.pack(order + letters, *numbers) for numbers in _rows(self.value))
        return data, len(data) // unit if self.count is None else self.count


@dataclass(frozen=True, slots=True)
class Directory:
    """One directory. `next` is the one after it, or a raw offset: 8 leads back to the first."""

    entries: Mapping[int, Entry] = field(default_factory=dict)
    children: Mapping[int, Sequence[Directory]] = field(default_factory=dict)
    blobs: Mapping[int, Sequence[bytes]] = field(default_factory=dict)
    next: Directory | int = 0


def tiff_stream(first: Directory, byte_order: ByteOrder = "II", magic: bytes | None = None) -> bytes:
    """The whole stream. `magic` replaces what stands between the byte order and the first directory's offset.

    Directories come first, blobs last, as cameras write them.
    """
    order = "<" if byte_order == "II" else ">"
    between = struct.pack(order + "H", 42) if magic is None else magic[:2]
    tail = b"" if magic is None else magic[2:]
    start = 8 + len(tail)
    stream = _Stream(bytearray(byte_order.encode() + between + struct.pack(order + "I", start) + tail), order)
    stream.place(first)
    stream.place_blobs()
    return bytes(stream.data)


@dataclass(slots=True)
class _Stream:
    data: bytearray
    order: str
    waiting: list[tuple[int, bytes]] = field(default_factory=list)

    def place(self, directory: Directory) -> int:
        """Write a directory and all it leads to; where it now stands."""
        tags = sorted({*directory.entries, *directory.children, *directory.blobs})
        start = self._append(bytes(2 + 12 * len(tags) + 4))
        self._put(start, "H", len(tags))
        for row, tag in enumerate(tags):
            at = start + 2 + 12 * row
            self._put(at, "H", tag)
            if tag in directory.children:
                self._place_children(at, directory.children[tag])
            elif tag in directory.blobs:
                self._promise_blobs(at, directory.blobs[tag])
            else:
                self._place_entry(at, directory.entries[tag])
        following = directory.next
        self._put(
            start + 2 + 12 * len(tags),
            "I",
            following if isinstance(following, int) else self.place(following),
        )
        return start

    def place_blobs(self) -> None:
        for at, blob in self.waiting:
            self._put(at, "I", self._append(blob))

    def _place_entry(self, at: int, entry: Entry) -> None:
        data, count = entry.encoded(self.order)
        self._put(at + 2, "HI", entry.type, count)
        if entry.offset is not None:
            self._put(at + 8, "I", entry.offset)
        elif len(data) <= 4:
            self.data[at + 8 : at + 8 + len(data)] = data
        else:
            self._put(at + 8, "I", self._append(data))

    def _place_children(self, at: int, children: Sequence[Directory]) -> None:
        slots = self._slots(at, len(children))
        for slot, child in zip(slots, children, strict=True):
            self._put(slot, "I", self.place(child))

    def _promise_blobs(self, at: int, blobs: Sequence[bytes]) -> None:
        self.waiting += zip(self._slots(at, len(blobs)), blobs, strict=True)

    def _slots(self, at: int, count: int) -> list[int]:
        """The places of so many offsets: in the entry itself, or outside it if they are several."""
        self._put(at + 2, "HI", Type.LONG, count)
        if count == 1:
            return [at + 8]
        table = self._append(bytes(4 * count))
        self._put(at + 8, "I", table)
        return [table + 4 * number for number in range(count)]

    def _append(self, data: bytes) -> int:
        if len(self.data) % 2:
            self.data.append(0)
        start = len(self.data)
        self.data += data
        return start

    def _put(self, at: int, letters: str, *numbers: int) -> None:
        struct.pack_into(self.order + letters, self.data, at, *numbers)


def _rows(value: float | Fraction | Sequence[float] | Sequence[Ratio]) -> list[tuple[float, ...]]:
    """Numbers as they are packed: one to a row, or two where they are rational."""
    if isinstance(value, Fraction):
        return [(value.numerator, value.denominator)]
    if isinstance(value, int | float):
        return [(value,)]
    return [_row(item) for item in value]


def _row(item: float | Ratio) -> tuple[float, ...]:
    if isinstance(item, Fraction):
        return (item.numerator, item.denominator)
    return item if isinstance(item, tuple) else (item,)


def text(value: str | bytes) -> Entry:
    """ASCII as cameras write it; bytes go out as they are, without a closing NUL."""
    return Entry(Type.ASCII, value)


def byte(*numbers: int) -> Entry:
    """Whole numbers of 8 bits."""
    return Entry(Type.BYTE, numbers)


def short(*numbers: int) -> Entry:
    """Whole numbers of 16 bits."""
    return Entry(Type.SHORT, numbers)


def long(*numbers: int) -> Entry:
    """Whole numbers of 32 bits."""
    return Entry(Type.LONG, numbers)


def rational(*ratios: Ratio) -> Entry:
    """Fractions without sign, such as `rational((1, 250))`."""
    return Entry(Type.RATIONAL, ratios)


def signed_rational(*ratios: Ratio) -> Entry:
    """Fractions with sign."""
    return Entry(Type.SRATIONAL, ratios)


def double(*numbers: float) -> Entry:
    """Floating numbers, among them NaN and infinity."""
    return Entry(Type.DOUBLE, numbers)


def undefined(data: bytes) -> Entry:
    """Bytes that say nothing of their kind."""
    return Entry(Type.UNDEFINED, data)
