"""Collections, saved searches, shoots and stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "collection",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("description", WORDS, nullable=True),
        sa.Column("parent_id", NUMBER, nullable=True),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name="fk_collection_owner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["collection.id"], name="fk_collection_parent_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_collection"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_collection_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_collection_parent_id", "collection", ["parent_id"], unique=False)
    op.create_table(
        "collection_photo",
        sa.Column("collection_id", NUMBER, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collection.id"], name="fk_collection_photo_collection_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_collection_photo_photo_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_collection_photo"),
        sa.UniqueConstraint("collection_id", "photo_id", name="uq_collection_photo_collection_id_photo_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_collection_photo_order", "collection_photo", ["collection_id", "position"], unique=False
    )
    op.create_index("ix_collection_photo_photo_id", "collection_photo", ["photo_id"], unique=False)
    op.create_table(
        "saved_search",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("description", WORDS, nullable=True),
        sa.Column("criteria", WORDS, nullable=False),
        sa.Column("is_favorite", sa.Boolean(), nullable=False),
        sa.Column("last_executed_at", WORDS, nullable=True),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name="fk_saved_search_owner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_search"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_saved_search_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shoot",
        sa.Column("title", WORDS, nullable=False),
        sa.Column("client", WORDS, nullable=True),
        sa.Column("note", WORDS, nullable=True),
        sa.Column("archived_at", WORDS, nullable=True),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_shoot_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_shoot"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_shoot_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shoot_photo",
        sa.Column("shoot_id", NUMBER, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_shoot_photo_photo_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shoot_id"], ["shoot.id"], name="fk_shoot_photo_shoot_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shoot_photo"),
        sa.UniqueConstraint("shoot_id", "photo_id", name="uq_shoot_photo_shoot_id_photo_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shoot_photo_photo_id", "shoot_photo", ["photo_id"], unique=False)
    op.create_table(
        "story",
        sa.Column("title", WORDS, nullable=False),
        sa.Column("document_type", WORDS, nullable=False),
        sa.Column("content", WORDS, nullable=False),
        sa.Column("abstract", WORDS, nullable=True),
        sa.Column("cover_image", WORDS, nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("published_at", WORDS, nullable=True),
        sa.Column("visibility", NUMBER, nullable=False),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.CheckConstraint("visibility BETWEEN 0 AND 3", name=op.f("ck_story_visibility")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_story_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_story_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_time", "story", ["owner_id", "created_at", "id"], unique=False)


def downgrade() -> None:
    """Drop them, with all that they hold."""
    op.drop_table("story")
    op.drop_table("shoot_photo")
    op.drop_table("shoot")
    op.drop_table("saved_search")
    op.drop_table("collection_photo")
    op.drop_table("collection")
