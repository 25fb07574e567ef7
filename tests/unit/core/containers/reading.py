"""Reading a drawn file the way the house does: recognise it, then read its container."""

from __future__ import annotations

import io

from imalink_core.containers.parts import Parts
from imalink_core.formats.sniff import sniff

MOST = 1 << 20


def parts_of(data: bytes, most: int = MOST) -> Parts:
    file = io.BytesIO(data)
    read_parts = sniff(file).read_parts
    assert read_parts is not None
    return read_parts(file, most)


def note_codes(parts: Parts) -> list[str]:
    return [note.code for note in parts.notes]
