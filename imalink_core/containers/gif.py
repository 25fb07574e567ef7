"""GIF: the size of its screen, or of its first picture where that is larger."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.parts import Parts
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note

_HEADER = 13
_EXTENSION, _PICTURE, _END = b"!", b",", b";"
_MOST_PIECES = 4096


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
    within = False
    for _ in range(_MOST_PIECES):
        head = fetch(at, 10)
        if within and head:
            # An extension has a name and pieces, up to an empty one; each piece is a turn of this loop.
            at, within = at + 1 + head[0], head[0] != 0
        elif head[:1] == _EXTENSION:
            at, within = at + 2, True
        elif len(head) == 10 and head[:1] == _PICTURE:
            left, top, width, height = (int.from_bytes(head[n : n + 2], "little") for n in (1, 3, 5, 7))
            return left + width, top + height
        elif not head or head[:1] == _END:
            break
        else:
            at += 1
    return 0, 0
