"""A backup: one file of SQLite's with all rows and bytes of a server, whatever database and store it uses.

Rows are carried as values, table by table and as they were at one moment, so the same file becomes a server
on SQLite or on PostgreSQL. Beside each table stands the digest of its rows, and bytes lie under
their own: whoever opens a backup can prove that it is whole.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    NullPool,
    Table,
    Text,
    create_engine,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError, NoSuchTableError
from sqlalchemy.orm import Session

from imalink_server.base.errors import Expected
from imalink_server.db import loose
from imalink_server.db.models import Base

FORMAT = "2"
LEFT_OUT = ("counter", "device", "photo_count", "photo_words", "showing")
"""A backup is no way in: nobody is signed in by it. Counts and words are made anew of the photos."""

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""How the server calls people, and the folders of their bytes."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SEAL = "sha256"
_AT_ONCE = 500
_PIECE = 8 << 20
"""Bytes of one row: SQLite holds no endless ones."""

_own = MetaData()
_said = Table("backup", _own, Column("name", Text, primary_key=True), Column("value", Text))
_tables = Table(
    "backup_table",
    _own,
    Column("position", Integer, primary_key=True),
    Column("name", Text),
    Column("rows", Integer),
    Column("sha256", Text),
)
_pieces = Table(
    "backup_bytes",
    _own,
    Column("owner", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a backup says of itself."""

    made_at: str
    server_id: str
    epoch: str
    revision: str
    """The step after which its tables were."""
    tables: tuple[tuple[str, int], ...]
    """With how many rows, in an order in which each refers to those before."""


class Carrier:
    """An open backup. Made by `new` or `opened`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def new(cls, file: Path) -> Iterator[Carrier]:
        """Begin a backup, in a file that is empty."""
        said = _in_words(f"The backup {file} cannot be written", "Choose another place.")
        with said, _open(file, writing=True) as connection:
            _own.create_all(connection)
            yield cls(connection)

    @classmethod
    @contextmanager
    def opened(cls, file: Path) -> Iterator[Carrier]:
        """Open a backup to look into it."""
        if not file.is_file():
            raise Expected(f"There is no backup {file}.")
        said = _in_words(f"The backup {file} is damaged, or none", "Take another.")
        with said, _open(file, writing=False) as connection:
            yield cls(connection)

    def take(self, session: Session, made_at: str, revision: str) -> None:
        """Take all rows in, in place of those that were taken before."""
        rows_of = session.connection().execution_options(yield_per=_AT_ONCE)
        self._connection.execute(_tables.delete())
        about = Base.metadata.tables["about"]
        who = session.execute(select(about.c.server_id, about.c.epoch)).mappings().one()
        for position, table in enumerate(carried()):
            mine = _plain(table)
            mine.drop(self._connection, checkfirst=True)
            mine.create(self._connection)
            rows, digest = 0, hashlib.sha256()
            wanted = (table.c[each.name] for each in mine.columns)
            found = rows_of.execute(select(*wanted).order_by(table.c.id))
            for some in found.mappings().partitions(_AT_ONCE):
                values = [dict(row) for row in some]
                rows += len(values)
                _count_in(digest, values)
                self._connection.execute(insert(mine), values)
            self._connection.execute(
                insert(_tables).values(
                    position=position, name=table.name, rows=rows, sha256=digest.hexdigest()
                )
            )
        self._connection.execute(_said.delete())
        said = {"format": FORMAT, "made_at": made_at, "revision": revision, **who}
        self._connection.execute(
            insert(_said), [{"name": name, "value": value} for name, value in said.items()]
        )
        self.seal()

    def seal(self) -> None:
        """Let one digest stand for all that the backup says of itself, and of its tables."""
        self._connection.execute(_said.delete().where(_said.c.name == _SEAL))
        self._connection.execute(insert(_said).values(name=_SEAL, value=self._sealed()))

    def _sealed(self) -> str:
        said = select(_said).where(_said.c.name != _SEAL).order_by(_said.c.name)
        digest = hashlib.sha256()
        for asked in (said, select(_tables).order_by(_tables.c.position)):
            _count_in(digest, (dict(row) for row in self._connection.execute(asked).mappings()))
        return digest.hexdigest()

    def has(self, owner: str, sha256: str) -> bool:
        """Whether these bytes were taken in."""
        asked = select(_pieces.c.number).where(_pieces.c.owner == owner, _pieces.c.sha256 == sha256)
        return self._connection.scalar(asked.limit(1)) is not None

    def keep(self, owner: str, sha256: str, file: BinaryIO) -> bool:
        """Take bytes in; `False`, and none of them, where these are not those."""
        digest, number = hashlib.sha256(), 0
        while (content := file.read(_PIECE)) or number == 0:
            digest.update(content)
            piece = {"owner": owner, "sha256": sha256, "number": number, "content": content}
            self._connection.execute(insert(_pieces), piece)
            number += 1
        if digest.hexdigest() == sha256:
            return True
        self._drop(owner, sha256)
        return False

    def drop_others(self, referred_to: Iterable[tuple[str, str]]) -> None:
        """Let bytes go that only rows of an earlier try referred to."""
        for owner, sha256 in set(self.bytes_kept()) - set(referred_to):
            self._drop(owner, sha256)

    def bytes_kept(self) -> list[tuple[str, str]]:
        """Owners and digests of all bytes."""
        asked = select(_pieces.c.owner, _pieces.c.sha256).where(_pieces.c.number == 0)
        return [(row.owner, row.sha256) for row in self._connection.execute(asked)]

    def pieces(self, owner: str, sha256: str) -> Iterator[bytes]:
        """Some bytes, a piece at a time."""
        asked = select(_pieces.c.content).where(_pieces.c.owner == owner, _pieces.c.sha256 == sha256)
        yield from self._connection.execute(
            asked.order_by(_pieces.c.number).execution_options(yield_per=1)
        ).scalars()

    def _drop(self, owner: str, sha256: str) -> None:
        ours = (_pieces.c.owner == owner, _pieces.c.sha256 == sha256)
        self._connection.execute(_pieces.delete().where(*ours))

    def said(self) -> Said:
        """What this backup says of itself."""
        values = {row.name: row.value for row in self._connection.execute(select(_said))}
        if values.get("format") != FORMAT:
            raise Expected("This backup is of a kind that is not known here.", "Install a newer ImaLink.")
        tables = self._connection.execute(select(_tables.c.name, _tables.c.rows).order_by(_tables.c.position))
        return Said(
            made_at=values["made_at"],
            server_id=values["server_id"],
            epoch=values["epoch"],
            revision=values["revision"],
            tables=tuple((name, rows) for name, rows in tables),
        )

    def prove(self) -> Said:
        """Read everything again; raises where one letter is another than it was."""
        problem = self._connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if problem != "ok":
            raise broken(str(problem))
        said = self.said()
        if self._connection.scalar(select(_said.c.value).where(_said.c.name == _SEAL)) != self._sealed():
            raise broken("what it says of itself is not what was said")
        for name, rows in said.tables:
            came, digest = 0, hashlib.sha256()
            for some in self.rows(name):
                came += len(some)
                _count_in(digest, some)
            kept = self._connection.scalar(select(_tables.c.sha256).where(_tables.c.name == name))
            if (came, digest.hexdigest()) != (rows, kept):
                raise broken(f"the rows of {name} are not those that were taken")
        for owner, sha256 in self.bytes_kept():
            if not (UUID.fullmatch(owner) and _DIGEST.fullmatch(sha256)):
                raise broken("it has bytes that are nobody's")
            came_of_it = hashlib.sha256()
            for piece in self.pieces(owner, sha256):
                came_of_it.update(piece)
            if came_of_it.hexdigest() != sha256:
                raise broken(f"the bytes {sha256[:12]}… are not those that were taken")
        return said

    def lacking(self) -> set[tuple[str, str]]:
        """Owners and digests of the bytes that a row refers to, and that are not here."""
        names = {name for name, _ in self.said().tables}
        with Session(self._connection) as session:
            referred_to = loose.all_referred_to(session, originals="upload" in names)
        return referred_to - set(self.bytes_kept())

    def columns(self, name: str) -> list[Column[Any]]:
        """The columns of a table, as they were."""
        return list(self._table(name).columns)

    def rows(self, name: str) -> Iterator[list[dict[str, Any]]]:
        """The rows of a table, some at a time."""
        table = self._table(name)
        found = self._connection.execute(select(table).order_by(table.c.id)).mappings()
        for some in found.partitions(_AT_ONCE):
            yield [dict(row) for row in some]

    def _table(self, name: str) -> Table:
        try:
            return Table(name, MetaData(), autoload_with=self._connection)
        except NoSuchTableError:
            raise broken(f"there is no {name} in it") from None

    def count(self) -> int:
        """How many bytes' digests there are."""
        asked = select(func.count()).select_from(_pieces).where(_pieces.c.number == 0)
        return self._connection.scalar(asked) or 0


def carried() -> list[Table]:
    """The tables that a backup has, each after those that it refers to."""
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


def broken(why: str) -> Expected:
    """What to say of a backup that is not whole."""
    return Expected(f"This backup is damaged, or none ({why}).", "Take another.")


def _plain(table: Table) -> Table:
    """The same columns without rules: these rows were looked at when they were written."""
    columns = (
        Column(each.name, each.type, primary_key=each.primary_key)
        for each in table.columns
        if each.computed is None
    )
    return Table(table.name, MetaData(), *columns)


def _count_in(digest: hashlib._Hash, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        digest.update(repr(sorted(row.items())).encode("utf-8", "surrogatepass"))


@contextmanager
def _in_words(what: str, next_step: str) -> Iterator[None]:
    """Say what SQLite says of this file; what another database says is not ours to word."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise Expected(f"{what} ({error.orig}).", next_step) from error


@contextmanager
def _open(file: Path, *, writing: bool) -> Iterator[Connection]:
    """One transaction, in a file that has no log beside it."""
    how = "rw" if writing else "ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode={how}", uri=True, isolation_level=None)
        try:
            # The file is nobody's before it is whole and on the disk: until then nothing has to be undone.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
        except BaseException:  # the file may be none of SQLite's
            connection.close()
            raise
        return connection

    engine: Engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
