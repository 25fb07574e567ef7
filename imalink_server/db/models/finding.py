"""What is kept so that photos are found at once: all of it can be made anew from the photos."""

from __future__ import annotations

from sqlalchemy import DDL, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from imalink_server.db.migrations.versions import (
    v0008_finding,
    v0009_showing,
    v0012_beginnings,
    v0013_all_words,
)
from imalink_server.db.models.base import Base, WallTime, belongs_to


class PhotoWords(Base):
    """The words of a photo, folded, with blanks between them. The database's own full-text index lies on it.

    Beside the words stand marks that no word can be: whose it is, how far it is shown, and in which spaces.
    With them the index itself tells apart what would be a hundred thousand rows to look at.
    """

    __tablename__ = "photo_words"

    photo_id: Mapped[int] = mapped_column(belongs_to("photo"), unique=True)
    shown: Mapped[str]
    """What whoever sees the photo may find it by."""
    own: Mapped[str]
    """What only its owner may find it by, beside that."""


class PhotoCount(Base):
    """How many photos outside the trash an account has of a kind, at each visibility. Triggers keep it."""

    __tablename__ = "photo_count"
    __table_args__ = (
        UniqueConstraint("owner_id", "visibility", "kind", "value"),
        Index("ix_photo_count_all", "kind", "visibility", "value", "owner_id", "photos"),
        {"sqlite_autoincrement": True},
    )

    owner_id: Mapped[int] = mapped_column(belongs_to("account"))
    visibility: Mapped[int]
    kind: Mapped[str]
    """year, month, rating …"""
    value: Mapped[str]
    photos: Mapped[int]


class Showing(Base):
    """A photo that a space shows just now, with what it is looked for by. Triggers keep it.

    It lies neither in the trash nor in private, so a space's photos are walked without looking at photos.
    """

    __tablename__ = "showing"
    __table_args__ = (
        UniqueConstraint("photo_id", "space_id"),
        Index("ix_showing_time", "space_id", "shown_at", "photo_id", "owner_id", "rating", "camera_model"),
        {"sqlite_autoincrement": True},
    )

    space_id: Mapped[int] = mapped_column(belongs_to("space"))
    photo_id: Mapped[int] = mapped_column(belongs_to("photo"))
    owner_id: Mapped[int]
    shown_at: Mapped[WallTime | None]
    rating: Mapped[int]
    camera_model: Mapped[str | None]


for _step in (v0008_finding, v0009_showing, v0012_beginnings, v0013_all_words):
    for _kind, _statements in (("sqlite", _step.SQLITE), ("postgresql", _step.POSTGRESQL)):
        for _statement in _statements:
            _made = DDL(_statement.replace("%", "%%")).execute_if(dialect=_kind)  # type: ignore[no-untyped-call]  # SQLAlchemy's
            event.listen(Base.metadata, "after_create", _made)
