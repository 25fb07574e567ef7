"""RIFF, the structure of WebP and AVI: a name, a size, a body that may hold more of them."""

from __future__ import annotations

from collections.abc import Iterator

from imalink_core.containers.source import Fetch

_MOST_CHUNKS = 2000


def chunks(fetch: Fetch, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The chunks side by side between two offsets, as (name, offset of the body, its length)."""
    at = start
    for _ in range(_MOST_CHUNKS):
        head = fetch(at, 8) if at + 8 <= end else b""
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        yield head[:4], at + 8, length
        at += 8 + length + length % 2
