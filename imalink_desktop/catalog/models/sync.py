"""The other side: the account, what is still to be sent, and what a server last had."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment, refers_to


class Account(Base):
    """A user on a server. One of them is home, and syncs this catalog."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("url", "username"), {"sqlite_autoincrement": True})

    url: Mapped[str]
    username: Mapped[str]
    is_home: Mapped[int] = mapped_column(default=0)
    user: Mapped[str | None]
    """What the server calls the user for good, whatever its address and whatever name was typed."""
    put_back: Mapped[str | None]
    """The moment of the backup that this catalog was put back from, until somebody says to go on."""
    last_round: Mapped[str | None]
    """Drawn by the last round that changed anything. Outside of the catalog it is known, too."""
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
    sent: Mapped[str | None]
    """JSON: what went out and was not answered yet, the oldest first. Any of it may have arrived."""
    mark: Mapped[str | None]
    """Drawn when it goes out, so that no request is called as one of another past of this catalog."""
    is_doubtful: Mapped[int] = mapped_column(server_default=text("0"))
    """1: it waited in a backup that was put back, so nobody knows what has become of it since."""


class RemotePhoto(Base):
    """A photo as a server knows it."""

    __tablename__ = "remote_photo"
    __table_args__ = (
        UniqueConstraint("account_id", "photo_id"),
        Index("ix_remote_photo_account_id_server_photo_id", "account_id", "server_photo_id"),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    server_photo_id: Mapped[str]
    version: Mapped[str | None]
    base: Mapped[str]
    """JSON: the fields both sides last agreed on."""
    machine: Mapped[str | None]
    """Where the original is, when it is not here."""
    unheard: Mapped[str | None]
    """JSON: what was sent for this version and never answered, though later words were: it may yet arrive."""


OPEN = "is_changed = 1 OR told IS NOT version OR lacks IS NOT NULL"
"""Of a thing: it has to be looked at. Those are found among many in no time."""


class RemoteThing(Base):
    """What is kept beside photos as a server knows it: a collection, a saved search, a shoot or a stack.

    It is found by its uid and by no reference: what refers to a row keeps an undo from taking it away.
    """

    __tablename__ = "remote_thing"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "uid"),
        Index("ix_remote_thing_uid", "uid"),
        Index("ix_remote_thing_open", "account_id", "kind", "id", sqlite_where=text(OPEN)),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    kind: Mapped[str]
    uid: Mapped[str]
    server_thing_id: Mapped[str | None]
    version: Mapped[str | None]
    """The one whose `base` is known."""
    told: Mapped[str | None]
    """The version that the feed has told of since, or `things.GONE`."""
    base: Mapped[str | None]
    """JSON: what the server had, with photos as rows of `remote_photo`. None until it was taken over here."""
    sent: Mapped[str | None]
    """JSON: what is on its way there; it may have arrived."""
    lacks: Mapped[str | None]
    """JSON: the server's names of photos in it that are not known here yet."""
    is_changed: Mapped[int] = mapped_column(default=0)
    """1: it has become another here since. Triggers say so, whatever way it was changed."""
    tries: Mapped[int] = mapped_column(default=0)
    parked: Mapped[str | None]
    """The server's reason, when it has been tried often enough. Whoever changes the thing tries it again."""


class Tombstone(Base):
    """A photo that a server knows and this catalog has purged: the server has to be told."""

    __tablename__ = "tombstone"
    __table_args__ = (UniqueConstraint("account_id", "uid"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    uid: Mapped[str]
    server_photo_id: Mapped[str]
    mark: Mapped[str | None]
    """As in the outbox."""


class Unproved(Base):
    """What a server answered to since the place up to which its feed was read: the feed has yet to tell it.

    Where it does not, the server has another past than it had. It is found by the server's name, for
    what it is about may be gone here.
    """

    __tablename__ = "unproved"
    __table_args__ = (UniqueConstraint("account_id", "name", "kind"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    kind: Mapped[str]
    """A photo, or a `ThingKind`."""
    name: Mapped[str]
    """A photo's by the server, or a thing's uid."""
    version: Mapped[str]
    """The one that was answered, or `things.GONE`."""


class Departed(Base):
    """A photo that lies in the trash since a server let it go, and for no other reason."""

    __tablename__ = "departed"
    __table_args__ = (UniqueConstraint("account_id", "photo_id"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    base: Mapped[str]
    """JSON: the fields both sides last agreed on. Should it be there again, it is as if it had never gone."""


class FarDigest(Base):
    """One of the files that a server knows of a photo: by its digest it is known when it is found here."""

    __tablename__ = "far_digest"
    __table_args__ = (UniqueConstraint("photo_id", "sha256"), {"sqlite_autoincrement": True})

    photo_id: Mapped[int] = mapped_column(refers_to("photo"))
    sha256: Mapped[str] = mapped_column(index=True)


class Conflict(Base):
    """Two values of one field, both kept, until somebody chooses. Where there are more, two at a time."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("photo_id", "field"), {"sqlite_autoincrement": True})

    photo_id: Mapped[int] = mapped_column(refers_to("photo"))
    field: Mapped[str]
    mine: Mapped[str | None]
    theirs: Mapped[str | None]
    noticed_at: Mapped[Moment]
    others: Mapped[str | None]
    """JSON: what was offered before these two and never chosen, the oldest first."""


ASIDE = "~"
"""What no server calls a space: nothing is sent into one that begins so."""


class Space(Base):
    """A group of people on a server, to whom photos can be shown."""

    __tablename__ = "space"
    __table_args__ = (UniqueConstraint("account_id", "server_space_id"), {"sqlite_autoincrement": True})

    account_id: Mapped[int] = mapped_column(refers_to("account"))
    server_space_id: Mapped[str]
    """Its number there, or `ASIDE` and a number of ours, while another space has that."""
    name: Mapped[str]
    is_mine: Mapped[int] = mapped_column(server_default=text("0"))
    """1: one made it, and says who comes in. 0: one was invited."""
    members: Mapped[int] = mapped_column(server_default=text("1"))
    """How many are in it, with oneself."""
    uid: Mapped[str | None]
    """What it is called for good. None until the server has told of it."""


class PhotoSpace(Base):
    """A photo is shown to a space."""

    __tablename__ = "photo_space"
    __table_args__ = (UniqueConstraint("space_id", "photo_id"), {"sqlite_autoincrement": True})

    photo_id: Mapped[int] = mapped_column(refers_to("photo"), index=True)
    space_id: Mapped[int] = mapped_column(refers_to("space"))
