"""Photos that have been read whole, page by page, for whoever asks whether their previews are still there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Photo, Reading
from imalink_desktop.catalog.reads.paths import path_of


@dataclass(frozen=True, slots=True)
class Read:
    """A photo, and the file that stands for it, as it was when it was read."""

    photo: int
    uid: str
    file: int
    volume: str
    path: str
    size: int
    mtime_ns: int


def _is_read() -> list[ColumnElement[bool]]:
    return [ImageFile.leads == 1, ImageFile.reading == Reading.HATCHED, ImageFile.state == "present"]


def how_many_read(connection: Connection) -> int:
    """Of how many photos the file that stands for them has been read whole."""
    return int(
        connection.execute(select(func.count()).select_from(ImageFile).where(*_is_read())).scalar_one()
    )


def photos_read(
    connection: Connection,
    *,
    before: int | None = None,
    photos: Sequence[int] | None = None,
    most: int,
) -> list[Read]:
    """Those that came last come first; a page goes on before a photo. Of some photos, if so asked."""
    rows = (
        select(
            Photo.id,
            Photo.uid,
            ImageFile.id,
            Drive.volume_id,
            Folder.path,
            ImageFile.name,
            ImageFile.size,
            ImageFile.mtime_ns,
        )
        .join(Photo, Photo.id == ImageFile.photo_id)
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .where(*_is_read())
        .order_by(Photo.id.desc())
        .limit(most)
    )
    if before is not None:
        rows = rows.where(Photo.id < before)
    if photos is not None:
        rows = rows.where(one_of(table_of(Photo).c.id, photos))
    return [
        Read(photo, uid, file, volume, path_of(folder, name), size, mtime_ns)
        for photo, uid, file, volume, folder, name, size, mtime_ns in connection.execute(rows)
    ]
