"""In SQLite, what words begin with stands in the index of words too: as lists that are walked, not gathered.

The models refer to the statements here, since SQLAlchemy has no words of its own for them.
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"

_INDEXED = "shown, own, content='photo_words', content_rowid='photo_id', tokenize='ascii', detail='column'"
_REBUILT = "INSERT INTO photo_search (photo_search) VALUES ('rebuild')"

SQLITE = (
    "DROP TABLE photo_search",
    f"CREATE VIRTUAL TABLE photo_search USING fts5 ({_INDEXED}, prefix='1 2 3 4 5 6')",
    _REBUILT,
)
POSTGRESQL: tuple[str, ...] = ()
"""Its indexes know how words begin."""


def upgrade() -> None:
    """Make the index anew."""
    _make(SQLITE)


def downgrade() -> None:
    """Make it as it was."""
    _make((SQLITE[0], f"CREATE VIRTUAL TABLE photo_search USING fts5 ({_INDEXED})", _REBUILT))


def _make(statements: tuple[str, ...]) -> None:
    connection = op.get_bind()
    for statement in statements if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)
