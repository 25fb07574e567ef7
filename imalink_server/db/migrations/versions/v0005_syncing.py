"""The feed of changes, and requests that may be repeated."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "change",
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_change_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.UniqueConstraint("account_id", "kind", "uid", name="uq_change_account_id_kind_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_feed", "change", ["account_id", "number"], unique=True)
    op.create_table(
        "answered",
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("request_digest", WORDS, nullable=False),
        sa.Column("status", NUMBER, nullable=True),
        sa.Column("headers", WORDS, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_answered_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answered"),
        sa.UniqueConstraint("account_id", "key", name="uq_answered_account_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answered_at", "answered", ["at"], unique=False)


def downgrade() -> None:
    """Drop them, with all that they hold."""
    op.drop_table("answered")
    op.drop_table("change")
