"""Imports: what each brought, how many files came to which fate, and how far one has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.models import (
    Author,
    Drive,
    Fate,
    Folder,
    ImageFile,
    ImportSession,
    Photo,
    Reading,
    SessionFile,
)
from imalink_desktop.catalog.reads.counts import Kind, counts


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
class Begun:
    """An import that did not come to its end."""

    id: int
    title: str | None
    author: str | None


def sessions(connection: Connection, *, with_fates: bool = True) -> list[Session]:
    """All imports, the newest first. To count the fates of all files takes a while of a million."""
    return _sessions(connection, None, with_fates=with_fates)


def brought_by(connection: Connection, session: int) -> list[tuple[int, str, str | None]]:
    """The files that an import brought and that are still there: number, path as it was met, and SHA-256."""
    rows = (
        select(ImageFile.id, SessionFile.path, ImageFile.sha256)
        .join(SessionFile, SessionFile.file_id == ImageFile.id)
        .where(SessionFile.session_id == session, SessionFile.anew == 0)
    )
    return [(file, path, sha256) for file, path, sha256 in connection.execute(rows)]


def session_of(connection: Connection, number: int) -> Session:
    """One import; a sentence where there is no such one."""
    found = _sessions(connection, number)
    if not found:
        raise Expected(_("There is no import {number}.").format(number=number))
    return found[0]


def _sessions(connection: Connection, only: int | None, *, with_fates: bool = True) -> list[Session]:
    tally: defaultdict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(map(str, Fate), 0))
    counted = select(SessionFile.session_id, SessionFile.fate, func.count())
    if only is not None:
        counted = counted.where(SessionFile.session_id == only)
    counted = counted.group_by(SessionFile.session_id, SessionFile.fate)
    for session, fate, many in connection.execute(counted) if with_fates else ():
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


def skipped_for(connection: Connection, session: int, codes: Iterable[str]) -> int:
    """How much of what an import met was skipped for one of these reasons."""
    skipped = (SessionFile.session_id == session, SessionFile.fate == "skipped")
    theirs = (*skipped, SessionFile.code.in_(list(codes)))
    return int(connection.execute(select(func.count()).where(*theirs)).scalar_one())


def photos_not_read(connection: Connection, session: int) -> int:
    """How many photos an import brought that are in sight, though none of their files could be read whole."""
    files = select(ImageFile.id).where(ImageFile.photo_id == Photo.id)
    rows = (
        select(func.count(SessionFile.photo_id.distinct()))
        .join(Photo, Photo.id == SessionFile.photo_id)
        .where(SessionFile.session_id == session, SessionFile.fate == "failed")
        .where(Photo.session_id == session, Photo.trashed_at.is_(None))
        .where(~files.where(ImageFile.reading != Reading.FAILED.value).exists())
    )
    return int(connection.execute(rows).scalar_one())


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
