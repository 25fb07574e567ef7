"""Photoshop's image resources (`8BIM`), in which IPTC travels."""

from __future__ import annotations

_IPTC = 0x0404
_MOST_RESOURCES = 1000


def iptc_in(data: bytes) -> bytes | None:
    """The IPTC block among the resources, if there is one."""
    at = 0
    for _ in range(_MOST_RESOURCES):
        if data[at : at + 4] != b"8BIM" or len(data) < at + 12:
            return None
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name = data[at + 6] + 1
        at += 6 + name + name % 2
        size = int.from_bytes(data[at : at + 4], "big")
        if number == _IPTC:
            return data[at + 4 : at + 4 + size] or None
        at += 4 + size + size % 2
    return None
