"""A JPEG bared: the picture, and nothing else that somebody left in the file.

What is kept is a list: the frame, the tables that its scans are decoded with, the scans, and the two marks
that tell how colours are written, both rewritten. All else goes, whatever it is called: comments, places,
tables that nobody looks into, and what follows the picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

_START, _END, _SCAN, _RESTARTS = 0xD8, 0xD9, 0xDA, 0xDD
_QUANTA, _CODES, _JFIF, _ADOBE = 0xDB, 0xC4, 0xE0, 0xEE
_ORDINARY = (0xC0, 0xC1, 0xC2)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = (0x01, *range(0xD0, 0xD9))
"""Markers that nothing belongs to."""

_ANY_MARKER = re.compile(rb"\xff[^\x00\xff]", re.DOTALL)
_AFTER_SCAN = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]", re.DOTALL)
_MOST_SEGMENTS = 2000
"""A camera's JPEG has some twenty, one with a hundred scans some hundreds."""

_PLAIN_JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
_PLAIN_ADOBE = b"Adobe\0\x64\0\0\0\0"


def bare(jpeg: bytes) -> bytes:
    """The same picture without comments, without what programs left in it, and without what follows it."""
    made = _Bare()
    for marker, inner, scan in _segments(jpeg):
        made.take(marker, inner, scan)
    return bytes((0xFF, _START)) + made.opening + bytes(made.rest) + bytes((0xFF, _END))


def is_ordinary(jpeg: bytes) -> bool:
    """Whether it is of a kind that every browser shows, and that is known here part by part."""
    markers = [marker for marker, _, _ in _segments(jpeg)]
    frames = [marker for marker in markers if marker in _FRAMES]
    return len(markers) < _MOST_SEGMENTS and len(frames) == 1 and frames[0] in _ORDINARY


class _Bare:
    """A picture on its way out: its tables are held back until a scan needs them."""

    def __init__(self) -> None:
        self.opening, self.rest = b"", bytearray()
        self._frame: dict[int, int] | None = None
        """The table of quanta of each component that no scan has begun yet; decoders look into it once."""
        self._at_hand: dict[tuple[int, int], bytes] = {(_RESTARTS, 0): b"\0\0"}
        self._told: dict[tuple[int, int], bytes] = dict(self._at_hand)

    def take(self, marker: int, inner: bytes, scan: bytes) -> None:
        """Look at one segment, with the scan that follows it."""
        if marker == _SCAN:
            self._scan(inner, scan)
        elif marker in _ORDINARY and self._frame is None and len(inner) == 6 + 3 * int.from_bytes(inner[5:6]):
            self._frame = dict(zip(inner[6::3], inner[8::3], strict=True))
            self.rest += _segment(marker, inner)
        elif marker == _QUANTA:
            self._at_hand.update(_tables(marker, inner, lambda table: 65 + 64 * (table[0] >> 4)))
        elif marker == _CODES:
            self._at_hand.update(_tables(marker, inner, lambda table: 17 + sum(table[1:17])))
        elif marker == _RESTARTS and len(inner) == 2:
            self._at_hand[_RESTARTS, 0] = inner
        elif self._frame is None:
            self._open(marker, inner)

    def _open(self, marker: int, inner: bytes) -> None:
        if marker == _JFIF and inner.startswith(b"JFIF\0") and len(inner) >= len(_PLAIN_JFIF):
            told = _segment(_JFIF, _PLAIN_JFIF)
        elif marker == _ADOBE and inner.startswith(b"Adobe") and len(inner) > len(_PLAIN_ADOBE):
            told = _segment(_ADOBE, _PLAIN_ADOBE + inner[11:12])
        else:
            return
        if told[:2] not in self.opening:
            self.opening += told

    def _scan(self, inner: bytes, scan: bytes) -> None:
        count = int.from_bytes(inner[:1])
        if self._frame is None or not count or len(inner) != 4 + 2 * count:
            return
        components, tables = inner[1 : 1 + 2 * count : 2], inner[2 : 2 + 2 * count : 2]
        first, last = inner[1 + 2 * count], inner[2 + 2 * count]
        begun = {self._frame.pop(each) for each in components if each in self._frame}
        needed = [(_QUANTA, table) for table in sorted(begun)]
        if first == 0:
            needed += sorted({(_CODES, each >> 4) for each in tables})
        if last:
            needed += sorted({(_CODES, 0x10 | each & 15) for each in tables})
        for which in (*needed, (_RESTARTS, 0)):
            table = self._at_hand.get(which)
            if table is not None and self._told.get(which) != table:
                self._told[which] = table
                self.rest += _segment(which[0], table)
        self.rest += _segment(_SCAN, inner) + scan


def _tables(marker: int, inner: bytes, length: Callable[[bytes], int]) -> dict[tuple[int, int], bytes]:
    """The tables of a segment, by their names."""
    found = {}
    while inner and len(inner) >= (size := length(inner)):
        # The upper half of a quantum table's name is its precision, of a code's whether it is for AC.
        name = inner[0] & 15 if marker == _QUANTA else inner[0]
        found[marker, name] = inner[:size]
        inner = inner[size:]
    return found


def _segment(marker: int, inner: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(inner) + 2).to_bytes(2) + inner


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """What a JPEG is made of: markers with what belongs to them, and with the scan after it."""
    return islice(_all_segments(jpeg), _MOST_SEGMENTS)


def _all_segments(jpeg: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    at = 2
    # Decoders pass over what is no marker.
    while found := _ANY_MARKER.search(jpeg, at):
        at, marker = found.end(), jpeg[found.end() - 1]
        if marker == _END:
            return
        if marker in _ALONE:
            continue
        end = at + max(2, int.from_bytes(jpeg[at : at + 2]))
        inner, scan, at = jpeg[at + 2 : end], b"", end
        if marker == _SCAN:
            following = _AFTER_SCAN.search(jpeg, at)
            start, at = at, following.start() if following else len(jpeg)
            scan = jpeg[start:at]
        yield marker, inner, scan
