"""The drives that originals lie on, and the folders on them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from imalink_desktop.catalog.models import Drive, Folder
from imalink_desktop.catalog.reads.counts import Kind, counts


@dataclass(frozen=True, slots=True)
class KnownDrive:
    """A drive, whether it is there now, and how many photos have a file on it."""

    id: int
    volume_id: str
    label: str
    last_mount: str | None
    last_seen_at: str | None
    is_online: bool
    photos: int


@dataclass(frozen=True, slots=True)
class KnownFolder:
    """A folder, and how many photos have a file right in it."""

    id: int
    drive_id: int
    path: str
    is_source: bool
    is_watched: bool
    photos: int


def drives(connection: Connection, *, online: Collection[int] = ()) -> list[KnownDrive]:
    """All drives, by name."""
    photos = counts(connection, Kind.DRIVE)
    columns = (Drive.id, Drive.volume_id, Drive.label, Drive.last_mount, Drive.last_seen_at)
    return [
        KnownDrive(*row, row[0] in online, photos.get(row[0], 0))
        for row in connection.execute(select(*columns).order_by(Drive.label, Drive.id))
    ]


def folders(
    connection: Connection, *, drive: int | None = None, sources_only: bool = False
) -> list[KnownFolder]:
    """The folders of all drives or of one, by path; all, or those that the photographer chose."""
    photos = counts(connection, Kind.FOLDER)
    rows = select(
        Folder.id, Folder.drive_id, Folder.path, Folder.is_source == 1, Folder.is_watched == 1
    ).order_by(Folder.drive_id, Folder.path)
    if drive is not None:
        rows = rows.where(Folder.drive_id == drive)
    if sources_only:
        rows = rows.where(Folder.is_source == 1)
    return [KnownFolder(*row, photos.get(row[0], 0)) for row in connection.execute(rows)]
