"""The PhotoEgg: what a file *is*, with no opinion of the user's.

Plain frozen values. How they become JSON is told in `codec`; how they come to
be is told in `hatchery`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
JsonObject: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of its making. Anything unknown is `None`, never invented.

    `taken_at` is the wall clock where the photo was taken, without a time zone.
    """

    taken_at: datetime | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    lens_model: str | None = None
    focal_length: float | None = None
    f_number: float | None = None
    iso: int | None = None
    exposure_time: str | None = None
    gps_latitude: float | None = None
    gps_longitude: float | None = None
    gps_altitude: float | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class PhotoEgg:
    """One file, ready to travel: metadata, the small preview, and maybe the large one.

    `width` and `height` are those of the upright picture.
    """

    hothash: str
    hotpreview: bytes = field(repr=False)
    coldpreview: bytes | None = field(repr=False)
    width: int
    height: int
    metadata: Metadata
    exif_dict: JsonObject = field(repr=False)
    is_valid_image: bool
    image_format: str
    file_size_bytes: int
