"""In PostgreSQL one's own photos are found by one index of all words, where of two only one was asked.

The models refer to the statements here, since SQLAlchemy has no words of its own for them.
"""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"

_INDEX = "CREATE INDEX ix_photo_words_{} ON photo_words USING gin (array_to_tsvector({}))"
_SHOWN, _OWN = "string_to_array(shown, ' ')", "string_to_array(own, ' ')"

SQLITE: tuple[str, ...] = ()
"""Its index is one of all words as it is."""
POSTGRESQL = ("DROP INDEX ix_photo_words_own", _INDEX.format("all", f"{_SHOWN} || {_OWN}"))


def upgrade() -> None:
    """Make the one for the other."""
    _make(POSTGRESQL)


def downgrade() -> None:
    """Make it as it was."""
    _make(("DROP INDEX ix_photo_words_all", _INDEX.format("own", _OWN)))


def _make(statements: tuple[str, ...]) -> None:
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else statements:
        connection.exec_driver_sql(statement)
