"""Originals that are sent here, and the work they make."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "upload",
        sa.Column("shoot_id", NUMBER, nullable=True),
        sa.Column("photo_id", NUMBER, nullable=True),
        sa.Column("filename", WORDS, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("problem", WORDS, nullable=True),
        sa.Column("message", WORDS, nullable=True),
        sa.Column("expires_at", WORDS, nullable=False),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'received', 'processing', 'ready', 'failed')", name=op.f("ck_upload_state")
        ),
        sa.ForeignKeyConstraint(["shoot_id"], ["shoot.id"], name="fk_upload_shoot_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_upload_photo_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_upload_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_upload_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_upload_bytes", "upload", ["owner_id", "sha256"], unique=False)
    op.create_index("ix_upload_photo_id", "upload", ["photo_id"], unique=False)
    op.create_index("ix_upload_shoot_id", "upload", ["shoot_id"], unique=False)
    op.create_table(
        "job",
        sa.Column("upload_id", NUMBER, nullable=False),
        sa.Column("due_at", WORDS, nullable=False),
        sa.Column("attempts", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name="fk_job_upload_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("upload_id", name="uq_job_upload_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_due_at", "job", ["due_at"], unique=False)


def downgrade() -> None:
    """Drop them. The originals' bytes stay in the store."""
    op.drop_table("job")
    op.drop_table("upload")
