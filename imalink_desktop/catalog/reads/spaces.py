"""The spaces of whoever is signed in, and which photos are shown in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Account, Photo, PhotoSpace, Space


@dataclass(frozen=True, slots=True)
class KnownSpace:
    """A group of people on the server, to whom photos can be shown."""

    id: int
    key: str
    """What the server calls it."""
    name: str
    is_mine: bool
    """One made it; otherwise one was invited."""
    members: int
    photos: int = 0
    """How many of one's own are put into it, but for those in the trash."""
    uid: str | None = None
    """What it is called for good, as far as the server has told."""


@dataclass(frozen=True, slots=True)
class ShownIn:
    """In how many of some photos' cases a space is one that they are in."""

    space: KnownSpace
    count: int


def spaces(connection: Connection) -> list[KnownSpace]:
    """All of the home account's, by name."""
    return [_known(row) for row in connection.execute(_ALL)]


def shown_in(connection: Connection, photos: Sequence[int]) -> list[ShownIn]:
    """Every space, each with how many of these photos are in it."""
    there = spaces(connection)
    if not there:
        return []
    table = table_of(PhotoSpace)
    rows = select(table.c.space_id, func.count()).where(one_of(table.c.photo_id, list(photos)))
    counts = dict(map(tuple, connection.execute(rows.group_by(table.c.space_id))))
    return [ShownIn(each, counts.get(each.id, 0)) for each in there]


def in_none(connection: Connection, photos: Sequence[int]) -> int:
    """How many of these photos are for spaces only, and in none: nobody but their owner sees them."""
    inside = select(PhotoSpace.photo_id).where(PhotoSpace.photo_id == Photo.id).exists()
    here = one_of(table_of(Photo).c.id, list(photos))
    rows = select(func.count()).select_from(Photo).where(here, Photo.visibility == 1, ~inside)
    return connection.execute(rows).scalar_one()


def _known(row: Sequence[object]) -> KnownSpace:
    number, key, name, is_mine, members, photos, uid = row
    return KnownSpace(
        int(str(number)),
        str(key),
        str(name),
        bool(is_mine),
        int(str(members)),
        int(str(photos)),
        None if uid is None else str(uid),
    )


_PHOTOS = (
    select(func.count())
    .select_from(PhotoSpace)
    .join(Photo, Photo.id == PhotoSpace.photo_id)
    .where(PhotoSpace.space_id == Space.id, Photo.trashed_at.is_(None))
    .scalar_subquery()
)
_ALL: Select[int, str, str, int, int, int, str | None] = (
    select(Space.id, Space.server_space_id, Space.name, Space.is_mine, Space.members, _PHOTOS, Space.uid)
    .join(Account, Account.id == Space.account_id)
    .where(Account.is_home == 1)
    .order_by(func.lower(Space.name), Space.id)
)
