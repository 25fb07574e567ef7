"""An account knows which round was its last, so that a catalog that was put back by hand is noticed."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make room for it."""
    op.get_bind().exec_driver_sql("ALTER TABLE account ADD COLUMN last_round TEXT")
