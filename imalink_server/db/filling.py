"""How full the tables are: SQLite chooses between indexes by it, and looks only when it is told to.

Where there is little, every way is short, and what was seen of few photos would mislead when there are
many. So it is looked at when a server opens that has grown. PostgreSQL looks by itself.
"""

from __future__ import annotations

from sqlalchemy import func, select

from imalink_server.db.database import Database
from imalink_server.db.models import Photo

MANY = 10_000
"""Photos."""
_LOOKED_AT = 1000
"""Rows of each index, which takes milliseconds however many there are."""


def look(database: Database) -> None:
    """Look at it, where it is worth while."""
    if database.kind != "sqlite":
        return
    with database.reading() as session:
        if (session.scalar(select(func.max(Photo.id))) or 0) < MANY:
            return
    with database.migrating() as connection:
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {_LOOKED_AT}")
        connection.exec_driver_sql("ANALYZE")
