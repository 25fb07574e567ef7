"""Files as the catalog knows them, for an import that compares them with what it meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from imalink_desktop.catalog.journal import chunks, one_of, table_of
from imalink_desktop.catalog.models import (
    CAMERA_NAME,
    Camera,
    Drive,
    Folder,
    ImageFile,
    Photo,
    Reading,
    SessionFile,
)
from imalink_desktop.catalog.reads.paths import path_of

_Rows: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """A file as the catalog knows it, by its volume and its path there."""

    volume: str
    path: str
    size: int
    mtime_ns: int
    inode: int | None
    sha256: str | None
    file: int
    photo: int
    state: str = "present"
    problem: str | None = None
    """Why it could not be read, when that was tried."""
    reading: str = Reading.HATCHED.value

    @property
    def is_read(self) -> bool:
        """Whether it has been read whole, or that was tried in vain."""
        return self.reading in (Reading.HATCHED, Reading.FAILED)

    @property
    def is_missing(self) -> bool:
        """Whether it was not in its place when last looked for; one that cannot be read is."""
        return self.state == "missing"


@dataclass(frozen=True, slots=True)
class Frame:
    """A file with what its photo tells of the taking: what it takes to see which files belong together."""

    file: int
    photo: int
    folder: int
    name: str
    format: str
    size: int
    leads: bool
    taken_at: datetime | None
    camera: str | None
    exposure_seconds: float | None
    session: int | None
    """The import that brought the photo."""


KNOWN_FILES: _Rows = (
    select(
        Drive.volume_id,
        Folder.path,
        ImageFile.name,
        ImageFile.size,
        ImageFile.mtime_ns,
        ImageFile.inode,
        ImageFile.sha256,
        ImageFile.id,
        ImageFile.photo_id,
        ImageFile.state,
        ImageFile.problem,
        ImageFile.reading,
    )
    .join(Folder, Folder.id == ImageFile.folder_id)
    .join(Drive, Drive.id == Folder.drive_id)
)
"""What a `Known` is made of, in its order; the path in two."""

_FRAMES: _Rows = (
    select(
        ImageFile.id,
        ImageFile.photo_id,
        ImageFile.folder_id,
        ImageFile.name,
        ImageFile.format,
        ImageFile.size,
        ImageFile.leads == 1,
        Photo.shown_at,
        CAMERA_NAME,
        Photo.exposure_seconds,
        Photo.session_id,
    )
    .join(Photo, Photo.id == ImageFile.photo_id)
    .outerjoin(Camera, Camera.id == Photo.camera_id)
)


def known_below(connection: Connection, places: Iterable[tuple[str, str]]) -> list[Known]:
    """All files in and below these folders, each given by its volume and its path there."""
    found: dict[int, Known] = {}
    for volume, path in places:
        found |= {known.file: known for known in _known(connection, KNOWN_FILES.where(_below(volume, path)))}
    return list(found.values())


def known_of_sizes_below(connection: Connection, place: tuple[str, str], sizes: Sequence[int]) -> list[Known]:
    """The files in and below a folder that have one of these sizes, and were there when last looked for."""
    like = (ImageFile.state == "present", one_of(table_of(ImageFile).c.size, sizes))
    return _known(connection, KNOWN_FILES.where(_below(*place), *like))


def known_in(connection: Connection, places: Iterable[tuple[str, str]]) -> list[Known]:
    """The files right in these folders."""
    by_volume: dict[str, list[str]] = {}
    for volume, path in places:
        by_volume.setdefault(volume, []).append(path)
    return [
        known
        for volume, paths in by_volume.items()
        for known in _known(
            connection,
            KNOWN_FILES.where(Drive.volume_id == volume, one_of(table_of(Folder).c.path, paths)),
        )
    ]


def known_of(connection: Connection, files: Sequence[int]) -> list[Known]:
    """These files, by number."""
    return _known(connection, KNOWN_FILES.where(one_of(table_of(ImageFile).c.id, files)))


def known_missing(connection: Connection) -> list[Known]:
    """Files that were not in their places when last looked for, wherever that was."""
    # The first condition is that of the index.
    away = (ImageFile.state != "present", ImageFile.state == "missing")
    return _known(connection, KNOWN_FILES.where(*away))


def known_like(connection: Connection, volume: str, marks: Iterable[tuple[int, int]]) -> list[Known]:
    """Files anywhere on a volume that have one of these times and sizes: they may have been moved."""
    wanted = set(marks)
    times = one_of(table_of(ImageFile).c.mtime_ns, sorted({time for time, _ in wanted}))
    found = _known(connection, KNOWN_FILES.where(times, Drive.volume_id == volume))
    return [file for file in found if (file.mtime_ns, file.size) in wanted]


@dataclass(frozen=True, slots=True)
class Likeness:
    """When a file's photo was taken, by the camera's own word, and what it looks like."""

    taken_at: datetime | None
    look: int | None


def likenesses(connection: Connection, files: Sequence[int]) -> dict[int, Likeness]:
    """What is known of the pictures in these files."""
    rows = select(ImageFile.id, Photo.taken_at, Photo.look).join(Photo, Photo.id == ImageFile.photo_id)
    found = connection.execute(rows.where(one_of(table_of(ImageFile).c.id, files)))
    return {file: Likeness(datetime.fromisoformat(at) if at else None, look) for file, at, look in found}


def known_of_size(connection: Connection, sizes: Iterable[int]) -> dict[tuple[int, str], int]:
    """The photos of all files of these sizes that have been read whole, by size and SHA-256."""
    rows = select(ImageFile.size, ImageFile.sha256, ImageFile.photo_id)
    return {
        (size, sha256): photo
        for chunk in chunks(sizes)
        for size, sha256, photo in connection.execute(rows.where(one_of(table_of(ImageFile).c.size, chunk)))
        if sha256 is not None
    }


def frames_of(connection: Connection, files: Sequence[int]) -> dict[int, Frame]:
    """These files, by number."""
    rows = _FRAMES.where(one_of(table_of(ImageFile).c.id, files))
    return {frame.file: frame for frame in _frames(connection, rows)}


def leading_frames(connection: Connection, folders: Sequence[int]) -> list[Frame]:
    """The files in these folders that stand for their photos; what lies in the trash is not asked."""
    inside = one_of(table_of(ImageFile).c.folder_id, folders)
    return _frames(connection, _FRAMES.where(inside, ImageFile.leads == 1, Photo.trashed_at.is_(None)))


def folders_of_import(connection: Connection, session: int) -> list[int]:
    """The folders in which files lie that an import brought."""
    theirs = select(SessionFile.file_id).where(SessionFile.session_id == session, SessionFile.anew == 0)
    rows = select(ImageFile.folder_id).where(ImageFile.id.in_(theirs)).distinct()
    return sorted(connection.execute(rows).scalars())


def _below(volume: str, path: str) -> ColumnElement[bool]:
    here = Drive.volume_id == volume
    if not path:
        return here
    inside = func.substr(Folder.path, 1, len(path) + 1) == path + "/"
    return and_(here, or_(Folder.path == path, inside))


def _known(connection: Connection, rows: _Rows) -> list[Known]:
    return [
        Known(volume, path_of(folder, name), *facts)
        for volume, folder, name, *facts in connection.execute(rows)
    ]


def _frames(connection: Connection, rows: _Rows) -> list[Frame]:
    return [
        Frame(file, photo, folder, name, format_, size, leads, at and datetime.fromisoformat(at), *taking)
        for file, photo, folder, name, format_, size, leads, at, *taking in connection.execute(rows)
    ]
