"""RIFF, the container of WebP and AVI, by hand."""

from __future__ import annotations

import struct
from typing import TypeAlias

RiffChunk: TypeAlias = tuple[bytes, bytes]


def riff(kind: bytes, *chunks: RiffChunk) -> bytes:
    """A RIFF file of this kind (`WEBP`, `AVI `) with these chunks."""
    return _written(b"RIFF", kind + _joined(chunks))


def riff_list(kind: bytes, *chunks: RiffChunk) -> RiffChunk:
    """A chunk that is a list of chunks."""
    return b"LIST", kind + _joined(chunks)


def _joined(chunks: tuple[RiffChunk, ...]) -> bytes:
    return b"".join(_written(name, data) for name, data in chunks)


def _written(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)
