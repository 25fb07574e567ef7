"""Accounts, devices, and what the server is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "about",
        sa.Column("server_id", WORDS, nullable=False),
        sa.Column("epoch", WORDS, nullable=False),
        sa.Column("made_at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_about"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account",
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("username", WORDS, nullable=False),
        sa.Column("username_folded", WORDS, nullable=False),
        sa.Column("email", WORDS, nullable=False),
        sa.Column("email_folded", WORDS, nullable=False),
        sa.Column("display_name", WORDS, nullable=False),
        sa.Column("password_hash", WORDS, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("last_change", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email_folded", name="uq_account_email_folded"),
        sa.UniqueConstraint("uid", name="uq_account_uid"),
        sa.UniqueConstraint("username_folded", name="uq_account_username_folded"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "device",
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("last_seen_at", WORDS, nullable=False),
        sa.Column("last_address", WORDS, nullable=False),
        sa.Column("expires_at", WORDS, nullable=False),
        sa.Column("generation", NUMBER, nullable=False),
        sa.Column("refreshed_at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_device_account_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("uid", name="uq_device_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_device_account_id", "device", ["account_id"], unique=False)
    op.create_index("ix_device_expires_at", "device", ["expires_at"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("code_digest", WORDS, nullable=False),
        sa.Column("inviter_id", NUMBER, nullable=True),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("expires_at", WORDS, nullable=False),
        sa.Column("used_at", WORDS, nullable=True),
        sa.Column("used_by_id", NUMBER, nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["inviter_id"], ["account.id"], name="fk_invitation_inviter_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["used_by_id"], ["account.id"], name="fk_invitation_used_by_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code_digest", name="uq_invitation_code_digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitation_inviter_id", "invitation", ["inviter_id"], unique=False)
    op.create_index("ix_invitation_used_by_id", "invitation", ["used_by_id"], unique=False)
    op.create_table(
        "deleted_account",
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("deleted_at", WORDS, nullable=False),
        sa.Column("swept_at", WORDS, nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deleted_account"),
        sa.UniqueConstraint("uid", name="uq_deleted_account_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deleted_account_swept_at", "deleted_account", ["swept_at"], unique=False)
    op.create_table(
        "counter",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("count", NUMBER, nullable=False),
        sa.Column("ends_at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counter"),
        sa.UniqueConstraint("key", name="uq_counter_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_counter_ends_at", "counter", ["ends_at"], unique=False)


def downgrade() -> None:
    """Drop them, with all that they hold."""
    op.drop_table("counter")
    op.drop_table("deleted_account")
    op.drop_table("invitation")
    op.drop_table("device")
    op.drop_table("account")
    op.drop_table("about")
