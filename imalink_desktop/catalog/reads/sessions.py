"""Imports: what each brought, and the fate of every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.models import Author, ImportSession, SessionFile
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


def sessions(connection: Connection) -> list[Session]:
    """All imports, the newest first."""
    tally: defaultdict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FATES, 0))
    counted = select(SessionFile.session_id, SessionFile.fate, func.count())
    for session, fate, many in connection.execute(counted.group_by(SessionFile.session_id, SessionFile.fate)):
        tally[session][fate] = many
    photos = counts(connection, Kind.SESSION)
    columns = (ImportSession.id, ImportSession.title, ImportSession.source, Author.name)
    rows = (
        select(*columns, ImportSession.started_at, ImportSession.ended_at, ImportSession.undone_at)
        .outerjoin(Author, Author.id == ImportSession.author_id)
        .order_by(ImportSession.id.desc())
    )
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
