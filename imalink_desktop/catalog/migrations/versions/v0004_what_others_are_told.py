"""What others than the owner are told of a photo beside its picture: nothing, until somebody says so."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make room for it, and a short list of the photos that tell something."""
    for column in ("tells_place", "tells_names"):
        rule = f"CONSTRAINT ck_photo_{column} CHECK ({column} IN (0, 1))"
        op.get_bind().exec_driver_sql(
            f"ALTER TABLE photo ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0 {rule}"
        )
        op.get_bind().exec_driver_sql(
            f"CREATE INDEX ix_photo_{column} ON photo ({column}, shown_at, id) "
            f"WHERE trashed_at IS NULL AND {column} != 0"
        )
