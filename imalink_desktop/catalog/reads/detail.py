"""The detail of one photo: all that the catalog knows of it. Why it is so is told in `reasons`."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from imalink_desktop.catalog.journal import stored_columns, table_of
from imalink_desktop.catalog.models import (
    CAMERA_NAME,
    IMPORT_NAME,
    Author,
    Camera,
    ImportSession,
    Lens,
    Photo,
)
from imalink_desktop.catalog.reads import belongings
from imalink_desktop.catalog.reads.conflicts import conflicts_of
from imalink_desktop.catalog.reads.organised import stack
from imalink_desktop.catalog.reads.parts import Detail, Gear, LatLong, Named, Taken, Where

_SAME = (
    *("id", "uid", "hothash", "name", "width", "height", "title", "description", "rating", "flag", "label"),
    *("visibility", "tells_place", "tells_names", "rotation", "exposure_adjust", "added_at", "trashed_at"),
)
"""What goes by the same name in the catalog and in the answer."""


def detail(connection: Connection, photo: int, *, online: Collection[int] = ()) -> Detail | None:
    """All of one photo; `None` where there is none."""
    row = connection.execute(_whole(photo)).mappings().first()
    if row is None:
        return None
    return Detail(
        **{name: row[name] for name in _SAME},
        format=row["image_format"],
        size_bytes=row["file_size_bytes"],
        is_damaged=not row["is_valid_image"],
        crop=_crop(row["crop"]),
        taken=Taken(
            row["shown_at"], row["taken_at"], row["taken_offset"], row["taken_source"], row["corrected_at"]
        ),
        where=_where(row),
        gear=_gear(row),
        author=_named(row["author_id"], row["author"]),
        session=_named(row["session_id"], row["session"]),
        stack=None if row["stack_id"] is None else stack(connection, row["stack_id"]),
        files=belongings.files(connection, photo, online),
        tags=belongings.tags(connection, photo),
        conflicts=tuple(conflicts_of(connection, photo)),
        remote=belongings.remote(connection, photo),
        waiting=belongings.waiting(connection, photo),
        found=belongings.found(connection, photo),
        exif=belongings.exif(connection, photo),
        collections=belongings.collections(connection, photo),
        shoots=belongings.shoots(connection, photo),
        spaces=belongings.spaces(connection, photo),
        alike=belongings.alike(connection, photo, row["hothash"]),
    )


def _whole(photo: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *stored_columns(table_of(Photo)),
            Photo.shown_at,
            Photo.latitude,
            Photo.longitude,
            CAMERA_NAME.label("camera"),
            Lens.model.label("lens"),
            Author.name.label("author"),
            IMPORT_NAME.label("session"),
        )
        .outerjoin(Camera, Camera.id == Photo.camera_id)
        .outerjoin(Lens, Lens.id == Photo.lens_id)
        .outerjoin(Author, Author.id == Photo.author_id)
        .outerjoin(ImportSession, ImportSession.id == Photo.session_id)
        .where(Photo.id == photo)
    )


def _where(row: RowMapping) -> Where:
    return Where(
        at=_both(row["latitude"], row["longitude"]),
        by_file=_both(row["gps_latitude"], row["gps_longitude"]),
        altitude=row["gps_altitude"],
        corrected=_both(row["corrected_latitude"], row["corrected_longitude"]),
        place=row["place"],
    )


def _gear(row: RowMapping) -> Gear:
    how = ("focal_length", "f_number", "iso", "exposure_time", "exposure_seconds")
    return Gear(row["camera"] or None, row["lens"], *(row[name] for name in how))


def _both(latitude: float | None, longitude: float | None) -> LatLong | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _crop(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    x, y, width, height = json.loads(text)
    return x, y, width, height


def _named(number: int | None, name: str | None) -> Named | None:
    return None if number is None else Named(number, name or "")
