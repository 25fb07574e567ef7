"""Photos as a list of theirs shows them: with their tags and files, some hundred at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, outerjoin, select

from imalink_desktop.catalog.journal import among, one_of, table_of
from imalink_desktop.catalog.models import Author, Drive, Folder, ImageFile, Photo, PhotoTag, Tag
from imalink_desktop.catalog.reads.paths import path_of


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One of a photo's files. The path begins at the drive's root."""

    drive: str
    mount: str | None
    path: str
    format: str
    role: str
    size: int
    sha256: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One photo."""

    id: int
    uid: str
    hothash: str | None
    name: str | None
    shown_at: str | None
    rating: int
    flag: int
    label: str | None
    visibility: int
    tells_place: int
    tells_names: int
    title: str | None
    description: str | None
    author: str | None
    tags: tuple[str, ...]
    files: tuple[ListedFile, ...]


_COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(Photo.id.expression, Photo.uid.expression, Photo.hothash.expression, Photo.name.expression),
    *(Photo.shown_at.expression, Photo.rating.expression, Photo.flag.expression, Photo.label.expression),
    *(Photo.visibility.expression, Photo.tells_place.expression, Photo.tells_names.expression),
    *(Photo.title.expression, Photo.description.expression),
    Author.name.label("author"),
)
_PHOTOS = outerjoin(Photo, Author, Author.id == Photo.author_id)


def listed(connection: Connection, ids: Sequence[int]) -> list[Listed]:
    """These photos, in this order; one that is gone is left out."""
    tags, files = _tags(connection, ids), _files(connection, ids)
    found = select(*_COLUMNS).select_from(_PHOTOS).where(among(table_of(Photo), ids))
    by_id = {}
    for row in connection.execute(found).mappings():
        number = row["id"]
        by_id[number] = Listed(**row, tags=tuple(tags[number]), files=tuple(files[number]))
    return [by_id[number] for number in ids if number in by_id]


def _tags(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    mine = one_of(table_of(PhotoTag).c.photo_id, ids)
    statement = select(PhotoTag.photo_id, Tag.path).join(Tag, Tag.id == PhotoTag.tag_id).where(mine)
    for photo, path in connection.execute(statement.order_by(Tag.folded)):
        found[photo].append(path)
    return found


def _files(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[ListedFile]]:
    found: defaultdict[int, list[ListedFile]] = defaultdict(list)
    fields = (ImageFile.format, ImageFile.role, ImageFile.size, ImageFile.sha256, ImageFile.state)
    statement = (
        select(ImageFile.photo_id, Drive.label, Drive.last_mount, Folder.path, ImageFile.name, *fields)
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .where(one_of(table_of(ImageFile).c.photo_id, ids))
        .order_by(ImageFile.id)
    )
    for photo, drive, mount, folder, name, *rest in connection.execute(statement):
        found[photo].append(ListedFile(drive, mount, path_of(folder, name), *rest))
    return found
