"""What is kept to find photos by: the words of each, and how many there are of each kind.

The models refer to the statements here, since SQLAlchemy has no words of its own for them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_WATCHED = (
    "owner_id, visibility, trashed_at, taken_at, corrected_at, rating, flag, label, camera_model, lens_model,"
    " image_format"
)


def kinds(row: str) -> str:
    """Under which kinds and values a photo is counted."""
    at = f"coalesce({row}.corrected_at, {row}.taken_at)"
    return f"""SELECT kind, value FROM (
        SELECT 'year' AS kind, coalesce(substr({at}, 1, 4), '') AS value
        UNION ALL SELECT 'month', substr({at}, 1, 7)
        UNION ALL SELECT 'rating', cast({row}.rating AS text)
        UNION ALL SELECT 'flag', cast({row}.flag AS text)
        UNION ALL SELECT 'label', {row}.label
        UNION ALL SELECT 'camera', {row}.camera_model
        UNION ALL SELECT 'lens', {row}.lens_model
        UNION ALL SELECT 'format', {row}.image_format
    ) AS found WHERE value IS NOT NULL AND {row}.trashed_at IS NULL"""  # noqa: S608 - our own names


_ONE_MORE = f"""INSERT INTO photo_count (owner_id, visibility, kind, value, photos)
    SELECT new.owner_id, new.visibility, kind, value, 1 FROM ({kinds("new")}) AS counted WHERE true
    ON CONFLICT (owner_id, visibility, kind, value) DO UPDATE SET photos = photo_count.photos + 1;"""  # noqa: S608
_ONE_LESS = f"""UPDATE photo_count SET photos = photos - 1
    WHERE owner_id = old.owner_id AND visibility = old.visibility AND (kind, value) IN ({kinds("old")});"""  # noqa: S608

_INTO = "INSERT INTO photo_search (rowid, shown, own) VALUES (new.photo_id, new.shown, new.own);"
_OUT_OF = (
    "INSERT INTO photo_search (photo_search, rowid, shown, own)"
    " VALUES ('delete', old.photo_id, old.shown, old.own);"
)

_INDEXED = "shown, own, content='photo_words', content_rowid='photo_id', tokenize='ascii', detail='column'"
_WHEN_WATCHED = f"AFTER UPDATE OF {_WATCHED} ON photo"

SQLITE = (
    f"CREATE TRIGGER photo_comes AFTER INSERT ON photo BEGIN {_ONE_MORE} END",
    f"CREATE TRIGGER photo_goes AFTER DELETE ON photo BEGIN {_ONE_LESS} END",
    f"CREATE TRIGGER photo_changes {_WHEN_WATCHED} BEGIN {_ONE_LESS} {_ONE_MORE} END",
    f"CREATE VIRTUAL TABLE photo_search USING fts5 ({_INDEXED})",
    f"CREATE TRIGGER photo_words_come AFTER INSERT ON photo_words BEGIN {_INTO} END",
    f"CREATE TRIGGER photo_words_go AFTER DELETE ON photo_words BEGIN {_OUT_OF} END",
    f"CREATE TRIGGER photo_words_change AFTER UPDATE ON photo_words BEGIN {_OUT_OF} {_INTO} END",
)
POSTGRESQL = (
    f"""CREATE FUNCTION photo_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'INSERT' THEN {_ONE_LESS} END IF;
    IF TG_OP <> 'DELETE' THEN {_ONE_MORE} END IF;
    RETURN NULL; END $$""",
    "CREATE TRIGGER photo_comes AFTER INSERT ON photo FOR EACH ROW EXECUTE FUNCTION photo_counted()",
    "CREATE TRIGGER photo_goes AFTER DELETE ON photo FOR EACH ROW EXECUTE FUNCTION photo_counted()",
    f"CREATE TRIGGER photo_changes {_WHEN_WATCHED} FOR EACH ROW EXECUTE FUNCTION photo_counted()",
    *(
        f"CREATE INDEX ix_photo_words_{side} ON photo_words"
        f" USING gin (array_to_tsvector(string_to_array({side}, ' ')))"
        for side in ("shown", "own")
    ),
)

_IN_SIGHT = sa.text("trashed_at IS NULL")
_SHOWN = sa.text("trashed_at IS NULL AND visibility >= 2")
_INDEXES = {
    "ix_photo_shown_rating": (["visibility", "rating", "shown_at", "id", "owner_id"], _SHOWN),
    "ix_photo_shown_camera": (["camera_model", "shown_at", "id", "visibility", "owner_id"], _SHOWN),
    "ix_photo_own_camera": (["owner_id", "camera_model", "shown_at", "id"], _IN_SIGHT),
}
_BEFORE = ["shown_at", "id", "visibility", "rating"]


def upgrade() -> None:
    """Make it, and fill it with what is there."""
    op.create_table(
        "photo_words",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("shown", WORDS, nullable=False),
        sa.Column("own", WORDS, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_photo_words_photo_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_photo_words"),
        sa.UniqueConstraint("photo_id", name="uq_photo_words_photo_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "photo_count",
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("visibility", NUMBER, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("value", WORDS, nullable=False),
        sa.Column("photos", NUMBER, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["account.id"], name="fk_photo_count_owner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_photo_count"),
        sa.UniqueConstraint(
            "owner_id", "visibility", "kind", "value", name="uq_photo_count_owner_id_visibility_kind_value"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_photo_count_all", "photo_count", ["kind", "visibility", "value", "owner_id", "photos"]
    )
    op.drop_index("ix_photo_shown_time", "photo")
    _index("ix_photo_shown_time", [*_BEFORE, "owner_id"], _SHOWN)
    for name, (columns, where) in _INDEXES.items():
        _index(name, columns, where)
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)
    _count(connection)
    _word(connection)


def _index(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "photo", columns, unique=False, sqlite_where=where, postgresql_where=where)


def _count(connection: sa.Connection) -> None:
    counted = """INSERT INTO photo_count (owner_id, visibility, kind, value, photos)
        SELECT p.owner_id, p.visibility, {kind}, {value}, count(*) FROM photo p
        WHERE p.trashed_at IS NULL AND {value} IS NOT NULL GROUP BY 1, 2, 3, 4"""
    at = "coalesce(p.corrected_at, p.taken_at)"
    for kind, value in {
        "year": f"coalesce(substr({at}, 1, 4), '')",
        "month": f"substr({at}, 1, 7)",
        "rating": "cast(p.rating AS text)",
        "flag": "cast(p.flag AS text)",
        "label": "p.label",
        "camera": "p.camera_model",
        "lens": "p.lens_model",
        "format": "p.image_format",
    }.items():
        connection.exec_driver_sql(counted.format(kind=f"'{kind}'", value=value))


def _word(connection: sa.Connection) -> None:
    """Words are found by Python; they can be found anew at any time, so today's way to find them will do."""
    from sqlalchemy.orm import Session

    from imalink_server.db import words

    with Session(connection, join_transaction_mode="create_savepoint") as session:
        words.renew_all(session)
        session.commit()


def downgrade() -> None:
    """Drop it; nothing of it is anybody's work."""
    connection = op.get_bind()
    postgres = connection.dialect.name == "postgresql"
    for name in ("comes", "goes", "changes"):
        connection.exec_driver_sql(f"DROP TRIGGER photo_{name}{' ON photo' if postgres else ''}")
    connection.exec_driver_sql("DROP FUNCTION photo_counted()" if postgres else "DROP TABLE photo_search")
    op.drop_table("photo_count")
    op.drop_table("photo_words")
    for name in (*_INDEXES, "ix_photo_shown_time"):
        op.drop_index(name, "photo")
    _index("ix_photo_shown_time", _BEFORE, _SHOWN)
