"""A conflict keeps what was offered before the two values that it is about now."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make room for it."""
    op.get_bind().exec_driver_sql("ALTER TABLE conflict ADD COLUMN others TEXT")
