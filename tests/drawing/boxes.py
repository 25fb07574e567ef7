"""The boxes that MP4, MOV and CR3 files are made of."""

from __future__ import annotations

import struct
from uuid import UUID


def box(name: str | bytes, *content: bytes) -> bytes:
    """A box with this content; names such as `©xyz` are latin-1."""
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + _name(name) + body


def wide_box(name: str | bytes, *content: bytes) -> bytes:
    """A box whose size takes 64 bits, as large `mdat`s have."""
    body = b"".join(content)
    return struct.pack(">I", 1) + _name(name) + struct.pack(">Q", 16 + len(body)) + body


def lying_box(name: str | bytes, size: int, *content: bytes) -> bytes:
    """A box that claims to be of this size; 0 means up to the end of the file."""
    return struct.pack(">I", size) + _name(name) + b"".join(content)


def full_box(name: str | bytes, version: int, *content: bytes, flags: int = 0) -> bytes:
    """A box with version and flags."""
    return box(name, struct.pack(">I", version << 24 | flags), *content)


def uuid_box(identity: str, *content: bytes) -> bytes:
    """A box named by a UUID."""
    return box("uuid", UUID(identity).bytes, *content)


def _name(name: str | bytes) -> bytes:
    return name if isinstance(name, bytes) else name.encode("latin-1")
