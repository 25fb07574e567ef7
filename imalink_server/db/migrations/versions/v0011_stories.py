"""Stories are shown to spaces."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of which is shown where."""
    op.create_table(
        "space_story",
        sa.Column("space_id", NUMBER, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name="fk_space_story_space_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_space_story_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_space_story"),
        sa.UniqueConstraint("space_id", "story_id", name="uq_space_story_space_id_story_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_space_story_in", "space_story", ["story_id", "space_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("space_story")
