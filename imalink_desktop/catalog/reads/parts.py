"""What the detail of a photo consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from imalink_desktop.catalog.reads.conflicts import Difference
from imalink_desktop.catalog.reads.organised import KnownStack

LatLong: TypeAlias = tuple[float, float]
Opinion: TypeAlias = str | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Taken:
    """When it was taken, on the clock of the place: what counts, what the file says, the correction."""

    at: str | None
    by_file: str | None
    offset: str | None
    source: str | None
    corrected: str | None


@dataclass(frozen=True, slots=True)
class Where:
    """Where it was taken: what counts, what the file says, the correction."""

    at: LatLong | None
    by_file: LatLong | None
    altitude: float | None
    corrected: LatLong | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Gear:
    """What it was taken with, and how."""

    camera: str | None
    lens: str | None
    focal_length: float | None
    f_number: float | None
    iso: int | None
    exposure_time: str | None
    exposure_seconds: float | None


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One of its files. `path` begins at the drive's root."""

    id: int
    name: str
    path: str
    folder_id: int
    drive_id: int
    drive: str
    is_online: bool
    size: int
    format: str
    role: str
    state: str
    reading: str
    problem: str | None
    sha256: str | None

    @property
    def at_hand(self) -> bool:
        """Whether it can be opened now."""
        return self.is_online and self.state == "present"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing the photo belongs to, by number and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A value that the import found and where, or that a correction of a clock gave; JSON."""

    source: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Remote:
    """The photo on a server."""

    account: str
    server_photo_id: str
    version: str | None
    machine: str | None


@dataclass(frozen=True, slots=True)
class Detail:
    """One photo, whole."""

    id: int
    uid: str
    hothash: str | None
    name: str | None
    format: str | None
    size_bytes: int | None
    width: int | None
    height: int | None
    is_damaged: bool
    title: str | None
    description: str | None
    rating: int
    flag: int
    label: str | None
    visibility: int
    tells_place: int
    tells_names: int
    rotation: int
    crop: tuple[float, float, float, float] | None
    exposure_adjust: float | None
    added_at: str
    trashed_at: str | None
    taken: Taken
    where: Where
    gear: Gear
    author: Named | None
    session: Named | None
    stack: KnownStack | None
    files: tuple[PhotoFile, ...]
    tags: tuple[str, ...]
    collections: tuple[Named, ...]
    shoots: tuple[Named, ...]
    spaces: tuple[Named, ...]
    alike: tuple[Named, ...]
    """Other photos whose preview is the very same: two black frames, or a file that was saved anew."""
    conflicts: tuple[Difference, ...]
    remote: tuple[Remote, ...]
    waiting: tuple[str, ...]
    """Fields that the server does not have yet."""
    found: Mapping[str, Found]
    exif: Mapping[str, object]

    @property
    def opinions(self) -> Mapping[str, Opinion]:
        """What somebody, or the file, says of it; the author by name."""
        return {
            "title": self.title,
            "description": self.description,
            "rating": self.rating,
            "flag": self.flag,
            "label": self.label,
            "visibility": self.visibility,
            "author_id": None if self.author is None else self.author.name,
            "place": self.where.place,
            "tags": self.tags,
        }
