"""Imports: what each brought, and the fate of every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.models import Author, Drive, Folder, ImageFile, ImportSession, Photo, SessionFile
from imalink_desktop.catalog.reads.counts import Kind, counts

FATES = ("imported", "duplicate", "unchanged", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class Session:
    """One import. `fates` counts its files, `photos` those of its photos that are still in sight."""

    id: int
    title: str | None
    source: str
    author: str | None
    started_at: str
    ended_at: str | None
    undone_at: str | None
    """When all that it brought was taken back."""
    fates: Mapping[str, int]
    photos: int

    @property
    def found(self) -> int:
        """All files; each has exactly one fate."""
        return sum(self.fates.values())


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a file, and why."""

    id: int
    path: str
    fate: str
    code: str | None
    message: str | None
    photo_id: int | None


@dataclass(frozen=True, slots=True)
class Begun:
    """An import that did not come to its end."""

    id: int
    title: str | None
    author: str | None


def sessions(connection: Connection) -> list[Session]:
    """All imports, the newest first."""
    return _sessions(connection, None)


def session_of(connection: Connection, number: int) -> Session:
    """One import; a sentence where there is no such one."""
    found = _sessions(connection, number)
    if not found:
        raise Expected(f"There is no import {number}.")
    return found[0]


def _sessions(connection: Connection, only: int | None) -> list[Session]:
    tally: defaultdict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FATES, 0))
    counted = select(SessionFile.session_id, SessionFile.fate, func.count())
    if only is not None:
        counted = counted.where(SessionFile.session_id == only)
    for session, fate, many in connection.execute(counted.group_by(SessionFile.session_id, SessionFile.fate)):
        tally[session][fate] = many
    photos = counts(connection, Kind.SESSION)
    columns = (ImportSession.id, ImportSession.title, ImportSession.source, Author.name)
    rows = (
        select(*columns, ImportSession.started_at, ImportSession.ended_at, ImportSession.undone_at)
        .outerjoin(Author, Author.id == ImportSession.author_id)
        .order_by(ImportSession.id.desc())
    )
    if only is not None:
        rows = rows.where(ImportSession.id == only)
    return [Session(*row, tally[row[0]], photos.get(row[0], 0)) for row in connection.execute(rows)]


def fates(
    connection: Connection, session: int, fate: str | None = None, *, after: int = 0, limit: int = 200
) -> list[Fate]:
    """The files of an import, or those of one fate; a page begins after a `Fate.id`."""
    rows = select(
        SessionFile.id,
        SessionFile.path,
        SessionFile.fate,
        SessionFile.code,
        SessionFile.message,
        SessionFile.photo_id,
    ).where(SessionFile.session_id == session, SessionFile.id > after)
    if fate is not None:
        rows = rows.where(SessionFile.fate == fate)
    return [Fate(*row) for row in connection.execute(rows.order_by(SessionFile.id).limit(limit))]


def unended(connection: Connection, source: str) -> Begun | None:
    """The last import of this source, if it never ended: a program died, or somebody stopped it."""
    last = (
        select(ImportSession.id, ImportSession.title, Author.name)
        .add_columns(ImportSession.ended_at, ImportSession.undone_at)
        .outerjoin(Author, Author.id == ImportSession.author_id)
        .where(ImportSession.source == source)
        .order_by(ImportSession.id.desc())
        .limit(1)
    )
    row = connection.execute(last).first()
    return None if row is None or row.ended_at or row.undone_at else Begun(row.id, row.title, row.name)


def lies_on(connection: Connection, session: int, volumes: Iterable[str]) -> bool:
    """Whether all that an import has brought or met again so far lies on these volumes."""
    here = (
        select(ImageFile.id)
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .where(Drive.volume_id.in_(list(volumes)))
    )
    read = and_(SessionFile.file_id.is_not(None), ~here.where(ImageFile.id == SessionFile.file_id).exists())
    unchanged = and_(
        SessionFile.file_id.is_(None),
        SessionFile.photo_id.is_not(None),
        ~here.where(ImageFile.photo_id == SessionFile.photo_id).exists(),
    )
    stranger = select(SessionFile.id).where(SessionFile.session_id == session, or_(read, unchanged))
    return connection.execute(stranger.limit(1)).first() is None


def paths_told_of(connection: Connection, session: int) -> set[str]:
    """The paths of all files whose fate an import has told."""
    told = select(SessionFile.path).where(SessionFile.session_id == session)
    return set(connection.execute(told).scalars())


def newest_in_sight(connection: Connection, session: int) -> int:
    """The last photo that there was when an import began to read whole what it brought; 0 before that.

    Up to there its bursts have been folded.
    """
    theirs = select(SessionFile.file_id).where(SessionFile.session_id == session, SessionFile.anew == 0)
    read = select(ImageFile.id).where(ImageFile.id.in_(theirs), ImageFile.sha256.is_not(None)).limit(1)
    if connection.execute(read).first() is None:
        return 0
    return int(connection.execute(select(func.max(Photo.id))).scalar_one() or 0)


def files_told_of(connection: Connection, session: int) -> set[int]:
    """The files that an import has brought, or read anew."""
    theirs = select(SessionFile.file_id).where(SessionFile.session_id == session)
    return {file for file in connection.execute(theirs).scalars() if file is not None}
