"""Conflicts: fields with two values, both kept until somebody chooses."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.journal import among, stored_columns, table_of
from imalink_desktop.catalog.models import Conflict, Photo


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


def conflicts(
    connection: Connection, *, after: int = 0, limit: int = 200, but: Collection[int] = ()
) -> list[Difference]:
    """All of them `but` some, in the order they were noticed; a page begins after a `Difference.id`."""
    rows = select(*_COLUMNS).where(Conflict.id > after).order_by(Conflict.id).limit(limit)
    if but:
        rows = rows.where(~among(table_of(Conflict), sorted(but)))
    return [Difference(*row) for row in connection.execute(rows)]


def conflicts_of(connection: Connection, photo: int) -> list[Difference]:
    """Those of one photo."""
    rows = select(*_COLUMNS).where(Conflict.photo_id == photo).order_by(Conflict.id)
    return [Difference(*row) for row in connection.execute(rows)]


def how_many(connection: Connection) -> int:
    """How many there are."""
    return connection.execute(select(func.count()).select_from(Conflict)).scalar_one()


def how_many_about(connection: Connection) -> dict[str, int]:
    """How many there are about each field."""
    rows = select(Conflict.field, func.count()).group_by(Conflict.field)
    return {row[0]: row[1] for row in connection.execute(rows)}


def as_it_is(connection: Connection, about: Collection[Difference]) -> dict[int, str]:
    """What the photos have in these fields today, as it is kept, by `Difference.id`; tags are not told."""
    table = table_of(Photo)
    fields = sorted({one.field for one in about} & {column.name for column in stored_columns(table)})
    columns = select(table.c.id, *(table.c[field] for field in fields))
    rows = connection.execute(columns.where(among(table, [one.photo_id for one in about])))
    now = {row[0]: dict(zip(fields, row[1:], strict=True)) for row in rows}
    return {
        one.id: json.dumps(now[one.photo_id][one.field])
        for one in about
        if one.field in now.get(one.photo_id, {})
    }
