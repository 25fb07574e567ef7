"""The two ways into `catalog.db`: one connection that writes, and many that only read.

Python may link an SQLite that can corrupt its write-ahead log when two connections
write or checkpoint at the same instant. So exactly one does, and it checkpoints too.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

APPLICATION_ID = 0x494D4C4B
"""Says in the file's header that it is one of ours: "IMLK"."""

_PATIENCE_MS = 2000
_READERS = 4


def writing_engine(path: Path) -> Engine:
    """The one connection that may change the catalog; each of its commits survives a power cut."""
    return _engine(path, "rwc", StaticPool, ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"))


def reading_engine(path: Path) -> Engine:
    """Connections that see the last commit and can change nothing."""
    return _engine(path, "ro", QueuePool, ("query_only = ON", "mmap_size = 0", "cache_size = -65536"))


def _engine(path: Path, mode: str, pool: type[QueuePool | StaticPool], pragmas: tuple[str, ...]) -> Engine:
    uri = f"file:{quote(str(path))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # Transactions begin when SQLAlchemy says so, not when sqlite3 guesses.
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    options = {"pool_size": _READERS} if pool is QueuePool else {}
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, **options)
    begin = "BEGIN IMMEDIATE" if mode == "rwc" else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
