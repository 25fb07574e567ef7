"""What a format is: its name, how it is read, and what reading it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, TypeAlias

from imalink_core.containers.parts import Parts
from imalink_core.decode.raster import Decode


class Kind(StrEnum):
    """What a photographer would call the file."""

    PICTURE = "picture"
    RAW = "raw"
    VIDEO = "video"
    SIDECAR = "sidecar"
    OTHER = "other"


ReadParts: TypeAlias = Callable[[BinaryIO, int], Parts]
"""Reads a container: the file, and the most bytes to read of any one block."""

Magic: TypeAlias = tuple[int, bytes]
"""Bytes that stand at an offset in every file of a format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    A row without `decode` is a format we recognise and do not read; `why` then
    says so in a sentence. `isolated` formats are decoded in a helper process
    only; `streamed` ones are read in parts, never whole. `appetite` is the memory
    decoding takes, in bytes for each pixel. `magic` is what its files begin with, one
    of several; `brands` what they call themselves where the container is one of boxes.
    """

    name: str
    kind: Kind
    extensions: tuple[str, ...]
    magic: tuple[Magic, ...] = ()
    brands: tuple[bytes, ...] = ()
    read_parts: ReadParts | None = None
    decode: Decode | None = None
    isolated: bool = False
    streamed: bool = False
    appetite: int = 4
    why: str | None = None
