"""A space knows whose it is, and how many are in it."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for it."""
    for column, default in (("is_mine", 0), ("members", 1)):
        op.get_bind().exec_driver_sql(
            f"ALTER TABLE space ADD COLUMN {column} INTEGER NOT NULL DEFAULT {default}"
        )
