"""Boxes, the structure of HEIC, AVIF, CR3, MP4 and QuickTime: a size, a name, a body that may hold boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imalink_core.containers.source import Fetch

_MOST_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, or the 16 bytes of its UUID, and where its body lies."""

    kind: bytes
    start: int
    end: int

    @property
    def length(self) -> int:
        """The length of the body."""
        return self.end - self.start


def boxes(fetch: Fetch, start: int, end: int) -> Iterator[Box]:
    """The boxes that lie side by side between two offsets."""
    at = start
    for _ in range(_MOST_BOXES):
        head = fetch(at, 32) if at + 8 <= end else b""
        if len(head) < 8:
            return
        size, header, kind = int.from_bytes(head[:4], "big"), 8, head[4:8]
        if size == 1:
            size, header = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - at
        if kind == b"uuid":
            kind, header = head[header : header + 16], header + 16
        if size < header:
            return
        yield Box(kind, min(at + header, end), min(at + size, end))
        at += size


def find(fetch: Fetch, start: int, end: int, *path: bytes) -> Box | None:
    """The first box along a path of names."""
    found = None
    for name in path:
        found = next((box for box in boxes(fetch, start, end) if box.kind == name), None)
        if found is None:
            return None
        start, end = found.start, found.end
    return found


def body(fetch: Fetch, box: Box | None, most: int) -> bytes:
    """The body of a box; nothing if there is no such box or it is too large."""
    return fetch(box.start, box.length) if box is not None and box.length <= most else b""
