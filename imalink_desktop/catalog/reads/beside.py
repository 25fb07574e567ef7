"""Where a photo stands in a list, and which stand beside it, without reading the whole list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.select import photos
from imalink_desktop.catalog.query.sort import Key, Sort

Listed: TypeAlias = Select[*tuple[Any, ...]]


def place_of(
    connection: Connection, query: Query, sort: Sort, photo: int, *, online: Collection[int] = ()
) -> int | None:
    """How many photos come before this one; `None` where it is not in the list."""
    found: Listed = photos(connection, query, sort, online=online)
    if (key := _key(connection, found, sort, photo)) is None:
        return None
    nearer = (found.where(part).subquery() for part in _parts(sort, key, forward=False))
    return sum(connection.execute(select(func.count()).select_from(part)).scalar_one() for part in nearer)


def next_to(
    connection: Connection,
    query: Query,
    sort: Sort,
    photo: int,
    *,
    forward: bool = True,
    online: Collection[int] = (),
) -> int | None:
    """The photo that comes next, or the one before; `None` at the end, and beside what is not in the list."""
    found: Listed = photos(connection, query, sort, online=online)
    if (key := _key(connection, found, sort, photo)) is None:
        return None
    order = _order(sort, forward=forward)
    for part in _parts(sort, key, forward=forward):
        if (other := connection.execute(found.where(part).order_by(*order).limit(1)).scalar()) is not None:
            return int(other)
    return None


def _key(connection: Connection, found: Listed, sort: Sort, photo: int) -> Key | None:
    mine = found.with_only_columns(*sort.columns(), maintain_column_froms=True).where(Photo.id == photo)
    row = connection.execute(mine).first()
    return None if row is None else tuple(row)


def _parts(sort: Sort, key: Key, *, forward: bool) -> list[ColumnElement[bool]]:
    """What lies on one side of a place, the nearest part first.

    One for each length of what they have in common with it, so that an index leads to each.
    """
    columns = sort.columns()
    parts: list[ColumnElement[bool]] = []
    for depth in reversed(range(len(columns))):
        alike = [
            column.is_(None) if value is None else column == value
            for column, value in zip(columns[:depth], key, strict=False)
        ]
        column, value = columns[depth], key[depth]
        parts += [and_(*alike, side) for side in _sides(sort, column, value, forward=forward)]
    return parts


def _sides(
    sort: Sort, column: ColumnElement[Any], value: float | str | None, *, forward: bool
) -> list[ColumnElement[bool]]:
    """What comes after a value, or before it; the unknown is always the last."""
    if value is None:
        return [] if forward else [column.is_not(None)]
    known = column < value if sort.descending == forward else column > value
    return [known, column.is_(None)] if forward else [known]


def _order(sort: Sort, *, forward: bool) -> list[ColumnElement[Any]]:
    if forward:
        return sort.order()
    # The other way round the unknown is first, which SQLite does by itself where values ascend.
    if sort.descending:
        return [column.asc() for column in sort.columns()]
    return [column.desc().nulls_first() for column in sort.columns()]
