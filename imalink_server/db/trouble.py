"""What a database stumbles over, in words: the one place where its errors become refusals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from imalink_server.base.errors import Code, Refused, disk_full
from imalink_server.base.log import logger

log = logger(__name__)

_FULL = ("53100", sqlite3.SQLITE_FULL)
"""How PostgreSQL and SQLite say that the disk is full."""
_OF_THE_FILE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
)
_AWAY = ("08", "57P", "53", "55P03", "40001", "40P01")
"""What PostgreSQL's words begin with when it is away, shutting down, full of others or in a deadlock."""


@contextmanager
def said_in_words() -> Iterator[None]:
    """Refuse a question, where it is no fault of ours that the database did not answer."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        refusal = in_words(error)
        if refusal is None:
            raise
        # What was asked, and with what values, stands in SQLAlchemy's words, and in no log.
        log.error(  # noqa: TRY400
            "the database did not answer", reason=str(getattr(error, "orig", None) or error)
        )
        raise refusal from error


def in_words(error: BaseException) -> Refused | None:
    """What to tell the caller; `None` when it is a fault of ours."""
    if isinstance(error, PoolTimeout):
        return _away()
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code: object = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        away = code in _OF_THE_FILE
    else:
        code = getattr(cause, "sqlstate", None)
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        # Without a word of its own it never came as far as the database.
        away = lost or (type(cause).__name__ == "OperationalError" and code is None)
        away = away or str(code).startswith(_AWAY)
    if code in _FULL:
        return disk_full()
    return _away() if away else None


def _away() -> Refused:
    return Refused(Code.UNAVAILABLE, "The server cannot reach its database.", {"retry_after": 10})
