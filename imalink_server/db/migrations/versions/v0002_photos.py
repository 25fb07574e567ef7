"""Photos, their files, previews, tags and authors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "author",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("email", WORDS, nullable=True),
        sa.Column("bio", WORDS, nullable=True),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_author_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_author"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_author_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_session",
        sa.Column("title", WORDS, nullable=True),
        sa.Column("description", WORDS, nullable=True),
        sa.Column("source", WORDS, nullable=True),
        sa.Column("default_author_id", NUMBER, nullable=True),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["default_author_id"],
            ["author.id"],
            name="fk_import_session_default_author_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name="fk_import_session_owner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_session"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_import_session_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_import_session_default_author_id", "import_session", ["default_author_id"], unique=False
    )
    op.create_table(
        "stack",
        sa.Column("kind", WORDS, nullable=True),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_stack_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_stack"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_stack_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "photo",
        sa.Column("hothash", WORDS, nullable=False),
        sa.Column("width", NUMBER, nullable=False),
        sa.Column("height", NUMBER, nullable=False),
        sa.Column("taken_at", WORDS, nullable=True),
        sa.Column("camera_make", WORDS, nullable=True),
        sa.Column("camera_model", WORDS, nullable=True),
        sa.Column("lens_model", WORDS, nullable=True),
        sa.Column("focal_length", sa.Double(), nullable=True),
        sa.Column("f_number", sa.Double(), nullable=True),
        sa.Column("iso", NUMBER, nullable=True),
        sa.Column("exposure_time", WORDS, nullable=True),
        sa.Column("gps_latitude", sa.Double(), nullable=True),
        sa.Column("gps_longitude", sa.Double(), nullable=True),
        sa.Column("gps_altitude", sa.Double(), nullable=True),
        sa.Column("image_format", WORDS, nullable=True),
        sa.Column("file_size_bytes", NUMBER, nullable=True),
        sa.Column("is_valid_image", sa.Boolean(), nullable=False),
        sa.Column("title", WORDS, nullable=True),
        sa.Column("description", WORDS, nullable=True),
        sa.Column("rating", NUMBER, nullable=False),
        sa.Column("flag", NUMBER, nullable=False),
        sa.Column("label", WORDS, nullable=True),
        sa.Column("visibility", NUMBER, nullable=False),
        sa.Column("tells_place", sa.Boolean(), nullable=False),
        sa.Column("tells_names", sa.Boolean(), nullable=False),
        sa.Column("author_id", NUMBER, nullable=True),
        sa.Column("import_session_id", NUMBER, nullable=True),
        sa.Column("stack_id", NUMBER, nullable=True),
        sa.Column("stack_position", NUMBER, nullable=True),
        sa.Column("trashed_at", WORDS, nullable=True),
        sa.Column("corrected_at", WORDS, nullable=True),
        sa.Column("corrected_latitude", sa.Double(), nullable=True),
        sa.Column("corrected_longitude", sa.Double(), nullable=True),
        sa.Column("correction_reason", WORDS, nullable=True),
        sa.Column("rotation", NUMBER, nullable=False),
        sa.Column("crop", WORDS, nullable=True),
        sa.Column("exposure_adjust", sa.Double(), nullable=True),
        sa.Column(
            "shown_at", WORDS, sa.Computed("coalesce(corrected_at, taken_at)", persisted=True), nullable=True
        ),
        sa.Column(
            "latitude",
            sa.Double(),
            sa.Computed(
                "CASE WHEN corrected_latitude IS NULL THEN gps_latitude ELSE corrected_latitude END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "longitude",
            sa.Double(),
            sa.Computed(
                "CASE WHEN corrected_latitude IS NULL THEN gps_longitude ELSE corrected_longitude END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.CheckConstraint("flag BETWEEN -1 AND 1", name=op.f("ck_photo_flag")),
        sa.CheckConstraint("rating BETWEEN 0 AND 5", name=op.f("ck_photo_rating")),
        sa.CheckConstraint("visibility BETWEEN 0 AND 3", name=op.f("ck_photo_visibility")),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name="fk_photo_author_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["import_session_id"],
            ["import_session.id"],
            name="fk_photo_import_session_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_photo_owner_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["stack_id"], ["stack.id"], name="fk_photo_stack_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_photo"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_photo_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_photo_author", "photo", ["author_id"], unique=False)
    op.create_index("ix_photo_hothash", "photo", ["hothash", "owner_id", "id"], unique=False)
    op.create_index(
        "ix_photo_own_added",
        "photo",
        ["owner_id", "created_at", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_photo_own_rating",
        "photo",
        ["owner_id", "rating", "shown_at", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_photo_own_shown",
        "photo",
        ["owner_id", "visibility", "shown_at", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL AND visibility > 0"),
        postgresql_where=sa.text("trashed_at IS NULL AND visibility > 0"),
    )
    op.create_index(
        "ix_photo_own_time",
        "photo",
        ["owner_id", "shown_at", "id", "rating"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index("ix_photo_session", "photo", ["import_session_id"], unique=False)
    op.create_index(
        "ix_photo_shown_time",
        "photo",
        ["shown_at", "id", "visibility", "rating"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL AND visibility >= 2"),
        postgresql_where=sa.text("trashed_at IS NULL AND visibility >= 2"),
    )
    op.create_index("ix_photo_stack", "photo", ["stack_id", "stack_position"], unique=False)
    op.create_index(
        "ix_photo_trash",
        "photo",
        ["owner_id", "trashed_at"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NOT NULL"),
        postgresql_where=sa.text("trashed_at IS NOT NULL"),
    )
    op.create_table(
        "photo_preview",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("hot", sa.LargeBinary(), nullable=False),
        sa.Column("cold_sha256", WORDS, nullable=True),
        sa.Column("cold_width", NUMBER, nullable=True),
        sa.Column("cold_height", NUMBER, nullable=True),
        sa.Column("cold_size", NUMBER, nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_photo_preview_photo_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_photo_preview"),
        sa.UniqueConstraint("photo_id", name="uq_photo_preview_photo_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_photo_preview_cold_sha256", "photo_preview", ["cold_sha256"], unique=False)
    op.create_table(
        "photo_exif",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("exif", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_photo_exif_photo_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_photo_exif"),
        sa.UniqueConstraint("photo_id", name="uq_photo_exif_photo_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "image_file",
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("import_session_id", NUMBER, nullable=True),
        sa.Column("sha256", WORDS, nullable=True),
        sa.Column("filename", WORDS, nullable=False),
        sa.Column("format", WORDS, nullable=True),
        sa.Column("size", NUMBER, nullable=True),
        sa.Column("role", WORDS, nullable=True),
        sa.Column("machine", WORDS, nullable=True),
        sa.Column("drive", WORDS, nullable=True),
        sa.Column("imported_info", WORDS, nullable=True),
        sa.Column("local_storage_info", WORDS, nullable=True),
        sa.Column("added_at", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["import_session_id"],
            ["import_session.id"],
            name="fk_image_file_import_session_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name="fk_image_file_owner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_image_file_photo_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_image_file"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_image_file_identity", "image_file", ["owner_id", "sha256"], unique=False)
    op.create_index("ix_image_file_import_session_id", "image_file", ["import_session_id"], unique=False)
    op.create_index("ix_image_file_photo_id", "image_file", ["photo_id"], unique=False)
    op.create_table(
        "tag",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("folded", WORDS, nullable=False),
        sa.Column("uid", WORDS, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("created_at", WORDS, nullable=False),
        sa.Column("updated_at", WORDS, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_tag_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("owner_id", "folded", name="uq_tag_owner_id_folded"),
        sa.UniqueConstraint("owner_id", "uid", name="uq_tag_owner_id_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "photo_tag",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("tag_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_photo_tag_photo_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_photo_tag_tag_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_photo_tag"),
        sa.UniqueConstraint("tag_id", "photo_id", name="uq_photo_tag_tag_id_photo_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_photo_tag_photo_tag", "photo_tag", ["photo_id", "tag_id"], unique=False)


def downgrade() -> None:
    """Drop them, with all that they hold."""
    op.drop_table("photo_tag")
    op.drop_table("tag")
    op.drop_table("image_file")
    op.drop_table("photo_exif")
    op.drop_table("photo_preview")
    op.drop_table("photo")
    op.drop_table("stack")
    op.drop_table("import_session")
    op.drop_table("author")
