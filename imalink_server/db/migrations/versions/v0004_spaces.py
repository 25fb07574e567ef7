"""Spaces, their members and their photos."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "space",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("description", WORDS, nullable=True),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_space_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_space"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_space_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "space_member",
        sa.Column("space_id", NUMBER, nullable=False),
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("joined_at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.CheckConstraint("role IN ('owner', 'member')", name=op.f("ck_space_member_role")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_space_member_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name="fk_space_member_space_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_space_member"),
        sa.UniqueConstraint("space_id", "account_id", name="uq_space_member_space_id_account_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_space_member_of", "space_member", ["account_id", "space_id"], unique=False)
    op.create_table(
        "space_invitation",
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("space_id", NUMBER, nullable=False),
        sa.Column("inviter_id", NUMBER, nullable=True),
        sa.Column("invitee_id", NUMBER, nullable=True),
        sa.Column("code_digest", WORDS, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("expires_at", WORDS, nullable=False),
        sa.Column("answered_at", WORDS, nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["invitee_id"], ["account.id"], name="fk_space_invitation_invitee_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["inviter_id"], ["account.id"], name="fk_space_invitation_inviter_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name="fk_space_invitation_space_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_space_invitation"),
        sa.UniqueConstraint("code_digest", name="uq_space_invitation_code_digest"),
        sa.UniqueConstraint("uid", name="uq_space_invitation_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_space_invitation_invitee_id", "space_invitation", ["invitee_id"], unique=False)
    op.create_index("ix_space_invitation_inviter_id", "space_invitation", ["inviter_id"], unique=False)
    op.create_index("ix_space_invitation_space_id", "space_invitation", ["space_id"], unique=False)
    op.create_table(
        "space_photo",
        sa.Column("space_id", NUMBER, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_space_photo_photo_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name="fk_space_photo_space_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_space_photo"),
        sa.UniqueConstraint("space_id", "photo_id", name="uq_space_photo_space_id_photo_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_space_photo_in", "space_photo", ["photo_id", "space_id"], unique=False)


def downgrade() -> None:
    """Drop them, with all that they hold."""
    op.drop_table("space_photo")
    op.drop_table("space_invitation")
    op.drop_table("space_member")
    op.drop_table("space")
