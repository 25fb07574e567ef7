"""Who there is: accounts, the devices they are signed in on, and how new ones come in."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from imalink_server.db.models.base import Base, Moment, belongs_to, refers_to


class About(Base):
    """What this server is, in one row. Another `epoch` tells machines that it was restored or reset."""

    __tablename__ = "about"

    server_id: Mapped[str]
    epoch: Mapped[str]
    made_at: Mapped[Moment]


class Account(Base):
    """Somebody who can sign in."""

    __tablename__ = "account"

    uid: Mapped[str] = mapped_column(unique=True)
    username: Mapped[str]
    username_folded: Mapped[str] = mapped_column(unique=True)
    """Without regard to case and ways of writing: no two differ in that alone."""
    email: Mapped[str]
    email_folded: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    last_change: Mapped[int] = mapped_column(default=0)
    """The number of the latest row in this account's feed. Who writes for an account counts it up first,
    and so waits for whoever else does: numbers become visible in their order.
    """


class Device(Base):
    """One sign-in, on one device. Tokens hold as long as this row is there."""

    __tablename__ = "device"

    uid: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(belongs_to("account"), index=True)
    name: Mapped[str]
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    last_address: Mapped[str]
    expires_at: Mapped[Moment] = mapped_column(index=True)
    generation: Mapped[int] = mapped_column(default=1)
    """How many refresh tokens it has been given. Who comes with an old one shows that it was copied."""
    refreshed_at: Mapped[Moment]


class Invitation(Base):
    """A way in for one person, where not everybody may register."""

    __tablename__ = "invitation"

    code_digest: Mapped[str] = mapped_column(unique=True)
    inviter_id: Mapped[int | None] = mapped_column(refers_to("account"), index=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    used_by_id: Mapped[int | None] = mapped_column(refers_to("account"), index=True)


class DeletedAccount(Base):
    """An account that is gone: a note to delete its previews and originals, and nothing of the person."""

    __tablename__ = "deleted_account"

    uid: Mapped[str] = mapped_column(unique=True)
    deleted_at: Mapped[Moment]
    swept_at: Mapped[Moment | None] = mapped_column(index=True)
    """When the last of its bytes was gone from the store."""


class Counter(Base):
    """How often something has happened lately, counted by all workers and replicas together."""

    __tablename__ = "counter"

    key: Mapped[str] = mapped_column(unique=True)
    count: Mapped[int]
    ends_at: Mapped[Moment] = mapped_column(index=True)
