"""Where the originals lie: drives, folders on them, files in those."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment, refers_to


class Drive(Base):
    """A volume, known by its id and not by where it is mounted."""

    __tablename__ = "drive"

    volume_id: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    last_mount: Mapped[str | None]
    last_seen_at: Mapped[Moment | None]


class Folder(Base):
    """A folder on a drive; its path begins at the drive's root, with `/` between the names."""

    __tablename__ = "folder"
    __table_args__ = (UniqueConstraint("drive_id", "path"), {"sqlite_autoincrement": True})

    drive_id: Mapped[int] = mapped_column(refers_to("drive"))
    path: Mapped[str]
    is_source: Mapped[int] = mapped_column(default=0)
    """Chosen by the user, not merely walked through."""
    is_watched: Mapped[int] = mapped_column(default=0)


class Reading(StrEnum):
    """How far the reading of a file has come."""

    GLANCED = "glanced"
    HATCHING = "hatching"
    ALONE = "alone"
    """Being hatched once more, by itself, because a program died while it was first."""
    LAST_TRY = "last try"
    """The same, for the last time: a program died over it again."""
    HATCHED = "hatched"
    FAILED = "failed"


class ImageFile(Base):
    """One file in one place. The same bytes in three places are three rows of one photo."""

    __tablename__ = "image_file"
    __table_args__ = (
        UniqueConstraint("folder_id", "name"),
        Index("ix_image_file_folder_photo", "folder_id", "photo_id"),
        Index("ix_image_file_format_photo", "format", "photo_id"),
        Index("ix_image_file_away", "photo_id", sqlite_where=text("state != 'present'")),
        Index("ix_image_file_waiting", "reading", sqlite_where=text("reading != 'hatched'")),
        Index("ix_image_file_identity", "sha256", "size"),
        Index("ix_image_file_time", "mtime_ns"),
        {"sqlite_autoincrement": True},
    )

    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    folder_id: Mapped[int] = mapped_column(refers_to("folder"))
    name: Mapped[str]
    size: Mapped[int]
    mtime_ns: Mapped[int]
    inode: Mapped[int | None]
    sha256: Mapped[str | None]
    """Of the bytes that were hatched last; unknown until then."""
    format: Mapped[str]
    role: Mapped[str]
    leads: Mapped[int] = mapped_column(default=0)
    """1 for the file that stands for its photo. Where none does, it is the first."""
    state: Mapped[str] = mapped_column(default="present")
    """present, missing, unreadable. A file on a drive that is not there keeps its state."""
    reading: Mapped[str] = mapped_column(default=Reading.GLANCED.value)
    """A `Reading`: what a program that starts again has to go on with."""
    problem: Mapped[str | None]
