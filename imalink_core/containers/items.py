"""The items of a HEIF `meta` box: what there is (`iinf`) and where it lies (`iloc`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imalink_core.containers.boxes import body, boxes, find
from imalink_core.containers.source import of_bytes

_MOST_ITEMS = 10_000
_MOST_EXTENTS = 64


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its number, its kind (`Exif`, `mime`, `hvc1`…), and the content type of a `mime`."""

    number: int
    kind: bytes
    content: bytes


def read_items(meta: bytes) -> list[Item]:
    """All items that the `meta` box lists."""
    fetch = of_bytes(meta)
    box = find(fetch, 4, len(meta), b"iinf")
    if box is None:
        return []
    start = box.start + (6 if meta[box.start : box.start + 1] == b"\0" else 8)
    entries = (body(fetch, entry, 4096) for entry in boxes(fetch, start, box.end) if entry.kind == b"infe")
    return [_item(entry) for entry in entries if entry[:1] in (b"\2", b"\3")]


def _item(entry: bytes) -> Item:
    wide = 4 if entry[0] == 3 else 2
    number = int.from_bytes(entry[4 : 4 + wide], "big")
    kind = entry[6 + wide : 10 + wide]
    names = entry[10 + wide :].split(b"\0")
    return Item(number, kind, names[1] if len(names) > 1 else b"")


class _Numbers:
    """Reads big-endian numbers one after the other; past the end they are 0."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def next(self, size: int) -> int:
        self.at += size
        return int.from_bytes(self._data[self.at - size : self.at], "big")

    @property
    def ended(self) -> bool:
        return self.at >= len(self._data)


def locate(meta: bytes, number: int) -> list[tuple[bool, int, int]]:
    """Where an item's pieces lie, as (within `meta`, offset, length)."""
    fetch = of_bytes(meta)
    data = body(fetch, find(fetch, 4, len(meta), b"iloc"), len(meta))
    stored = find(fetch, 4, len(meta), b"idat")
    for item, method, extents in _located(data):
        if item != number or method > 1 or (method == 1 and stored is None):
            continue
        base = stored.start if method == 1 and stored is not None else 0
        return [(method == 1, base + offset, length) for offset, length in extents]
    return []


def _located(data: bytes) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Each item of an `iloc` box, as (number, construction method, extents)."""
    numbers = _Numbers(data)
    version, sizes = numbers.next(4) >> 24, numbers.next(2)
    offset_size, length_size = sizes >> 12, sizes >> 8 & 15
    base_size, index_size = sizes >> 4 & 15, sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    for _ in range(min(numbers.next(wide), _MOST_ITEMS)):
        if numbers.ended:
            return
        item = numbers.next(wide)
        method = numbers.next(2) & 15 if version else 0
        numbers.next(2)
        base = numbers.next(base_size)
        extents = []
        for _ in range(min(numbers.next(2), _MOST_EXTENTS)):
            numbers.next(index_size)
            offset = base + numbers.next(offset_size)
            extents.append((offset, numbers.next(length_size)))
        yield item, method, extents
