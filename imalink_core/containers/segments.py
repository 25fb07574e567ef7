"""JPEG segments: the chain of markers before the picture data."""

from __future__ import annotations

from collections.abc import Iterator

from imalink_core.containers.source import Fetch

_MOST_SEGMENTS = 4096
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD9)))
START_OF_SCAN, _END = 0xDA, 0xD9
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that tell the picture's size."""
SHOWN_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
"""Those of the pictures that everybody can show; the lossless ones hold sensor data."""


def segments(fetch: Fetch) -> Iterator[tuple[int, int, int]]:
    """Each segment up to the scan, as (marker, offset of its body, length of its body)."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        head = fetch(at, 4)
        if len(head) < 4 or head[0] != 0xFF or head[1] == _END:
            return
        marker = head[1]
        if marker == 0xFF:
            at += 1
        elif marker in _STANDALONE:
            at += 2
        else:
            length = int.from_bytes(head[2:], "big")
            if length < 2:
                return
            yield marker, at + 4, length - 2
            if marker == START_OF_SCAN:
                return
            at += 2 + length


def frame_size(body: bytes) -> tuple[int | None, int | None]:
    """Width and height in the body of a frame segment; a height of 0 is told later in the file."""
    if len(body) < 5:
        return None, None
    return int.from_bytes(body[3:5], "big") or None, int.from_bytes(body[1:3], "big") or None
