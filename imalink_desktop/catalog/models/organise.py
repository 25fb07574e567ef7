"""What the user makes of photos: tags, collections, shoots, stacks, authors, saved searches."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment, refers_to


def _new_uid() -> str:
    return str(uuid4())


class Tag(Base):
    """A word for photos, in a hierarchy. `path` is the whole of it: `travel/norway`."""

    __tablename__ = "tag"

    path: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    """The path without regard to case: no two tags differ in that alone."""
    parent_id: Mapped[int | None] = mapped_column(refers_to("tag"), index=True)


class PhotoTag(Base):
    """A photo has a tag."""

    __tablename__ = "photo_tag"
    __table_args__ = (
        UniqueConstraint("tag_id", "photo_id"),
        Index("ix_photo_tag_photo_tag", "photo_id", "tag_id"),
        {"sqlite_autoincrement": True},
    )

    photo_id: Mapped[int] = mapped_column(refers_to("photo"))
    tag_id: Mapped[int] = mapped_column(refers_to("tag"))


class Collection(Base):
    """Photos in an order of the user's, in a hierarchy of collections."""

    __tablename__ = "collection"
    __table_args__ = (Index("ix_collection_uid", "uid", unique=True), {"sqlite_autoincrement": True})

    name: Mapped[str]
    description: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(refers_to("collection"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    uid: Mapped[str | None] = mapped_column(default=_new_uid)
    """What all machines call it; made with it."""


class CollectionPhoto(Base):
    """A photo's place in a collection."""

    __tablename__ = "collection_photo"
    __table_args__ = (
        UniqueConstraint("collection_id", "photo_id"),
        Index("ix_collection_photo_order", "collection_id", "position"),
        {"sqlite_autoincrement": True},
    )

    collection_id: Mapped[int] = mapped_column(refers_to("collection"))
    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class SavedSearch(Base):
    """A query with a name."""

    __tablename__ = "saved_search"
    __table_args__ = (Index("ix_saved_search_uid", "uid", unique=True), {"sqlite_autoincrement": True})

    name: Mapped[str] = mapped_column(unique=True)
    query: Mapped[str]
    sort: Mapped[str | None]
    uid: Mapped[str | None] = mapped_column(default=_new_uid)
    """What all machines call it; made with it."""


class Shoot(Base):
    """A job for someone."""

    __tablename__ = "shoot"
    __table_args__ = (Index("ix_shoot_uid", "uid", unique=True), {"sqlite_autoincrement": True})

    title: Mapped[str]
    client: Mapped[str | None]
    note: Mapped[str | None]
    archived_at: Mapped[Moment | None]
    uid: Mapped[str | None] = mapped_column(default=_new_uid)
    """What all machines call it; made with it."""


class ShootPhoto(Base):
    """A photo belongs to a shoot; it may belong to many."""

    __tablename__ = "shoot_photo"
    __table_args__ = (UniqueConstraint("shoot_id", "photo_id"), {"sqlite_autoincrement": True})

    shoot_id: Mapped[int] = mapped_column(refers_to("shoot"))
    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)


class Stack(Base):
    """Photos folded into one cell, with the reason. The one of the lowest position lies on top."""

    __tablename__ = "stack"
    __table_args__ = (Index("ix_stack_uid", "uid", unique=True), {"sqlite_autoincrement": True})

    kind: Mapped[str]
    reason: Mapped[str | None]
    uid: Mapped[str | None] = mapped_column(default=_new_uid)
    """What all machines call it; made with it."""


class Author(Base):
    """Whoever took photos."""

    __tablename__ = "author"

    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None]
    bio: Mapped[str | None]
