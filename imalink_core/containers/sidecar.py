"""An XMP sidecar: the whole file is one packet."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.parts import Parts
from imalink_core.errors import note

_MOST = 1 << 20


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read a sidecar, unless it is larger than any honest one."""
    file.seek(0)
    most = min(most, _MOST)
    packet = file.read(most + 1)
    return Parts(xmp=packet) if len(packet) <= most else Parts(notes=(note("bad_xmp"),))
