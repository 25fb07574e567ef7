"""Previews as text: the one place where base64 is spoken."""

from __future__ import annotations

import binascii
import re

from imalink_core.codec.fields import Check
from imalink_core.errors import BadEgg
from imalink_core.limits import MIB

HOTPREVIEW_BYTES = 2 * MIB
COLDPREVIEW_BYTES = 10 * MIB

_JPEG_START = b"\xff\xd8\xff"
_DATA_URL = re.compile(r"data:image/jpe?g;base64,")


def jpeg_to_text(data: bytes) -> str:
    """Write a preview as base64, without line breaks."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def jpeg_of(most: int) -> Check[bytes]:
    """A JPEG of bounded size written as base64. A data URL is taken too, as browsers send it."""
    longest = (most + 2) // 3 * 4

    def check(value: object, where: str) -> bytes:
        if type(value) is not str:
            raise BadEgg(where, "must be base64")
        start = found.end() if (found := _DATA_URL.match(value)) else 0
        if len(value) - start > longest:
            raise BadEgg(where, f"takes more than {most} bytes")
        try:
            data = binascii.a2b_base64(value[start:], strict_mode=True)
        except ValueError:
            raise BadEgg(where, "is not base64") from None
        if len(data) > most:
            raise BadEgg(where, f"takes more than {most} bytes")
        if not data.startswith(_JPEG_START):
            raise BadEgg(where, "is not a JPEG")
        return data

    return check
