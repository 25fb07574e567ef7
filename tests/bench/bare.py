"""What SQLite alone needs, without any of us: the floor that the catalog's figures are compared with."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_PAGE = "SELECT id FROM photo WHERE trashed_at IS NULL ORDER BY shown_at DESC, id DESC LIMIT 200"
_IDS = "SELECT id FROM photo WHERE trashed_at IS NULL ORDER BY shown_at DESC, id DESC"
_ROWS = (
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)"
    " INSERT INTO bare SELECT n, 0 FROM number"
)


class Bare:
    """Two connections: one that looks at a catalog, one that writes a file of its own beside it."""

    def __init__(self, catalog: Path, rows: int) -> None:
        self._looking = sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)
        self._writing = sqlite3.connect(catalog.with_name("bare.db"), isolation_level=None)
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE bare (id INTEGER PRIMARY KEY, rating INTEGER)",
        ):
            self._writing.execute(statement)
        self._writing.execute(_ROWS, (rows,))
        self._turn = 0

    def close(self) -> None:
        """Let go of both."""
        self._looking.close()
        self._writing.close()

    def page(self) -> object:
        """Two hundred numbers from an index."""
        return self._looking.execute(_PAGE).fetchall()

    def ids(self) -> object:
        """All numbers from an index."""
        return self._looking.execute(_IDS).fetchall()

    def commit(self) -> object:
        """One changed row, and the disk has it."""
        return self.update(1)

    def update(self, rows: int) -> object:
        """Some changed rows in a table without indexes, and the disk has them."""
        self._turn += 1
        return self._writing.execute("UPDATE bare SET rating = ? WHERE id <= ?", (self._turn, rows))
