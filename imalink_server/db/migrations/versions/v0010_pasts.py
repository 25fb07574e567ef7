"""Each stretch of a feed has a mark, by which a cursor proves that it is of this past and no other.

What was told before there were marks is one stretch, without any: old cursors lead there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "feed_mark",
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("mark", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_feed_mark_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_feed_mark"),
        sa.UniqueConstraint("account_id", "number", name="uq_feed_mark_account_id_number"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO feed_mark (account_id, number, mark) SELECT id, last_change, '' FROM account "
        "WHERE last_change > 0"
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("feed_mark")
