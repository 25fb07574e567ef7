"""`Parts`: what every container reader answers, whatever the container."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import TypeAlias

from imalink_core.found import Note

TagValue: TypeAlias = str | bytes | int | float | Fraction | tuple["TagValue", ...] | None
"""One EXIF value as read. A rational with a zero below is `None`: it says nothing."""

Tags: TypeAlias = Mapping[int, TagValue]


@dataclass(frozen=True, slots=True)
class Exif:
    """The EXIF directories, by tag number. A directory that is missing is empty."""

    image: Tags = field(default_factory=dict)
    photo: Tags = field(default_factory=dict)
    gps: Tags = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What a video's container says: how long, when, where."""

    duration_seconds: float | None = None
    created_utc: datetime | None = None
    """`mvhd` and its like: meant as UTC, though some cameras write their wall clock."""
    created_text: str | None = None
    """Apple's `creationdate`, with its own offset: `2024-06-01T14:30:00+0200`."""
    location_text: str | None = None
    """ISO 6709: `+59.9139+010.7522+012.500/`."""
    make: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one file.

    `width` and `height` are as stored, `orientation` is EXIF's 1-8 and says how
    to turn them upright (a container's own rotation is already put in these
    terms). `thumbnail` is a small JPEG as the camera embedded it.
    """

    width: int | None = None
    height: int | None = None
    orientation: int = 1
    exif: Exif = field(default_factory=Exif)
    xmp: bytes | None = field(default=None, repr=False)
    xmp_extended: bytes | None = field(default=None, repr=False)
    iptc: bytes | None = field(default=None, repr=False)
    thumbnail: bytes | None = field(default=None, repr=False)
    extra_appetite: int = 0
    """Memory that decoding takes beside the format's own, in bytes a pixel: 6 for a progressive
    JPEG, whose coefficients are all kept; 4 for a picture with alpha, which is premultiplied."""
    video: VideoFacts | None = None
    notes: tuple[Note, ...] = ()
