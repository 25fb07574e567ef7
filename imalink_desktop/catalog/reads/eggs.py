"""What the catalog keeps of eggs, to be sent: all but the previews, which lie elsewhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from imalink_core import Metadata
from imalink_core.egg import JsonObject
from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Camera, Drive, Folder, ImageFile, Lens, Photo, PhotoExif


@dataclass(frozen=True, slots=True)
class EggFile:
    """One file of a photo, here."""

    filename: str
    sha256: str | None
    format: str
    size: int
    role: str
    drive: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An egg but for its previews."""

    photo: int
    uid: str
    hothash: str
    metadata: Metadata
    exif: JsonObject
    width: int
    height: int
    image_format: str
    file_size_bytes: int
    is_valid_image: bool
    files: tuple[EggFile, ...]


def eggs(connection: Connection, photos: Sequence[int]) -> dict[int, Kept]:
    """Those of these photos that have been read whole."""
    files = _files(connection, photos)
    rows = (
        select(table_of(Photo), Camera.make, Camera.model, Lens.model, PhotoExif.exif)
        .outerjoin(Camera, Camera.id == Photo.camera_id)
        .outerjoin(Lens, Lens.id == Photo.lens_id)
        .outerjoin(PhotoExif, PhotoExif.photo_id == Photo.id)
        .where(one_of(table_of(Photo).c.id, photos), Photo.hothash.is_not(None))
    )
    found: dict[int, Kept] = {}
    for row in connection.execute(rows):
        *_, make, model, lens, exif = row
        found[row.id] = Kept(
            photo=row.id,
            uid=row.uid,
            hothash=row.hothash,
            metadata=Metadata(
                taken_at=_moment(row.taken_at),
                camera_make=make or None,
                camera_model=model or None,
                lens_model=lens,
                focal_length=row.focal_length,
                f_number=row.f_number,
                iso=row.iso,
                exposure_time=row.exposure_time,
                gps_latitude=row.gps_latitude,
                gps_longitude=row.gps_longitude,
                gps_altitude=row.gps_altitude,
                width=row.width,
                height=row.height,
            ),
            exif=json.loads(exif or "{}"),
            width=row.width or 0,
            height=row.height or 0,
            image_format=row.image_format or "",
            file_size_bytes=row.file_size_bytes or 0,
            is_valid_image=bool(row.is_valid_image),
            files=tuple(files.get(row.id, ())),
        )
    return found


def _files(connection: Connection, photos: Sequence[int]) -> dict[int, list[EggFile]]:
    """What lies where, those that stand for their photos first."""
    rows = (
        select(ImageFile.photo_id, ImageFile.name, ImageFile.sha256, ImageFile.format, ImageFile.size)
        .add_columns(ImageFile.role, Drive.label)
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .where(one_of(table_of(ImageFile).c.photo_id, photos))
        .order_by(ImageFile.leads.desc(), ImageFile.id)
    )
    found: dict[int, list[EggFile]] = {}
    for photo, *file in connection.execute(rows):
        found.setdefault(photo, []).append(EggFile(*file))
    return found


def _moment(text: str | None) -> datetime | None:
    with suppress(ValueError):
        return None if text is None else datetime.fromisoformat(text)
    return None
