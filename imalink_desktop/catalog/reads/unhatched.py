"""Files that are still to be read whole, in the order in which they are best read."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, exists, func, literal_column, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Photo, Reading, RemotePhoto, SessionFile
from imalink_desktop.catalog.reads.paths import path_of

UNFINISHED = (Reading.GLANCED, Reading.HATCHING, Reading.ALONE, Reading.LAST_TRY)
_READINGS = {None: UNFINISHED, False: UNFINISHED[:1], True: UNFINISHED[1:]}


@dataclass(frozen=True, slots=True)
class Unhatched:
    """A file that is still to be read, where it lies, and what is known of its photo."""

    file: int
    photo: int
    uid: str
    volume: str
    folder: str
    name: str
    leads: bool
    reading: Reading
    """Anything but glanced says that a program died while it was at it."""
    sent_as: str | None = None
    """The hothash under which a server knows the photo."""

    @property
    def path(self) -> str:
        """Where it lies on its volume."""
        return path_of(self.folder, self.name)


def unhatched(
    connection: Connection,
    *,
    session: int | None = None,
    photos: Sequence[int] | None = None,
    away: Collection[str] = (),
    alone: bool | None = None,
    most: int = 10_000,
) -> list[Unhatched]:
    """What is to be read next: the newest first, what a program died over last.

    Of one import, or of some photos, if so asked; `away` are volumes that are not there. What a program
    died over is to be read `alone`, and may be asked for by itself, or left out.
    """
    rows = (
        select(
            ImageFile.id,
            ImageFile.photo_id,
            Photo.uid,
            Drive.volume_id,
            Folder.path,
            ImageFile.name,
            ImageFile.leads == 1,
            ImageFile.reading,
            case((exists().where(RemotePhoto.photo_id == Photo.id), Photo.hothash)),
        )
        .join(Photo, Photo.id == ImageFile.photo_id)
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .where(*_waiting(session, photos, alone), Drive.volume_id.not_in(away))
        .order_by(
            case({reading.value: place for place, reading in enumerate(UNFINISHED)}, value=ImageFile.reading),
            ImageFile.leads.desc(),
            Photo.shown_at.desc(),
            ImageFile.id,
        )
        .limit(most)
    )
    return [
        Unhatched(file, photo, uid, volume, folder, name, leads, Reading(reading), sent_as)
        for file, photo, uid, volume, folder, name, leads, reading, sent_as in connection.execute(rows)
    ]


def how_many_unhatched(connection: Connection, session: int | None = None) -> int:
    """How many files are still to be read, of one import or in all."""
    counted = select(func.count()).select_from(ImageFile).where(*_waiting(session, None, None))
    return int(connection.execute(counted).scalar_one())


def settled(connection: Connection, above: int) -> array[int]:
    """Photos with a higher number that stay: read whole, they did not turn out to be copies of others."""
    unread = exists().where(ImageFile.photo_id == Photo.id, *_waiting(None, None, None))
    return array("q", connection.execute(select(Photo.id).where(Photo.id > above, ~unread)).scalars())


def _waiting(
    session: int | None, photos: Sequence[int] | None, alone: bool | None
) -> list[ColumnElement[bool]]:
    files = table_of(ImageFile)
    # The first condition is that of the index, which knows only these few.
    wanted: list[ColumnElement[bool]] = [
        ImageFile.reading != literal_column("'hatched'"),
        ImageFile.reading.in_([reading.value for reading in _READINGS[alone]]),
    ]
    if session is not None:
        theirs = select(SessionFile.file_id).where(
            SessionFile.session_id == session, SessionFile.file_id.is_not(None)
        )
        wanted.append(ImageFile.id.in_(theirs))
    if photos is not None:
        wanted.append(one_of(files.c.photo_id, photos))
    return wanted
