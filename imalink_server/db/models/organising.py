"""What people make of photos: collections, saved searches, shoots and stories."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from imalink_server.db.models.base import Base, JsonText, Moment, Owned, belongs_to, refers_to


class Collection(Owned):
    """Photos in an order of the owner's."""

    __tablename__ = "collection"

    name: Mapped[str]
    description: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(refers_to("collection"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class CollectionPhoto(Base):
    """A photo's place in a collection."""

    __tablename__ = "collection_photo"
    __table_args__ = (
        UniqueConstraint("collection_id", "photo_id"),
        Index("ix_collection_photo_order", "collection_id", "position"),
        {"sqlite_autoincrement": True},
    )

    collection_id: Mapped[int] = mapped_column(belongs_to("collection"))
    photo_id: Mapped[int] = mapped_column(belongs_to("photo"), index=True)
    position: Mapped[int]


class SavedSearch(Owned):
    """A question with a name."""

    __tablename__ = "saved_search"

    name: Mapped[str]
    description: Mapped[str | None]
    criteria: Mapped[JsonText]
    is_favorite: Mapped[bool] = mapped_column(default=False)
    last_executed_at: Mapped[Moment | None]


class Shoot(Owned):
    """A job for someone."""

    __tablename__ = "shoot"

    title: Mapped[str]
    client: Mapped[str | None]
    note: Mapped[str | None]
    archived_at: Mapped[Moment | None]


class ShootPhoto(Base):
    """A photo belongs to a shoot; it may belong to many."""

    __tablename__ = "shoot_photo"
    __table_args__ = (UniqueConstraint("shoot_id", "photo_id"), {"sqlite_autoincrement": True})

    shoot_id: Mapped[int] = mapped_column(belongs_to("shoot"))
    photo_id: Mapped[int] = mapped_column(belongs_to("photo"), index=True)


class Story(Owned):
    """A text with photos."""

    __tablename__ = "story"

    @classmethod
    def more_args(cls) -> tuple[Any, ...]:
        """Shown by the same four words as photos."""
        return (
            CheckConstraint("visibility BETWEEN 0 AND 3", name="visibility"),
            Index("ix_story_time", "owner_id", "created_at", "id"),
        )

    title: Mapped[str]
    document_type: Mapped[str]
    content: Mapped[JsonText]
    abstract: Mapped[str | None]
    cover_image: Mapped[JsonText | None]
    is_published: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[Moment | None]
    visibility: Mapped[int] = mapped_column(default=0)
