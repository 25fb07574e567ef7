"""What the loupe shows of photos, and where their originals lie, for a few photos at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, select

from imalink_desktop.catalog.models import CAMERA_NAME, Camera, Drive, Folder, ImageFile, Photo
from imalink_desktop.catalog.reads.asked import is_listed, listing
from imalink_desktop.catalog.reads.paths import path_of

Part: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height, in parts of the upright picture."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A file that shows the photo, and where it lies: the path begins at the volume's root."""

    volume: str
    drive: str
    path: str
    format: str
    state: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Taking:
    """How it was taken."""

    exposure_time: str | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_length: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One photo, as far as the loupe shows it. The file that stands for it comes first."""

    id: int
    uid: str
    name: str | None
    title: str | None
    shown_at: str | None
    width: int | None
    height: int | None
    rating: int
    flag: int
    label: str | None
    visibility: int
    rotation: int
    crop: Part | None
    camera: str | None
    taking: Taking
    files: tuple[Lying, ...]

    @property
    def size(self) -> tuple[int, int] | None:
        """The upright picture's, as far as it is known."""
        return None if not self.width or not self.height else (self.width, self.height)


_PHOTOS: Select[*tuple[Any, ...]] = (
    select(
        Photo.id,
        Photo.uid,
        Photo.name,
        Photo.title,
        Photo.shown_at,
        Photo.width,
        Photo.height,
        Photo.rating,
        Photo.flag,
        Photo.label,
        Photo.visibility,
        Photo.rotation,
        Photo.crop,
        CAMERA_NAME,
        Photo.exposure_time,
        Photo.f_number,
        Photo.iso,
        Photo.focal_length,
    )
    .outerjoin(Camera, Camera.id == Photo.camera_id)
    .where(is_listed(Photo.id.expression))
)

_FILES: Select[*tuple[Any, ...]] = (
    select(
        ImageFile.photo_id,
        Drive.volume_id,
        Drive.label,
        Folder.path,
        ImageFile.name,
        ImageFile.format,
        ImageFile.state,
        ImageFile.size,
        ImageFile.mtime_ns,
    )
    .join(Folder, Folder.id == ImageFile.folder_id)
    .join(Drive, Drive.id == Folder.drive_id)
    .where(is_listed(ImageFile.photo_id.expression), ImageFile.role != "sidecar")
    .order_by(ImageFile.leads.desc(), ImageFile.id)
)


def shown(connection: Connection, photos: Iterable[int]) -> dict[int, Shown]:
    """These photos by number; those that are gone are left out."""
    given = listing(photos)
    lying: defaultdict[int, list[Lying]] = defaultdict(list)
    for photo, volume, drive, folder, name, *known in connection.execute(_FILES, given):
        lying[photo].append(Lying(volume, drive, path_of(folder, name), *known))
    found = {}
    for number, *row in connection.execute(_PHOTOS, given):
        *facts, crop, camera = row[:-4]
        part = None if crop is None else tuple(json.loads(crop))
        rest = (part, camera or None, Taking(*row[-4:]), tuple(lying[number]))
        whole: tuple[Any, ...] = (number, *facts, *rest)
        found[number] = Shown(*whole)
    return found
