"""Writing a made-up library into a catalog, past the journal.

Meanwhile there are no triggers and no indexes: they are taken from the catalog itself, and put back after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from imalink_desktop.base.progress import Job, Progress, run_here
from imalink_desktop.catalog import kept
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.engine import writing_engine
from imalink_desktop.catalog.journal import table_of
from imalink_desktop.catalog.models import Base, Photo
from imalink_desktop.catalog.query import text_index
from imalink_desktop.catalog.seal import remove_seal
from imalink_desktop.catalog.touched import Value
from tests.bench.library import belongings, photos
from tests.bench.library.photos import Columns, Library

_PART = 20_000
_HASTY = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -600000", "temp_store = MEMORY")
"""Should it fail, it is begun anew, so nothing is kept safe."""


def fill(folder: Path, library: Library) -> Job[None]:
    """Make the catalog of a folder, and fill it with a library."""
    with Catalog.open(folder) as catalog:
        path = catalog.path
    remove_seal(path)
    engine = writing_engine(path, _HASTY)
    with engine.begin() as connection:
        with _bare(connection):
            yield from _write_all(connection, library)
            yield Progress("indexes", 0)
        yield Progress("kept numbers", 0)
        kept.recount(connection)
        yield Progress("full text", 0)
        connection.exec_driver_sql("INSERT INTO stale_text SELECT id FROM photo")
        text_index.settle(connection)
    engine.dispose()
    with closing(sqlite3.connect(path)) as plain:  # as one that has been worked with
        plain.execute("PRAGMA journal_mode = WAL")
    yield Progress("checking", 0)
    with closing(Catalog.open(folder)) as catalog:
        trouble = run_here(catalog.verify())
    if trouble is not None:
        raise trouble


def _write_all(connection: Connection, library: Library) -> Iterator[Progress]:
    for model, columns in belongings.before_photos(library):
        _insert(connection, model, columns)
    for first in range(0, len(library), _PART):
        yield Progress("photos", first, len(library))
        part = slice(first, min(first + _PART, len(library)))
        _insert(connection, Photo, photos.rows(library, part))
        for model, columns in belongings.files(library, part):
            _insert(connection, model, columns)
    yield Progress("what hangs on photos", 0)
    for model, columns in belongings.after_photos(library):
        _insert(connection, model, columns)


def _insert(connection: Connection, model: type[Base], columns: Columns) -> None:
    table = table_of(model)
    count = len(next(iter(columns.values())))
    usual: dict[str, list[Value]] = {
        column.name: [column.default.arg] * count
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault) and column.name not in columns
    }
    names = [*columns, *usual]
    holes = ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({holes})'  # noqa: S608 - names of ours
    rows = list(zip(*chain(columns.values(), usual.values()), strict=True))
    if rows:
        connection.exec_driver_sql(statement, rows)


@contextmanager
def _bare(connection: Connection) -> Iterator[None]:
    """While this lasts there are no triggers, and no indexes but those that see to uniqueness."""
    made = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name"
    ).all()
    for kind, name, _ in made:
        connection.exec_driver_sql(f"DROP {kind} {name}")
    yield
    for _, _, statement in made:
        connection.exec_driver_sql(statement)
