"""The two ways into `catalog.db`: one connection that writes, and many that only read.

Python may link an SQLite that can corrupt its write-ahead log when two connections
write or checkpoint at the same instant. So exactly one does, and it checkpoints too.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from imalink_desktop.base.paths import private_file
from imalink_desktop.catalog.query import functions

APPLICATION_ID = 0x494D4C4B
"""Says in the file's header that it is one of ours: "IMLK"."""

_PATIENCE_MS = 2000
_READERS = 4


PRECIOUS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
"""How the user's work is written: each commit survives a power cut."""

CATALOG = (*PRECIOUS, "wal_autocheckpoint = 0")
"""The catalog's file is not touched before its seal is off: `Guard` tells why."""

LOOKING = ("query_only = ON", "mmap_size = 0", "cache_size = -16384")
"""How it is read. More cache for each reader takes memory and no time off: the system has the file anyway."""


def writing_engine(path: Path, pragmas: tuple[str, ...] = PRECIOUS) -> Engine:
    """The one connection that may change the file."""
    return _engine(path, "rwc", StaticPool, pragmas)


def reading_engine(path: Path, pragmas: tuple[str, ...] = LOOKING, *, frozen: bool = False) -> Engine:
    """Connections that see the last commit and can change nothing. Of a `frozen` file nobody can."""
    return _engine(path, "ro&immutable=1" if frozen else "ro", QueuePool, pragmas)


def _engine(path: Path, mode: str, pool: type[QueuePool | StaticPool], pragmas: tuple[str, ...]) -> Engine:
    uri = f"file:{quote(os.fsencode(path))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        if mode == "rwc":
            private_file(path)  # SQLite would begin it for everybody; its companions follow it
        # Transactions begin when SQLAlchemy says so, not when sqlite3 guesses.
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        try:
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
            functions.install(connection)
        except BaseException:  # the file may be none of SQLite's
            connection.close()
            raise
        return connection

    options = {"pool_size": _READERS} if pool is QueuePool else {}
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, **options)
    begin = "BEGIN IMMEDIATE" if mode == "rwc" else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
