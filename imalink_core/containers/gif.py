"""GIF: the size in its header."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.parts import Parts
from imalink_core.errors import note


def read_parts(file: BinaryIO, _most: int) -> Parts:
    """Read a GIF's size. It carries no metadata that programs agree on."""
    file.seek(0)
    head = file.read(10)
    if len(head) < 10:
        return Parts(notes=(note("truncated"),))
    return Parts(int.from_bytes(head[6:8], "little") or None, int.from_bytes(head[8:10], "little") or None)
