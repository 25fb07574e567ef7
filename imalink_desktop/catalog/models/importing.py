"""One act of importing, with every file accounted for."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment, refers_to


class ImportSession(Base):
    """An import: from where, when, and what its files became is in its `SessionFile` rows."""

    __tablename__ = "import_session"

    title: Mapped[str | None]
    source: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(refers_to("author"))
    started_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    undone_at: Mapped[Moment | None]
    """When the user took back all that it brought; what became of each file stays told."""


IMPORT_NAME = func.coalesce(ImportSession.title, ImportSession.source)
"""What it is called: its title, or else where it came from."""


class Fate(StrEnum):
    """What became of a file that an import met; each file has exactly one."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


class SessionFile(Base):
    """One file that an import met: its fate, with the reason."""

    __tablename__ = "session_file"
    __table_args__ = (
        UniqueConstraint("session_id", "path"),
        Index("ix_session_file_fate", "session_id", "fate"),
        {"sqlite_autoincrement": True},
    )

    session_id: Mapped[int] = mapped_column(refers_to("import_session"))
    path: Mapped[str]
    fate: Mapped[str]
    code: Mapped[str | None]
    message: Mapped[str | None]
    photo_id: Mapped[int | None] = mapped_column(refers_to("photo"), index=True)
    file_id: Mapped[int | None] = mapped_column(refers_to("image_file"), index=True)
    """What this import brought into the catalog, or read anew; nothing where the file was as before."""
    anew: Mapped[int] = mapped_column(default=0)
    """1 for a file that was in the catalog already: taking the import back leaves it there."""
