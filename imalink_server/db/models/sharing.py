"""Spaces: groups of people, and the photos and stories that are shown to them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from imalink_server.db.models.base import Base, Moment, Owned, belongs_to, refers_to


class Space(Owned):
    """A group with a name. Its owner is a member too."""

    __tablename__ = "space"

    name: Mapped[str]
    description: Mapped[str | None]


class SpaceMember(Base):
    """Somebody who sees what a space is shown. Who was only invited has no such row."""

    __tablename__ = "space_member"
    __table_args__ = (
        UniqueConstraint("space_id", "account_id"),
        Index("ix_space_member_of", "account_id", "space_id"),
        CheckConstraint("role IN ('owner', 'member')", name="role"),
        {"sqlite_autoincrement": True},
    )

    space_id: Mapped[int] = mapped_column(belongs_to("space"))
    account_id: Mapped[int] = mapped_column(belongs_to("account"))
    role: Mapped[str]
    joined_at: Mapped[Moment]


class SpaceInvitation(Base):
    """A way into a space, for whoever has the code; used once."""

    __tablename__ = "space_invitation"

    uid: Mapped[str] = mapped_column(unique=True)
    space_id: Mapped[int] = mapped_column(belongs_to("space"), index=True)
    inviter_id: Mapped[int | None] = mapped_column(refers_to("account"), index=True)
    invitee_id: Mapped[int | None] = mapped_column(belongs_to("account"), index=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]


class SpaceStory(Base):
    """A story is shown to a space, if its visibility says so too."""

    __tablename__ = "space_story"
    __table_args__ = (
        UniqueConstraint("space_id", "story_id"),
        Index("ix_space_story_in", "story_id", "space_id"),
        {"sqlite_autoincrement": True},
    )

    space_id: Mapped[int] = mapped_column(belongs_to("space"))
    story_id: Mapped[int] = mapped_column(belongs_to("story"))


class SpacePhoto(Base):
    """A photo is shown to a space, if its visibility says so too."""

    __tablename__ = "space_photo"
    __table_args__ = (
        UniqueConstraint("space_id", "photo_id"),
        Index("ix_space_photo_in", "photo_id", "space_id"),
        {"sqlite_autoincrement": True},
    )

    space_id: Mapped[int] = mapped_column(belongs_to("space"))
    photo_id: Mapped[int] = mapped_column(belongs_to("photo"))
