"""How far the catalog and its server are apart, in numbers: what the lower edge of the window says of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Account, Outbox, Photo
from imalink_desktop.catalog.outbox import COLD, EGG, LESS_VISIBLE, NEW_COLD, SHOWS, SPACES
from imalink_desktop.catalog.reads import conflicts, things, waiting
from imalink_desktop.catalog.reads.waiting import Home


@dataclass(frozen=True, slots=True)
class Apart:
    """Who is signed in, and how much each side lacks of the other."""

    home: Home | None = None
    waiting: int = 0
    """Things that are still to be sent, but for large previews."""
    large: int = 0
    """Those: large previews that are still to be sent."""
    parked: frozenset[int] = frozenset()
    """Those that the server would not have, by the rows in which they wait; what is kept beside photos
    below 0."""
    conflicts: int = 0


def apart(connection: Connection, fields: Collection[str]) -> Apart:
    """How it stands with whoever is signed in; counted are the `fields` that the server can keep."""
    home = waiting.home(connection)
    disputed = conflicts.how_many(connection)
    if home is None:
        return Apart(conflicts=disputed)
    names = [one for one in fields if one != COLD]
    rows = select(Outbox.id).where(Outbox.account_id == home.account, Outbox.parked.is_not(None))
    large = select(func.count()).where(
        Outbox.account_id == home.account, Outbox.urgency == NEW_COLD, Outbox.parked.is_(None)
    )
    return Apart(
        home=home,
        waiting=waiting.how_many_wait(connection, home.account, names),
        large=connection.execute(large).scalar_one() if COLD in fields else 0,
        parked=frozenset(connection.execute(rows.limit(_MOST_PARKED)).scalars())
        | {-one.row for one in things.parked_things(connection, home.account)},
        conflicts=disputed,
    )


def still_private(connection: Connection, photos: Sequence[int]) -> list[int]:
    """Those of these photos that are private: what was undone since, or is gone, is not."""
    table = table_of(Photo)
    private = table.c.visibility == int(Visibility.PRIVATE)
    return list(
        connection.execute(select(table.c.id).where(one_of(table.c.id, list(photos)), private)).scalars()
    )


def still_seen(connection: Connection, photos: Sequence[int]) -> int:
    """How many of these photos more people may still see on a server than are meant to.

    Also on one that was signed out of before it had heard.
    """
    table = table_of(Outbox)
    rows = select(func.count(table.c.photo_id.distinct())).where(
        table.c.field == "visibility",
        table.c.urgency == LESS_VISIBLE,
        one_of(table.c.photo_id, list(photos)),
    )
    return connection.execute(rows).scalar_one()


def not_shown_yet(connection: Connection) -> int:
    """How many photos the server still shows as before: to others, or with other facts, than is set here."""
    box = table_of(Outbox)
    is_new = (box.c.field == EGG) & (Photo.visibility > Visibility.PRIVATE)
    rows = (
        select(func.count(box.c.photo_id.distinct()))
        .join(Photo, Photo.id == box.c.photo_id)
        .join(Account, (Account.id == box.c.account_id) & (Account.is_home == 1))
        .where(box.c.field.in_([*SHOWS, SPACES, "trashed_at"]) | is_new)
    )
    return connection.execute(rows).scalar_one()


_MOST_PARKED = 10_000
