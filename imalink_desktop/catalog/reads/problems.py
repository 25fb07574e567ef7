"""Files that could not be read, over all imports, each once: what the list of problems shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, func, literal_column, select
from sqlalchemy.orm import aliased

from imalink_desktop.catalog.models import (
    Drive,
    Folder,
    ImageFile,
    ImportSession,
    Photo,
    Reading,
    SessionFile,
)
from imalink_desktop.catalog.reads.paths import path_of

MOST = 10_000
"""More than anybody looks through."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why.

    The catalog has its photo as far as the glance saw it; or `file` is None, and there was nothing to see.
    """

    path: str
    """From the root of its drive; of a file that the catalog does not have, where it lay."""
    code: str
    message: str | None
    file: int | None = None
    photo: int | None = None
    volume: str | None = None
    drive: str = ""
    session: int | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.replace("\\", "/").rpartition("/")[2] if self.volume is None else self._parts[2]

    @property
    def folder(self) -> str:
        """Where it lies, in words."""
        if self.volume is None:
            return self.path.removesuffix(self.name).rstrip("/\\") or self.path[:1]
        return f"{self.drive}: {self._parts[0]}" if self._parts[0] else self.drive

    @property
    def _parts(self) -> tuple[str, str, str]:
        return self.path.rpartition("/")


def unread(connection: Connection, *, most: int = MOST) -> list[Unread]:
    """The newest first; what lies in the trash is left out."""
    return [*_known(connection, most), *_never_came(connection, most)][:most]


_NOT_READ = ImageFile.reading != literal_column("'hatched'")
"""The condition of the index, which knows only these few."""


def _known(connection: Connection, most: int) -> list[Unread]:
    told = (
        select(SessionFile.message)
        .where(SessionFile.file_id == ImageFile.id)
        .order_by(SessionFile.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = (
        select(
            Folder.path,
            ImageFile.name,
            func.coalesce(ImageFile.problem, "unreadable"),
            told,
            ImageFile.id,
            ImageFile.photo_id,
            Drive.volume_id,
            Drive.label,
            Photo.session_id,
        )
        .join(Folder, Folder.id == ImageFile.folder_id)
        .join(Drive, Drive.id == Folder.drive_id)
        .join(Photo, Photo.id == ImageFile.photo_id)
        .where(_NOT_READ, ImageFile.reading == Reading.FAILED, Photo.trashed_at.is_(None))
        .order_by(ImageFile.id.desc())
        .limit(most)
    )
    return [Unread(path_of(folder, name), *rest) for folder, name, *rest in connection.execute(rows)]


def _never_came(connection: Connection, most: int) -> list[Unread]:
    rows = (
        select(SessionFile.path, SessionFile.code, SessionFile.message, SessionFile.session_id)
        .where(*_still_failing())
        .order_by(SessionFile.id.desc())
        .limit(most)
    )
    return [
        Unread(path, code or "unreadable", message, session=session)
        for path, code, message, session in connection.execute(rows)
    ]


def _still_failing() -> tuple[ColumnElement[bool], ...]:
    """Files of which no photo came, and of which no later import tells anything else."""
    later, since = aliased(SessionFile), aliased(ImportSession)
    stands = select(ImportSession.id).where(ImportSession.undone_at.is_(None))
    told_again = (
        exists()
        .where(since.id > SessionFile.session_id, since.undone_at.is_(None))
        .where(later.session_id == since.id, later.path == SessionFile.path)
    )
    return (
        SessionFile.session_id.in_(stands),
        SessionFile.fate == "failed",
        SessionFile.file_id.is_(None),
        SessionFile.photo_id.is_(None),
        ~told_again,
    )
