"""What lets machines catch up after any absence, and repeat any request without harm."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from imalink_server.db.models.base import Base, Moment, belongs_to


class Change(Base):
    """That one of an account's things was changed last at this place of its feed.

    A thing has one row, which moves to the end with each change: who reads on from where they
    stopped learns of it, and the feed is never longer than the list of things, gone ones included.
    """

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "uid"),
        Index("ix_change_feed", "account_id", "number", unique=True),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(belongs_to("account"))
    number: Mapped[int]
    """Counted by `Account.last_change`."""
    kind: Mapped[str]
    """photo, tag, collection …"""
    uid: Mapped[str]
    is_gone: Mapped[bool] = mapped_column(default=False)
    at: Mapped[Moment]


class FeedMark(Base):
    """What one transaction added to an account's feed, up to a number, and a mark drawn for it.

    Numbers come again when a server is put back; marks do not. So these rows stay.
    """

    __tablename__ = "feed_mark"
    __table_args__ = (UniqueConstraint("account_id", "number"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(belongs_to("account"))
    number: Mapped[int]
    mark: Mapped[str]


class LooseBytes(Base):
    """Bytes in the store that nothing refers to any more: a note to let them go, if that is still so."""

    __tablename__ = "loose_bytes"
    __table_args__ = (UniqueConstraint("account_id", "sha256"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(belongs_to("account"))
    sha256: Mapped[str]


class Answered(Base):
    """A request that its sender may repeat, and what it was answered: the same again, without doing it."""

    __tablename__ = "answered"
    __table_args__ = (
        UniqueConstraint("account_id", "key"),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(belongs_to("account"))
    key: Mapped[str]
    """The sender's `Idempotency-Key`."""
    request_digest: Mapped[str]
    """Of method, path and body: the same key with another question is an error of the sender's."""
    status: Mapped[int | None]
    headers: Mapped[str | None]
    body: Mapped[bytes | None]
    at: Mapped[Moment] = mapped_column(index=True)
