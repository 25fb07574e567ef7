"""The other side: the account, what is still to be sent, and what a server last had."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment, refers_to


class Account(Base):
    """A user on a server. One of them is home, and syncs this catalog."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("url", "username"), {"sqlite_autoincrement": True})

    url: Mapped[str]
    username: Mapped[str]
    is_home: Mapped[int] = mapped_column(default=0)
    server_id: Mapped[str | None]
    epoch: Mapped[str | None]
    cursor: Mapped[str | None]
    """Up to where the server's feed of changes has been read."""


class Outbox(Base):
    """A field of a photo that the server does not have yet, with the value that both last agreed on."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("account_id", "photo_id", "field"),
        Index("ix_outbox_order", "account_id", "urgency", "id"),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    field: Mapped[str]
    base: Mapped[str | None]
    """JSON."""
    urgency: Mapped[int]
    """0: something becomes less visible. 1: another edit. 2: a new egg. 3: a coldpreview."""
    tries: Mapped[int] = mapped_column(default=0)
    parked: Mapped[str | None]
    """The server's reason, when it has been tried often enough."""


class RemotePhoto(Base):
    """A photo as a server knows it."""

    __tablename__ = "remote_photo"
    __table_args__ = (UniqueConstraint("account_id", "photo_id"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    server_photo_id: Mapped[str]
    version: Mapped[str | None]
    base: Mapped[str]
    """JSON: the fields both sides last agreed on."""
    machine: Mapped[str | None]
    """Where the original is, when it is not here."""


class Tombstone(Base):
    """A photo that a server knows and this catalog has purged: the server has to be told."""

    __tablename__ = "tombstone"
    __table_args__ = (UniqueConstraint("account_id", "uid"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    uid: Mapped[str]
    server_photo_id: Mapped[str]


class Conflict(Base):
    """Two values of one field, both kept, until somebody chooses."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("photo_id", "field"), {"sqlite_autoincrement": True})

    photo_id: Mapped[int] = mapped_column(refers_to("photo"))
    field: Mapped[str]
    mine: Mapped[str | None]
    theirs: Mapped[str | None]
    noticed_at: Mapped[Moment]


class Space(Base):
    """A group of people on a server, to whom photos can be shown."""

    __tablename__ = "space"
    __table_args__ = (UniqueConstraint("account_id", "server_space_id"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    server_space_id: Mapped[str]
    name: Mapped[str]


class PhotoSpace(Base):
    """A photo is shown to a space."""

    __tablename__ = "photo_space"
    __table_args__ = (UniqueConstraint("space_id", "photo_id"), {"sqlite_autoincrement": True})

    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    space_id: Mapped[int] = mapped_column(refers_to("space"))
