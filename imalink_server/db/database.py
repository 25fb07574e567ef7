"""The database, as other rooms know it: a way to look, and a way to change.

    with database.reading() as session: ...   # one moment, and nothing can be changed
    with database.writing() as session: ...   # one transaction: all of it at the end, or nothing

It is used from threads and waits for its answers, rather than by `async`: SQLite knows nothing
else, hashing passwords and reading previews need threads anyway, and the code that most
people will read stays plain. Many connections to PostgreSQL are as many threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from imalink_server.base.errors import Expected
from imalink_server.base.private import private_folder
from imalink_server.base.turn import Turn
from imalink_server.db import engines
from imalink_server.db.trouble import said_in_words

__all__ = ["Database", "Session"]

_MIGRATING = 0x494D4C4B
"""The number of the lock that whoever migrates holds in PostgreSQL: "IMLK"."""


class Database:
    """SQLite or PostgreSQL, by its URL. Close it, or use `with`."""

    def __init__(self, readers: Engine, writers: Engine, turn: Turn | None, file: str = "") -> None:
        self._readers = readers
        self._writers = writers
        self._turn = turn
        self._file = file

    @classmethod
    def open(cls, url: str, connections: int = 20) -> Self:
        """Open the database; nothing is asked of it yet."""
        try:
            asked = make_url(url)
        except ArgumentError:
            raise Expected(
                "The database's URL is none.", "Try postgresql://user:password@host/name."
            ) from None
        if asked.get_backend_name() != "sqlite":
            return cls(*engines.postgres(asked, connections), turn=None)
        if not asked.database or asked.database == ":memory:":
            raise Expected(
                "A database in memory is lost at once.", "Name a file: sqlite:////path/imalink.db."
            )
        file = Path(asked.database).absolute()
        private_folder(file.parent)
        try:
            turn = Turn(file.with_name(f"{file.name}.turn"))
            file.touch(mode=0o600)
        except OSError as error:
            raise Expected(f"The database {file} cannot be written ({error.strerror}).") from error
        readers = engines.sqlite_readers(str(file), connections)
        return cls(readers, engines.sqlite_writer(str(file)), turn, str(file))

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._writers.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Look at the database as it is at one moment."""
        with said_in_words(), Session(self._readers, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Change the database: all that is done here is kept at the end, or nothing if anything is raised."""
        made = Session(self._writers, expire_on_commit=False)
        with said_in_words(), self._its_turn(), made as session, session.begin():
            yield session

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Change the tables themselves, while nobody else does."""
        with said_in_words(), self._its_turn(), self._writers.begin() as connection:
            if self._turn is None:
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
            yield connection

    def is_alone_with_file(self) -> bool:
        """Whether no other program has SQLite's file open: only then can its log be closed."""
        self._readers.dispose()
        with said_in_words(), self._its_turn():
            self._writers.dispose()
            return engines.closes_log(self._file)

    def check(self) -> None:
        """Ask for the least; raises when there is no answer."""
        with self.reading() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Let go of all connections. The last of SQLite's moves the log into the file: that is a turn too."""
        with ExitStack() as rest:
            rest.callback(self._turn.close if self._turn else lambda: None)
            self._readers.dispose()
            with self._its_turn():
                self._writers.dispose()

    @contextmanager
    def _its_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
        else:
            with self._turn.taken():
                yield

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
