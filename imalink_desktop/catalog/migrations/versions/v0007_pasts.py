"""Who one is on a server is known for good; what waits has a mark of its own, and whether it is in doubt."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

_COLUMNS = (
    ("account", "user TEXT"),
    ("account", "put_back TEXT"),
    ("outbox", "mark TEXT"),
    ("outbox", "is_doubtful INTEGER DEFAULT 0 NOT NULL"),
    ("tombstone", "mark TEXT"),
    ("remote_photo", "unheard TEXT"),
)


def upgrade() -> None:
    """Make room for it."""
    for table, column in _COLUMNS:
        op.get_bind().exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
