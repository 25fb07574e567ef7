"""The glance: the first, cheap reading of a file. Its header, its metadata, its embedded thumbnail."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

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

    `orientation` is EXIF's 1-8 and says how to turn the thumbnail, which is a JPEG as the
    camera embedded it; width and height in `metadata` are those of the upright picture.
    """

    format: str
    kind: Kind
    size_bytes: int
    orientation: int
    duration_seconds: float | None
    """Of a video."""
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
            orientation=parts.orientation,
            duration_seconds=None if parts.video is None else parts.video.duration_seconds,
            metadata=meaning.metadata,
            found=meaning.found,
            thumbnail=parts.thumbnail,
            notes=recognised.notes + meaning.notes,
        )
