"""Containers that we do not look into: CRW, X3F, transport streams. Their decoders know more."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.parts import Parts


def read_parts(_file: BinaryIO, _most: int) -> Parts:
    """Nothing is known before decoding."""
    return Parts()
