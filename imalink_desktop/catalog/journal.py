"""The `Writer`: all that a command may do to the catalog, and the only hand that does it.

Of everything it changes it takes the old and the new first. What went past it would
escape the undo, so while it is at work the connection refuses any statement that
neither comes from it nor merely reads.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Select,
    Table,
    bindparam,
    column,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import table as sql_table
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.dml import UpdateBase

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.models import Base, Photo
from imalink_desktop.catalog.touched import Kind, Row, Touched, Value

_CHUNK = 10_000
"""Rows taken at once, and kept in one image."""

_WORTH_A_STATEMENT = 100
"""So many rows that get the same value are changed as fast by a statement of their own as one by one."""


class Writer:
    """Changes rows and remembers how they were. Lives as long as its transaction."""

    def __init__(self, connection: Connection) -> None:
        self.touched: list[Touched] = []
        self.subjects: set[int] | None = None
        self.heard: set[tuple[int, str]] = set()
        """Fields of photos that a server has told us: they need not travel back to it."""
        self.said: defaultdict[str, list[Collection[int]]] = defaultdict(list)
        """What was said of photos, by field, even where they had that value already."""
        self._connection = connection
        self._writing = False

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """While this lasts, nobody changes anything but by way of this writer."""
        event.listen(self._connection, "before_cursor_execute", self._refuse)
        try:
            yield
        finally:
            event.remove(self._connection, "before_cursor_execute", self._refuse)

    def about(self, things: Iterable[int]) -> None:
        """Say what was asked to change, so that nobody counts what moves along with it."""
        if self.subjects is None:
            self.subjects = set()
        self.subjects.update(things)

    def read(self, statement: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Look something up, inside the transaction."""
        return [tuple(row) for row in self._connection.execute(statement)]

    def set(self, model: type[Base], ids: Iterable[int], **values: Value) -> None:
        """Give the same values to all of these rows."""
        rows = list(ids)
        for field, new in values.items():
            self._hear(model, field, rows)
            self._set(table_of(model), field, rows, new)

    def set_each(self, model: type[Base], field: str, values: Mapping[int, Value]) -> None:
        """Give each row a value of its own."""
        self._hear(model, field, values)
        by_value: defaultdict[Value, list[int]] = defaultdict(list)
        for row_id, value in values.items():
            by_value[value].append(row_id)
        if len(by_value) * _WORTH_A_STATEMENT <= len(values):
            for value, ids in by_value.items():
                self._set(table_of(model), field, ids, value)
        else:
            self._set_one_by_one(table_of(model), field, values)

    def insert(self, model: type[Base], rows: Sequence[Row]) -> list[int]:
        """Add rows and answer their numbers. A row that brings its number keeps it."""
        if not rows:
            return []
        table = table_of(model)
        first = self._next_id(table)
        numbered = [{"id": first + place, **row} for place, row in enumerate(rows)]
        for begin in range(0, len(numbered), _CHUNK):
            some = numbered[begin : begin + _CHUNK]
            self._write(insert(table), some)
            ids = [int(row["id"] or 0) for row in some]
            self.touched.append(Touched(table.name, Kind.INSERT, ids, photos=_photos_of(some)))
        return [int(row["id"] or 0) for row in numbered]

    def delete(self, model: type[Base], ids: Iterable[int]) -> None:
        """Take rows away. What refers to them must have gone before, or go in the same command."""
        table = table_of(model)
        kept = {column.name: column for column in stored_columns(table)}
        for chunk in chunks(ids):
            gone = self.read(select(*kept.values()).where(among(table, chunk)))
            if gone:
                rows = [dict(zip(kept.keys(), row, strict=True)) for row in gone]
                found = [row["id"] for row in rows]
                self.touched.append(
                    Touched(table.name, Kind.DELETE, found, rows=rows, photos=_photos_of(rows))
                )
                self._write(table.delete().where(among(table, found)))

    def _hear(self, model: type[Base], field: str, rows: Collection[int]) -> None:
        if model is Photo:
            self.said[field].append(rows)

    def _set(self, table: Table, field: str, ids: Iterable[int], new: Value) -> None:
        column = _column(table, field)
        for chunk in chunks(ids):
            differs = among(table, chunk) & column.is_distinct_from(new)
            old = self.read(select(table.c.id, column).where(differs).order_by(table.c.id))
            if old:
                found = [row[0] for row in old]
                self._took(table, field, found, [row[1] for row in old], [new] * len(found))
                self._write(update(table).where(among(table, found)).values({field: new}))

    def _set_one_by_one(self, table: Table, field: str, values: Mapping[int, Value]) -> None:
        column = _column(table, field)
        for chunk in chunks(values):
            old = self.read(select(table.c.id, column).where(among(table, chunk)).order_by(table.c.id))
            changed = [(row_id, was) for row_id, was in old if was != values[row_id]]
            if changed:
                found = [row_id for row_id, _ in changed]
                self._took(table, field, found, [was for _, was in changed], [values[i] for i in found])
                one = update(table).where(table.c.id == bindparam("row")).values({field: bindparam("new")})
                self._write(one, [{"row": row_id, "new": values[row_id]} for row_id in found])

    def _took(self, table: Table, field: str, ids: list[int], olds: list[Value], news: list[Value]) -> None:
        self.touched.append(Touched(table.name, Kind.UPDATE, ids, field, olds, news))

    def _next_id(self, table: Table) -> int:
        """A number that was never used; there is only one writer, so it stays free until then."""
        highest = self.read(select(_sequence.c.seq).where(_sequence.c.name == table.name))
        return int(highest[0][0]) + 1 if highest else 1

    def _write(self, statement: UpdateBase, rows: Sequence[Row] | None = None) -> None:
        self._writing = True
        try:
            self._connection.execute(statement, rows)
        finally:
            self._writing = False

    def _refuse(
        self,
        _connection: Connection,
        _cursor: object,
        statement: str,
        _parameters: object,
        context: ExecutionContext | None,
        _many: bool,
    ) -> None:
        compiled = None if context is None else context.compiled
        if not self._writing and (compiled is None or not isinstance(compiled.statement, Select)):
            raise Bug(f"The journal would not see this statement: {statement[:80]}")


_sequence = sql_table("sqlite_sequence", column("name"), column("seq"))
"""SQLite's own table of the highest number each table has given out."""


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    table = model.__table__
    if not isinstance(table, Table):
        raise Bug(f"{model.__name__} is not one table")
    return table


def stored_columns(table: Table) -> list[Column[Any]]:
    """The columns that hold something, without those that are computed from others."""
    return [column for column in table.columns if column.computed is None]


def among(table: Table, ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a row is one of these."""
    return one_of(table.c.id, ids)


def one_of(column: ColumnElement[Any], values: Sequence[Value]) -> ColumnElement[bool]:
    """Whether a value is one of these, however many they are: one parameter, and no limit of SQLite's."""
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """The numbers, some thousand at a time."""
    waiting = iter(ids)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def _photos_of(rows: Sequence[Row]) -> list[int]:
    return [photo for row in rows if isinstance(photo := row.get("photo_id"), int)]


def _column(table: Table, field: str) -> Column[Any]:
    column = table.columns.get(field)
    if column is None or column.computed is not None:
        raise Bug(f"{table.name} has no field {field!r} that can be set")
    return column
