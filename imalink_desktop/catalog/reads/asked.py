"""The photos of a query, to count over."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Subquery, bindparam, column, func, select, table
from sqlalchemy.orm import InstrumentedAttribute

from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.query.select import photos
from imalink_desktop.catalog.query.sort import Sort

facet = table("facet", column("kind"), column("key"), column("count"))
bucket = table(
    "bucket",
    column("length"),
    column("name"),
    column("count"),
    column("first"),
    column("last"),
    column("preview_id"),
)


def asked(
    connection: Connection,
    query: Query,
    *columns: InstrumentedAttribute[Any],
    online: Collection[int] = (),
) -> Subquery:
    """The photos that a query finds, with some of their columns."""
    return photos(connection, query, Sort(), online=online).add_columns(*columns).subquery()


def is_everything(query: Query) -> bool:
    """Whether nothing is left out, so that the kept numbers are the answer."""
    return query == EVERYTHING


def is_listed(value: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a value is among those that `listing` gives at the execution, however many they are.

    So a statement for the grid is put together once; that takes longer than what it does.
    """
    given = func.json_each(bindparam("listed")).table_valued("value")
    return value.in_(select(given.c.value))


def listing(values: Iterable[int]) -> dict[str, str]:
    """The parameter for `is_listed`."""
    return {"listed": json.dumps(list(values))}
