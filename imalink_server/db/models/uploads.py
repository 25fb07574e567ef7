"""Originals that were sent here because somebody asked for it, and the work that is left to do with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from imalink_server.db.models.base import Base, Moment, Owned, belongs_to, refers_to


class Upload(Owned):
    """One file of its owner's: on its way, or here. Its bytes lie in the store under their digest."""

    __tablename__ = "upload"

    @classmethod
    def more_args(cls) -> tuple[Any, ...]:
        """The ways that one goes."""
        states = "'waiting', 'received', 'processing', 'ready', 'failed'"
        return (
            CheckConstraint(f"state IN ({states})", name="state"),
            Index("ix_upload_bytes", "owner_id", "sha256"),
        )

    shoot_id: Mapped[int | None] = mapped_column(refers_to("shoot"), index=True)
    photo_id: Mapped[int | None] = mapped_column(belongs_to("photo"), index=True)
    """The photo it is the original of; of one that came alone, the one that was made of it."""
    filename: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    state: Mapped[str]
    problem: Mapped[str | None]
    """The engine's code, where no egg could be made of it."""
    message: Mapped[str | None]
    expires_at: Mapped[Moment]
    """When it is forgotten, if it is not whole by then."""


class Job(Base):
    """That an upload is to be looked at: written with what makes it necessary, so it is never lost."""

    __tablename__ = "job"

    upload_id: Mapped[int] = mapped_column(belongs_to("upload"), unique=True)
    due_at: Mapped[Moment] = mapped_column(index=True)
    """Not before this; whoever takes it moves it on, and if they die somebody else has it then."""
    attempts: Mapped[int] = mapped_column(default=0)
