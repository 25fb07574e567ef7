"""Where each field of the table stands in the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from imalink_desktop.catalog.decisions import Telling
from imalink_desktop.catalog.models import (
    CAMERA_NAME,
    Author,
    Camera,
    Collection,
    CollectionPhoto,
    Drive,
    Folder,
    ImageFile,
    Lens,
    Photo,
    PhotoSpace,
    PhotoTag,
    Shoot,
    ShootPhoto,
    Space,
    Tag,
)

TOLD: Mapping[str, InstrumentedAttribute[int]] = {
    Telling.PLACE.value: Photo.tells_place,
    Telling.NAMES.value: Photo.tells_names,
}
"""What `tells:` can be asked of, each a yes or no of the photo's."""

Condition: TypeAlias = ColumnElement[bool]

VALUES: Mapping[str, InstrumentedAttribute[Any]] = {
    "rating": Photo.rating,
    "flag": Photo.flag,
    "label": Photo.label,
    "visibility": Photo.visibility,
    "taken": Photo.shown_at,
    "added": Photo.added_at,
    "focal": Photo.focal_length,
    "f": Photo.f_number,
    "shutter": Photo.exposure_seconds,
    "iso": Photo.iso,
    "width": Photo.width,
    "height": Photo.height,
    "size": Photo.file_size_bytes,
    "format": Photo.image_format,
    "session": Photo.session_id,
    "gps": Photo.latitude,
    "title": Photo.title,
    "description": Photo.description,
    "place": Photo.place,
}
"""Fields that are a column of the photo's."""

NUMBERS: Mapping[str, InstrumentedAttribute[Any]] = {
    "author": Photo.author_id,
    "camera": Photo.camera_id,
    "lens": Photo.lens_id,
}
"""Fields of which the photo has a number."""

LINKS: Mapping[str, tuple[InstrumentedAttribute[int], InstrumentedAttribute[int]]] = {
    "tag": (PhotoTag.photo_id, PhotoTag.tag_id),
    "collection": (CollectionPhoto.photo_id, CollectionPhoto.collection_id),
    "shoot": (ShootPhoto.photo_id, ShootPhoto.shoot_id),
    "space": (PhotoSpace.photo_id, PhotoSpace.space_id),
    "folder": (ImageFile.photo_id, ImageFile.folder_id),
    "drive": (ImageFile.photo_id, ImageFile.folder_id),
}
"""Fields whose numbers stand in rows that a photo may have many of: the photo's number and theirs."""


def collection_paths() -> Select[tuple[int, str]]:
    """Every collection with the names from the top down to it."""
    paths = (
        select(Collection.id, Collection.name.label("path"))
        .where(Collection.parent_id.is_(None))
        .cte(recursive=True)
    )
    below = select(Collection.id, paths.c.path + "/" + Collection.name).join(
        paths, Collection.parent_id == paths.c.id
    )
    whole = paths.union_all(below)
    return select(whole.c.id, whole.c.path)


def named(field: str) -> tuple[ColumnElement[int], ColumnElement[str]]:
    """The numbers that `NUMBERS` and `LINKS` speak of, and what they are called."""
    match field:
        case "author":
            return Author.id.expression, Author.name.expression
        case "camera":
            return Camera.id.expression, CAMERA_NAME
        case "lens":
            return Lens.id.expression, Lens.model.expression
        case "tag":
            return Tag.id.expression, Tag.path.expression
        case "collection":
            paths = collection_paths().subquery()
            return paths.c.id, paths.c.path
        case "shoot":
            return Shoot.id.expression, Shoot.title.expression
        case "space":
            return Space.id.expression, Space.name.expression
        case "folder":
            return Folder.id.expression, Folder.path.expression
        case _:
            label = select(Drive.label).where(Drive.id == Folder.drive_id).scalar_subquery()
            return Folder.id.expression, label
