"""What belongs to one photo, table by table: files, tags, collections, origins, the other side."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Select, func, select

from imalink_desktop.catalog.models import (
    Account,
    CollectionPhoto,
    Drive,
    Folder,
    ImageFile,
    Origin,
    Outbox,
    Photo,
    PhotoExif,
    PhotoSpace,
    PhotoTag,
    RemotePhoto,
    Shoot,
    ShootPhoto,
    Space,
    Tag,
)
from imalink_desktop.catalog.models import Collection as Album
from imalink_desktop.catalog.reads.parts import Found, Named, PhotoFile, Remote
from imalink_desktop.catalog.reads.paths import path_of

_MOST_ALIKE = 3


def files(connection: Connection, photo: int, online: Collection[int]) -> tuple[PhotoFile, ...]:
    """Its files, the oldest first."""
    rows = connection.execute(
        select(
            *(ImageFile.id, ImageFile.name, Folder.path, Folder.id, Drive.id, Drive.label, ImageFile.size),
            *(ImageFile.format, ImageFile.role, ImageFile.state, ImageFile.reading, ImageFile.problem),
            ImageFile.sha256,
        )
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .where(ImageFile.photo_id == photo)
        .order_by(ImageFile.id)
    )
    lying = []
    for number, name, path, folder, drive, label, *rest in rows:
        whole = path_of(path, name)
        lying.append(PhotoFile(number, name, whole, folder, drive, label, drive in online, *rest))
    return tuple(lying)


def tags(connection: Connection, photo: int) -> tuple[str, ...]:
    """Their paths, by name."""
    rows = (
        select(Tag.path)
        .join(PhotoTag, PhotoTag.tag_id == Tag.id)
        .where(PhotoTag.photo_id == photo)
        .order_by(Tag.folded)
    )
    return tuple(row[0] for row in connection.execute(rows))


def waiting(connection: Connection, photo: int) -> tuple[str, ...]:
    """The fields that a server does not have yet."""
    rows = select(Outbox.field).where(Outbox.photo_id == photo).order_by(Outbox.id)
    return tuple(row[0] for row in connection.execute(rows))


_COLLECTIONS = (
    select(Album.id, Album.name)
    .join(CollectionPhoto, CollectionPhoto.collection_id == Album.id)
    .order_by(Album.position, Album.id)
)
_SHOOTS = select(Shoot.id, Shoot.title).join(ShootPhoto, ShootPhoto.shoot_id == Shoot.id).order_by(Shoot.id)
_SPACES = select(Space.id, Space.name).join(PhotoSpace, PhotoSpace.space_id == Space.id).order_by(Space.name)


def collections(connection: Connection, photo: int) -> tuple[Named, ...]:
    """The collections it is in."""
    return _named(connection, _COLLECTIONS.where(CollectionPhoto.photo_id == photo))


def shoots(connection: Connection, photo: int) -> tuple[Named, ...]:
    """The jobs it was taken for."""
    return _named(connection, _SHOOTS.where(ShootPhoto.photo_id == photo))


def spaces(connection: Connection, photo: int) -> tuple[Named, ...]:
    """The spaces it is shown to."""
    return _named(connection, _SPACES.where(PhotoSpace.photo_id == photo))


def _named(connection: Connection, things: Select[int, str]) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in connection.execute(things))


def alike(connection: Connection, photo: int, hothash: str | None) -> tuple[Named, ...]:
    """Other photos in sight with the same preview; a few of them."""
    same = (Photo.hothash == hothash) & (Photo.id != photo) & Photo.trashed_at.is_(None)
    rows = select(Photo.id, func.coalesce(Photo.name, "")).where(same).order_by(Photo.id)
    return () if hothash is None else _named(connection, rows.limit(_MOST_ALIKE))


def remote(connection: Connection, photo: int) -> tuple[Remote, ...]:
    """The photo on servers."""
    account = Account.username + " @ " + Account.url
    rows = (
        select(account, RemotePhoto.server_photo_id, RemotePhoto.version, RemotePhoto.machine)
        .join(Account, Account.id == RemotePhoto.account_id)
        .where(RemotePhoto.photo_id == photo)
        .order_by(RemotePhoto.id)
    )
    return tuple(Remote(*row) for row in connection.execute(rows))


def found(connection: Connection, photo: int) -> dict[str, Found]:
    """Where values come from, by field."""
    rows = select(Origin.field, Origin.source, Origin.value).where(Origin.photo_id == photo)
    return {field: Found(source, value) for field, source, value in connection.execute(rows)}


def exif(connection: Connection, photo: int) -> Mapping[str, object]:
    """What the camera wrote."""
    text = connection.execute(select(PhotoExif.exif).where(PhotoExif.photo_id == photo)).scalar()
    kept = {} if text is None else json.loads(text)
    return kept if isinstance(kept, dict) else {}
