"""What waits for a server: in the order in which it is to go, and how much there is of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Select, Text, bindparam, exists, func, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Account, ImageFile, Outbox, Photo, RemotePhoto, Tombstone
from imalink_desktop.catalog.outbox import EDIT, EGG, LESS_VISIBLE, NEW_COLD, NEW_EGG
from imalink_desktop.catalog.reads import things
from imalink_desktop.catalog.sides import COLUMNS, Said

OTHER_PAST = ""
"""The version of photos of which nobody knows what a server that was reset or restored has of them."""

_FIELDS = {column: field for field, column in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Home:
    """The home account, and how far its server's feed has been read."""

    account: int
    url: str
    username: str
    server_id: str | None
    epoch: str | None
    cursor: str | None
    user: str | None = None
    """What the server calls them for good; None until it has been asked."""
    put_back: str | None = None
    """The moment of the backup that the catalog was put back from, while nobody has said to go on."""
    last_round: str | None = None
    """What the last round drew that changed anything."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One field of one photo that waits; its whole egg, or its large preview, go by such a name too."""

    row: int
    photo: int
    uid: str
    field: str
    urgency: int
    tries: int
    key: str | None
    """What the server calls the photo, if it knows it."""
    version: str | None


@dataclass(frozen=True, slots=True)
class Grave:
    """A photo that is no more here, and of which the server has not been told."""

    row: int
    uid: str
    key: str
    mark: str
    """By which the request is known that tells it."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A photo whose original is elsewhere, and of which nobody here knows what it looks like."""

    uid: str
    key: str
    hothash: str


@dataclass(frozen=True, slots=True)
class Parked:
    """Something that was tried often enough, with the reason why it failed."""

    row: int
    photo: int
    field: str
    tries: int
    why: str


_HOME = select(
    *(Account.id, Account.url, Account.username, Account.server_id, Account.epoch, Account.cursor),
    *(Account.user, Account.put_back, Account.last_round),
).where(Account.is_home == 1)


def home(connection: Connection) -> Home | None:
    """The home account; `None` while nobody is signed in."""
    row = connection.execute(_HOME).first()
    return None if row is None else Home(*row)


def waiting(
    connection: Connection,
    account: int,
    fields: Collection[str],
    *,
    most: int,
    skip: Collection[int] = (),
    only_urgent: bool = False,
) -> list[Waiting]:
    """What is to go next: less visibility first, then edits, then the newest eggs, large previews last.

    Only `fields` that the server can keep; the rows to `skip` have been tried a moment ago.
    """
    rows = _asked(frozenset(COLUMNS.get(field, field) for field in fields))
    tried = json.dumps(sorted(skip))
    found: list[Waiting] = []
    for urgency in (LESS_VISIBLE,) if only_urgent else (LESS_VISIBLE, EDIT, NEW_EGG, NEW_COLD):
        some = rows[urgency >= NEW_EGG]
        asked = {"account": account, "tried": tried, "hurry": urgency, "most": most - len(found)}
        for number, photo, uid, field, *rest in connection.execute(some, asked):
            found.append(Waiting(number, photo, uid, _FIELDS.get(field, field), *rest))
        if len(found) >= most:
            break
    return found


def urgent(connection: Connection, account: int, fields: Collection[str]) -> list[int]:
    """The rows of `fields` that show less, and are not laid aside."""
    box = table_of(Outbox)
    columns = [COLUMNS.get(field, field) for field in fields]
    waits = (box.c.account_id == account) & (box.c.urgency == LESS_VISIBLE) & box.c.parked.is_(None)
    return list(connection.execute(select(box.c.id).where(waits, box.c.field.in_(columns))).scalars())


@cache
def _asked(columns: frozenset[str]) -> tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]:
    """What `waiting` asks, the oldest first and the newest first; made once, for it is asked all the time."""
    account = bindparam("account", type_=Integer)
    listed = func.json_each(bindparam("tried", type_=Text)).table_valued("value")
    known = (RemotePhoto.photo_id == Outbox.photo_id) & (RemotePhoto.account_id == account)
    rows = (
        select(Outbox.id, Outbox.photo_id, Photo.uid, Outbox.field, Outbox.urgency, Outbox.tries)
        .add_columns(RemotePhoto.server_photo_id, RemotePhoto.version)
        .join(Photo, Photo.id == Outbox.photo_id)
        .outerjoin(RemotePhoto, known)
        .where(Outbox.account_id == account, Outbox.parked.is_(None), Outbox.field.in_(sorted(columns)))
        .where(Outbox.id.not_in(select(listed.c.value)), Outbox.urgency == bindparam("hurry", type_=Integer))
        .limit(bindparam("most", type_=Integer))
    )
    return rows.order_by(Outbox.id), rows.order_by(Outbox.id.desc())


def graves(connection: Connection, account: int, *, most: int, skip: Collection[int] = ()) -> list[Grave]:
    """Photos that were purged here and that the server still has."""
    there = (Tombstone.account_id == account) & ~one_of(table_of(Tombstone).c.id, sorted(skip))
    mark = func.coalesce(Tombstone.mark, Tombstone.id.cast(Text))  # dug before there were any
    rows = select(Tombstone.id, Tombstone.uid, Tombstone.server_photo_id, mark).where(there)
    return [Grave(*row) for row in connection.execute(rows.order_by(Tombstone.id).limit(most))]


def sent_before(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[Said, ...]]:
    """What of these went out once and was never answered."""
    table = table_of(Outbox)
    found = connection.execute(select(table.c.id, table.c.sent).where(one_of(table.c.id, list(rows))))
    return {row.id: sent_of(row.sent) for row in found}


def marks(connection: Connection, rows: Sequence[int]) -> tuple[str, ...]:
    """The marks under which these go out, in their order; of those that still wait."""
    table = table_of(Outbox)
    found = dict(
        map(tuple, connection.execute(select(table.c.id, table.c.mark).where(one_of(table.c.id, list(rows)))))
    )
    return tuple(found[row] or "" for row in rows if row in found)


def sent_of(text: str | None) -> tuple[Said, ...]:
    """Read what a row of the outbox keeps of what was sent."""
    return tuple(said_from(one) for one in json.loads(text or "[]"))


def said_from(kept: dict[str, Any]) -> Said:
    """What is said of a photo, as it is kept in JSON."""
    return {field: tuple(value) if isinstance(value, list) else value for field, value in kept.items()}


def agreed(connection: Connection, account: int, photo: int) -> Said:
    """What a server had of a photo when it was last heard of."""
    mine = (RemotePhoto.account_id == account) & (RemotePhoto.photo_id == photo)
    base = connection.execute(select(RemotePhoto.base).where(mine)).scalar()
    return said_from(json.loads(base or "{}"))


def how_many_wait(connection: Connection, account: int, fields: Collection[str]) -> int:
    """How many things wait that the server can keep, with photos to be deleted there, and none parked."""
    columns = [COLUMNS.get(field, field) for field in fields]
    rows = select(func.count()).where(Outbox.account_id == account, Outbox.parked.is_(None))
    buried = select(func.count()).where(Tombstone.account_id == account)
    return (
        connection.execute(rows.where(Outbox.field.in_(columns))).scalar_one()
        + connection.execute(buried).scalar_one()
        + things.how_many_wait(connection, account, fields)
    )


def parked(connection: Connection, account: int, *, after: int = 0, limit: int = 200) -> list[Parked]:
    """What is not tried any more, in the order in which it came to wait; a page begins after a row."""
    rows = select(Outbox.id, Outbox.photo_id, Outbox.field, Outbox.tries, Outbox.parked).where(
        Outbox.account_id == account, Outbox.parked.is_not(None), Outbox.id > after
    )
    return [
        Parked(number, photo, _FIELDS.get(field, field), tries, why or "")
        for number, photo, field, tries, why in connection.execute(rows.order_by(Outbox.id).limit(limit))
    ]


def how_many_are_parked(connection: Connection, account: int) -> int:
    """How many things are not tried any more."""
    rows = select(func.count()).where(Outbox.account_id == account, Outbox.parked.is_not(None))
    return connection.execute(rows).scalar_one() + len(things.parked_things(connection, account))


def known_as(connection: Connection, account: int, key: str) -> int | None:
    """Which photo of ours the server calls so."""
    mine = (RemotePhoto.account_id == account) & (RemotePhoto.server_photo_id == key)
    return connection.execute(select(RemotePhoto.photo_id).where(mine)).scalars().first()


def versions(connection: Connection, account: int, keys: Sequence[str]) -> dict[str, str | None]:
    """Up to which version the server's photos are known, by its names for them."""
    table = table_of(RemotePhoto)
    mine = (table.c.account_id == account) & one_of(table.c.server_photo_id, keys)
    rows = connection.execute(select(table.c.server_photo_id, table.c.version).where(mine))
    return {row.server_photo_id: row.version for row in rows}


def unseen(connection: Connection, account: int, most: int) -> list[Unseen]:
    """Photos that came without their small previews, the newest first."""
    here = exists().where(ImageFile.photo_id == Photo.id)
    rows = (
        select(Photo.uid, RemotePhoto.server_photo_id, Photo.hothash)
        .join(RemotePhoto, RemotePhoto.photo_id == Photo.id)
        .where(RemotePhoto.account_id == account, Photo.look.is_(None), Photo.hothash.is_not(None), ~here)
    )
    found = connection.execute(rows.order_by(Photo.id.desc()).limit(most))
    return [Unseen(uid, key, hothash or "") for uid, key, hothash in found]


def of_another_past(connection: Connection, account: int, most: int) -> list[str]:
    """The server's names of photos that it was not heard of again since it was reset or restored."""
    mine = (RemotePhoto.account_id == account) & (RemotePhoto.version == OTHER_PAST)
    return list(connection.execute(select(RemotePhoto.server_photo_id).where(mine).limit(most)).scalars())


def known_keys(connection: Connection, account: int) -> dict[str, str]:
    """The server's names of all photos that both sides have, with the uids they have here."""
    rows = select(RemotePhoto.server_photo_id, Photo.uid).join(Photo, Photo.id == RemotePhoto.photo_id)
    known = {row[0]: row[1] for row in connection.execute(rows.where(RemotePhoto.account_id == account))}
    return {uid: uid for uid in doubtful_eggs(connection, account)} | known


def doubtful_eggs(connection: Connection, account: int) -> list[str]:
    """Photos that waited as a whole in a backup that was put back: the server may have had them since."""
    mine = (Outbox.account_id == account) & (Outbox.field == EGG) & (Outbox.is_doubtful == 1)
    rows = select(Photo.uid).join(Outbox, Outbox.photo_id == Photo.id).where(mine)
    return list(connection.execute(rows).scalars())
