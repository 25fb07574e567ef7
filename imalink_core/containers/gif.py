"""GIF: the size of its screen, or of its first picture where that is larger."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.parts import Parts
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note

_HEADER = 13
_EXTENSION, _PICTURE = 0x21, 0x2C
_MOST_BLOCKS = 4096


def read_parts(file: BinaryIO, _most: int) -> Parts:
    """Read a GIF's size. It carries no metadata that programs agree on."""
    fetch = Source(file).fetch
    head = fetch(0, _HEADER)
    if len(head) < _HEADER:
        return Parts(notes=(note("truncated"),))
    palette = 3 << ((head[10] & 7) + 1) if head[10] & 0x80 else 0
    right, bottom = _first_picture(fetch, _HEADER + palette)
    width = max(int.from_bytes(head[6:8], "little"), right)
    height = max(int.from_bytes(head[8:10], "little"), bottom)
    return Parts(width or None, height or None)


def _first_picture(fetch: Fetch, at: int) -> tuple[int, int]:
    """The right and the bottom edge of the first picture, which may lie beyond the screen."""
    for _ in range(_MOST_BLOCKS):
        head = fetch(at, 10)
        if len(head) == 10 and head[0] == _PICTURE:
            left, top, width, height = (int.from_bytes(head[n : n + 2], "little") for n in (1, 3, 5, 7))
            return left + width, top + height
        if not head or head[0] not in (_EXTENSION, 0):
            break
        # An extension has a name and pieces, up to an empty one; each piece is a turn of this loop.
        at += 2 if head[0] == _EXTENSION else 1
        while (size := fetch(at, 1)) and size[0]:
            at += 1 + size[0]
    return 0, 0
