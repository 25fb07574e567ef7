"""How many photos have each rating, each camera, each tag …: kept for all photos, counted for a query's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from imalink_desktop.catalog.models import (
    CollectionPhoto,
    Folder,
    ImageFile,
    Photo,
    PhotoTag,
    ShootPhoto,
)
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.reads.asked import asked, facet, is_everything

Key: TypeAlias = int | str
"""A number of a row or a value, as the photo has it."""


class Kind(StrEnum):
    """What photos are counted by."""

    RATING = "rating"
    FLAG = "flag"
    LABEL = "label"
    VISIBILITY = "visibility"
    CAMERA = "camera"
    LENS = "lens"
    AUTHOR = "author"
    SESSION = "session"
    FORMAT = "format"
    TAG = "tag"
    COLLECTION = "collection"
    SHOOT = "shoot"
    FOLDER = "folder"
    DRIVE = "drive"


_OWN: Mapping[Kind, InstrumentedAttribute[Any]] = {
    Kind.RATING: Photo.rating,
    Kind.FLAG: Photo.flag,
    Kind.LABEL: Photo.label,
    Kind.VISIBILITY: Photo.visibility,
    Kind.CAMERA: Photo.camera_id,
    Kind.LENS: Photo.lens_id,
    Kind.AUTHOR: Photo.author_id,
    Kind.SESSION: Photo.session_id,
    Kind.FORMAT: Photo.image_format,
}

_LINKS: Mapping[Kind, tuple[InstrumentedAttribute[int], InstrumentedAttribute[int]]] = {
    Kind.TAG: (PhotoTag.tag_id, PhotoTag.photo_id),
    Kind.COLLECTION: (CollectionPhoto.collection_id, CollectionPhoto.photo_id),
    Kind.SHOOT: (ShootPhoto.shoot_id, ShootPhoto.photo_id),
    Kind.FOLDER: (ImageFile.folder_id, ImageFile.photo_id),
    Kind.DRIVE: (Folder.drive_id, ImageFile.photo_id),
}


def counts(
    connection: Connection, kind: Kind, *, query: Query = EVERYTHING, online: Collection[int] = ()
) -> dict[Key, int]:
    """The photos of each key; keys without any are left out."""
    if is_everything(query):
        found = select(facet.c.key, facet.c.count).where(facet.c.kind == kind.value, facet.c.count > 0)
    elif (column := _OWN.get(kind)) is not None:
        mine = asked(connection, query, column, online=online).c[column.key]
        found = select(mine, func.count()).where(mine.is_not(None)).group_by(mine)
    else:
        link = links(connection, kind, query=query, online=online).subquery().c
        found = select(link.key, func.count(link.photo.distinct())).group_by(link.key)
    return dict(map(tuple, connection.execute(found).all()))


def all_counts(
    connection: Connection,
    kinds: Collection[Kind],
    *,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
) -> dict[Kind, dict[Key, int]]:
    """Several kinds; what is a column of the photo's is counted in one pass over the photos."""
    own = [] if is_everything(query) else [kind for kind in kinds if kind in _OWN]
    tallies: dict[Kind, dict[Key, int]] = {kind: Counter() for kind in own}
    if own:
        found = asked(connection, query, *(_OWN[kind] for kind in own), online=online).c
        columns = [found[_OWN[kind].key] for kind in own]
        for *keys, many in connection.execute(select(*columns, func.count()).group_by(*columns)).all():
            for kind, key in zip(own, keys, strict=True):
                if key is not None:
                    tallies[kind][key] += many
    rest = [kind for kind in kinds if kind not in tallies]
    return tallies | {kind: counts(connection, kind, query=query, online=online) for kind in rest}


def links(
    connection: Connection, kind: Kind, *, query: Query = EVERYTHING, online: Collection[int] = ()
) -> Select[int, int]:
    """Which photo hangs on what, as `key` and `photo`; a photo may hang on one thing by several files."""
    key, photo = _LINKS[kind]
    found = select(key.label("key"), photo.label("photo"))
    if kind is Kind.DRIVE:
        found = found.join(Folder, Folder.id == ImageFile.folder_id)
    if is_everything(query):
        return found.where(photo.not_in(select(Photo.id).where(Photo.trashed_at.is_not(None))))
    return found.where(photo.in_(select(asked(connection, query, online=online).c.id)))
