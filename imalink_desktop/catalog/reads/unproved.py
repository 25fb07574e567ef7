"""What a server answered to and its feed has yet to tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Unproved
from imalink_desktop.catalog.things import GONE

PHOTO = "photo"
"""The kind of what is no `ThingKind`."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One of it."""

    row: int
    kind: str
    name: str
    version: str
    """Or `GONE`."""


def how_many_are_owed(connection: Connection, account: int) -> int:
    """How many there are: none, but between an answer and the feed."""
    rows = select(func.count()).where(Unproved.account_id == account)
    return connection.execute(rows).scalar_one()


def owed(connection: Connection, account: int, names: Collection[str]) -> list[Owed]:
    """Those of these names, of whatever kind."""
    table = table_of(Unproved)
    columns = select(table.c.id, table.c.kind, table.c.name, table.c.version)
    mine = (table.c.account_id == account) & one_of(table.c.name, list(names))
    return [Owed(*row) for row in connection.execute(columns.where(mine))]


def all_owed(connection: Connection, account: int, after: int, most: int) -> list[Owed]:
    """Some of them, behind a row."""
    columns = select(Unproved.id, Unproved.kind, Unproved.name, Unproved.version)
    mine = Unproved.account_id + 0 == account  # or SQLite would sort them all by way of the other index
    rows = columns.where(mine, Unproved.id > after).order_by(Unproved.id)
    return [Owed(*row) for row in connection.execute(rows.limit(most))]


def is_before(version: str, other: str) -> bool:
    """Whether a version is older than another, as far as both are counted."""
    return version.isdecimal() and other.isdecimal() and int(version) < int(other)


def follows(told: str, answered: str) -> bool:
    """Whether what is told can have become of what was answered. What was deleted stays so."""
    if answered == GONE:
        return told == GONE
    return not is_before(told, answered)
