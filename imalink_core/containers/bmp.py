"""BMP: the size in its header, of which there is an old and a new kind."""

from __future__ import annotations

import struct
from typing import BinaryIO

from imalink_core.containers.parts import Parts
from imalink_core.errors import note

_OLD_HEADER = 12


def read_parts(file: BinaryIO, _most: int) -> Parts:
    """Read a BMP's size. A negative height means that the rows run downwards."""
    file.seek(14)
    head = file.read(12)
    if len(head) < 12:
        return Parts(notes=(note("truncated"),))
    old = int.from_bytes(head[:4], "little") == _OLD_HEADER
    width, height = struct.unpack_from("<HH" if old else "<ii", head, 4)
    return Parts(width if width > 0 else None, abs(height) or None)
