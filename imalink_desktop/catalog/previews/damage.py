"""When `previews.db` itself is to blame, and neither the disk nor the program."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

_BROKEN = (
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_CONSTRAINT,  # we look before we write; only an index out of order hides what is there
)


class Damaged(Exception):
    """The file holds what we have never written."""


def is_damage(error: DBAPIError, path: Path) -> bool:
    """Whether the file is at fault. More counts than for a catalog: to begin anew costs nothing here."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:  # Python's own complaint: what should be text is none
        return isinstance(error.orig, sqlite3.OperationalError)
    if code == sqlite3.SQLITE_READONLY:  # or does its header only say so?
        return os.access(path, os.W_OK)
    return code & 0xFF in _BROKEN or code == sqlite3.SQLITE_IOERR_SHORT_READ
