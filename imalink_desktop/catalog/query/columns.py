"""Where each field of the table stands in the catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from imalink_desktop.catalog.models import (
    Author,
    Collection,
    CollectionPhoto,
    Drive,
    Folder,
    ImageFile,
    Photo,
    PhotoTag,
    Shoot,
    ShootPhoto,
    Tag,
)

Condition: TypeAlias = ColumnElement[bool]
Test: TypeAlias = Callable[[ColumnElement[Any]], Condition]
"""What is asked of a text, whichever it is."""

VALUES: Mapping[str, InstrumentedAttribute[Any]] = {
    "rating": Photo.rating,
    "flag": Photo.flag,
    "label": Photo.label,
    "visibility": Photo.visibility,
    "taken": Photo.shown_at,
    "added": Photo.added_at,
    "focal": Photo.focal_length,
    "f": Photo.f_number,
    "iso": Photo.iso,
    "width": Photo.width,
    "height": Photo.height,
    "size": Photo.file_size_bytes,
    "session": Photo.session_id,
    "gps": Photo.latitude,
}
"""Fields that are a column of the photo's."""

_OWN: Mapping[str, ColumnElement[Any]] = {
    "title": Photo.title.expression,
    "description": Photo.description.expression,
    "place": Photo.place.expression,
    "lens": Photo.lens_model.expression,
    "camera": func.trim(func.coalesce(Photo.camera_make, "") + " " + func.coalesce(Photo.camera_model, "")),
}


def _collection_paths() -> Select[tuple[int, str]]:
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


def some_text(field: str, test: Test) -> Condition:
    """Whether any text of a field passes a test."""
    match field:
        case "author":
            return Photo.author_id.in_(select(Author.id).where(test(Author.name.expression)))
        case "tag":
            among = select(Tag.id).where(test(Tag.path.expression))
            return Photo.id.in_(select(PhotoTag.photo_id).where(PhotoTag.tag_id.in_(among)))
        case "collection":
            paths = _collection_paths().subquery()
            among = select(paths.c.id).where(test(paths.c.path))
            return Photo.id.in_(
                select(CollectionPhoto.photo_id).where(CollectionPhoto.collection_id.in_(among))
            )
        case "shoot":
            among = select(Shoot.id).where(test(Shoot.title.expression))
            return Photo.id.in_(select(ShootPhoto.photo_id).where(ShootPhoto.shoot_id.in_(among)))
        case "file":
            return some_file(test(ImageFile.name.expression))
        case "folder":
            return some_file(ImageFile.folder_id.in_(select(Folder.id).where(test(Folder.path.expression))))
        case "drive":
            among = select(Drive.id).where(test(Drive.label.expression))
            return some_file(ImageFile.folder_id.in_(select(Folder.id).where(Folder.drive_id.in_(among))))
        case _:
            return test(_OWN[field])


def some_file(*conditions: Condition) -> Condition:
    """Whether a photo has a file of which all this is so."""
    return exists(literal(1)).where(ImageFile.photo_id == Photo.id, *conditions)
