"""By which version of a photo who sees it was last decided: what was decided twice may be as it was before.

Of photos that are there nobody knows; it may have been their latest.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_COLUMNS = ("visibility_since", "place_since", "names_since", "spaces_since")


def upgrade() -> None:
    """Note it."""
    for name in _COLUMNS:
        op.add_column("photo", sa.Column(name, NUMBER, nullable=False, server_default=sa.text("1")))
    now = ", ".join(f"{name} = version" for name in _COLUMNS)
    op.execute(f"UPDATE photo SET {now} WHERE version > 1")  # noqa: S608 - our own names


def downgrade() -> None:
    """Forget it."""
    for name in _COLUMNS:
        op.drop_column("photo", name)
