"""A space is known by what it is called for good: its number may be another's after a server was put back."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make room for it. The server tells it in the next round."""
    op.get_bind().exec_driver_sql("ALTER TABLE space ADD COLUMN uid TEXT")
