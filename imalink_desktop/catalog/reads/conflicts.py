"""Conflicts: fields with two values, both kept until somebody chooses."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.models import Conflict


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one photo, as it is here and as it is there."""

    id: int
    photo_id: int
    field: str
    mine: str | None
    theirs: str | None
    noticed_at: str


_COLUMNS = (
    Conflict.id,
    Conflict.photo_id,
    Conflict.field,
    Conflict.mine,
    Conflict.theirs,
    Conflict.noticed_at,
)


def conflicts(connection: Connection, *, after: int = 0, limit: int = 200) -> list[Difference]:
    """All of them, in the order they were noticed; a page begins after a `Difference.id`."""
    rows = select(*_COLUMNS).where(Conflict.id > after).order_by(Conflict.id).limit(limit)
    return [Difference(*row) for row in connection.execute(rows)]


def conflicts_of(connection: Connection, photo: int) -> list[Difference]:
    """Those of one photo."""
    rows = select(*_COLUMNS).where(Conflict.photo_id == photo).order_by(Conflict.id)
    return [Difference(*row) for row in connection.execute(rows)]


def how_many(connection: Connection) -> int:
    """How many there are."""
    return connection.execute(select(func.count()).select_from(Conflict)).scalar_one()
