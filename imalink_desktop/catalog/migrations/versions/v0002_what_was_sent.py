"""The outbox remembers what went out and was never answered."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make room for it."""
    op.get_bind().exec_driver_sql("ALTER TABLE outbox ADD COLUMN sent TEXT")
