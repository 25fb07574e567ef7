"""The glance: the first, cheap reading of a file. Its header, its metadata, its embedded thumbnail."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime

from imalink_core.egg import Metadata
from imalink_core.formats.format import Kind
from imalink_core.formats.recognise import recognise
from imalink_core.found import Found, Note
from imalink_core.limits import DEFAULT_LIMITS, Limits
from imalink_core.metadata.describe import understand
from imalink_core.original import open_original


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of a file at first sight.

    `width` and `height` are those of the upright picture; `orientation` is EXIF's 1-8 and
    says how to turn the thumbnail, which is a JPEG as the camera embedded it.
    """

    format: str
    kind: Kind
    size_bytes: int
    width: int | None
    height: int | None
    orientation: int
    taken_at: datetime | None
    camera_make: str | None
    camera_model: str | None
    metadata: Metadata
    found: Found
    thumbnail: bytes | None = field(repr=False)
    notes: tuple[Note, ...]


def glance(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Glance:
    """Glance at a file. Raises `Problem` for what is no photo, no video and no sidecar."""
    with open_original(path) as original:
        recognised = recognise(original, limits)
        parts, meaning = recognised.parts, understand(recognised.parts)
        return Glance(
            format=recognised.format.name,
            kind=recognised.format.kind,
            size_bytes=original.size,
            width=meaning.metadata.width,
            height=meaning.metadata.height,
            orientation=parts.orientation,
            taken_at=meaning.metadata.taken_at,
            camera_make=meaning.metadata.camera_make,
            camera_model=meaning.metadata.camera_model,
            metadata=meaning.metadata,
            found=meaning.found,
            thumbnail=parts.thumbnail,
            notes=recognised.notes + meaning.notes,
        )
