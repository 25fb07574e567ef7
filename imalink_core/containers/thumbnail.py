"""Is this embedded thumbnail a whole JPEG? Cameras and editors leave cut and blank ones behind."""

from __future__ import annotations

from imalink_core.containers.segments import SHOWN_FRAMES, START_OF_SCAN, segments
from imalink_core.containers.source import of_bytes


def complete_jpeg(data: bytes) -> bytes | None:
    """The JPEG without the padding behind it, or `None` if it has no frame, no scan or no end."""
    end = data.rfind(b"\xff\xd9")
    if not data.startswith(b"\xff\xd8\xff") or end < 0:
        return None
    framed = False
    for marker, at, length in segments(of_bytes(data)):
        framed = framed or marker in SHOWN_FRAMES
        if marker == START_OF_SCAN:
            return data[: end + 2] if framed and end > at + length else None
    return None
