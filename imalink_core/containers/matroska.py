"""Matroska and WebM: how long, how large, when."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import BinaryIO

from imalink_core.containers.parts import Parts, VideoFacts
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note

_SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_TRACK, _VIDEO, _WIDTH, _HEIGHT = 0xAE, 0xE0, 0xB0, 0xBA
_SCALE, _DURATION, _DATE = 0x2AD7B1, 0x4489, 0x4461
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_MOST_ELEMENTS = 500

Element = tuple[int, int, int]


def read_parts(file: BinaryIO, _most: int) -> Parts:
    """Read a Matroska's parts: what stands before its first cluster."""
    source = Source(file)
    fetch = source.fetch
    segment = next((e for e in _elements(fetch, 0, source.size) if e[0] == _SEGMENT), None)
    if segment is None:
        return Parts(notes=(note("truncated"),))
    head = takewhile(lambda element: element[0] != _CLUSTER, _elements(fetch, *segment[1:]))
    places: dict[int, tuple[int, int]] = {}
    for name, start, end in head:
        places.setdefault(name, (start, end))
    return Parts(
        *(_size(fetch, *places[_TRACKS]) if _TRACKS in places else (None, None)),
        video=_facts(fetch, *places[_INFO]) if _INFO in places else VideoFacts(),
    )


def _facts(fetch: Fetch, start: int, end: int) -> VideoFacts:
    values = {name: fetch(at, min(stop - at, 8)) for name, at, stop in _elements(fetch, start, end)}
    scale = int.from_bytes(values.get(_SCALE, b""), "big") or 1_000_000
    seconds = (_float(values.get(_DURATION, b"")) or 0.0) * scale / 1e9
    duration = seconds if math.isfinite(seconds) and seconds > 0 else None
    created = None
    if len(values.get(_DATE, b"")) == 8:
        nanoseconds = int.from_bytes(values[_DATE], "big", signed=True)
        created = _EPOCH + timedelta(microseconds=nanoseconds // 1000)
    return VideoFacts(duration_seconds=duration, created_utc=created)


def _size(fetch: Fetch, start: int, end: int) -> tuple[int | None, int | None]:
    for name, at, stop in _elements(fetch, start, end):
        video = (
            next((e for e in _elements(fetch, at, stop) if e[0] == _VIDEO), None) if name == _TRACK else None
        )
        if video is not None:
            values = {
                n: int.from_bytes(fetch(a, min(s - a, 8)), "big") for n, a, s in _elements(fetch, *video[1:])
            }
            return values.get(_WIDTH) or None, values.get(_HEIGHT) or None
    return None, None


def _elements(fetch: Fetch, start: int, end: int) -> Iterator[Element]:
    """The elements side by side between two offsets, as (name, start, end of the body)."""
    at = start
    for _ in range(_MOST_ELEMENTS):
        head = fetch(at, 12) if at < end else b""
        name_size = _length_of_number(head[:1], 4)
        size_size = _length_of_number(head[name_size : name_size + 1], 8)
        if not name_size or not size_size or len(head) < name_size + size_size:
            return
        name = int.from_bytes(head[:name_size], "big")
        mask = (1 << 7 * size_size) - 1
        size = int.from_bytes(head[name_size : name_size + size_size], "big") & mask
        at += name_size + size_size
        # All ones: unknown, so to the end of what holds it.
        stop = end if size == mask else min(at + size, end)
        yield name, at, stop
        at = stop


def _length_of_number(first: bytes, most: int) -> int:
    """The leading zeros of the first byte say how long the number is; 0 if it is too long."""
    length = 9 - first[0].bit_length() if first else 0
    return length if length <= most else 0


def _float(data: bytes) -> float | None:
    if len(data) not in (4, 8):
        return None
    return float(struct.unpack(">f" if len(data) == 4 else ">d", data)[0])
