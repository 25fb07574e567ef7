"""The ways into the database: some connections that only read, and one or some that write.

What a statement was given stands in no error: it would be in the log.
"""

from __future__ import annotations

import logging
import sqlite3

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

_BUSY_MS = 10_000

_PRECIOUS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
"""Each commit survives a power cut."""
_LOOKING = ("query_only = ON", "mmap_size = 0", "cache_size = -16384")


def sqlite_writer(file: str) -> Engine:
    """The one connection of this process that may change the file."""
    return _sqlite(file, _PRECIOUS, "BEGIN IMMEDIATE", size=1, more=0)


def sqlite_readers(file: str, most: int) -> Engine:
    """Connections that see one moment each, and can change nothing."""
    return _sqlite(file, _LOOKING, "BEGIN", size=min(most, 5), more=max(0, most - 5))


def closes_log(file: str) -> bool:
    """Whether SQLite's log could be closed, which it is while nobody else has the file open."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        return bool(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


def _sqlite(file: str, pragmas: tuple[str, ...], begin: str, *, size: int, more: int) -> Engine:
    def connect() -> sqlite3.Connection:
        # Transactions begin when SQLAlchemy says so, not when sqlite3 guesses.
        connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        try:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:  # the file may be none of SQLite's
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=more,
        hide_parameters=True,
    )

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", start)
    return engine


def postgres(url: URL, most: int) -> tuple[Engine, Engine]:
    """Those that read, each seeing one moment, and those that write; out of one pool."""
    # What it warns of is what follows an error that it raises, in the database's words, with values in them.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    writers = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=min(most, 5),
        max_overflow=max(0, most - 5),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 10, "application_name": "imalink-server"},
    )
    readers = writers.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return readers, writers
