"""What a space shows just now, in the order of time; and short lists of one's own raws and labels.

PostgreSQL counts photos that come or go together by one statement, rather than one by one.
The models refer to the statements here, since SQLAlchemy has no words of its own for them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from imalink_server.db.migrations.versions.v0008_finding import kinds

revision = "0009"
down_revision = "0008"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_WATCHED = "owner_id, visibility, trashed_at, taken_at, corrected_at, rating, camera_model"
_COLUMNS = "space_id, photo_id, owner_id, shown_at, rating, camera_model"
_TOLD = "coalesce(p.corrected_at, p.taken_at), p.rating, p.camera_model"
_IN_SIGHT = "p.visibility = 1 AND p.trashed_at IS NULL"

_FILL = f"""INSERT INTO showing ({_COLUMNS}) SELECT s.space_id, p.id, p.owner_id, {_TOLD}
    FROM space_photo s JOIN photo p ON p.id = s.photo_id WHERE {_IN_SIGHT}"""  # noqa: S608 - our own names

_ONE_COMES = f"""INSERT INTO showing ({_COLUMNS}) SELECT new.space_id, p.id, p.owner_id, {_TOLD}
    FROM photo p WHERE p.id = new.photo_id AND {_IN_SIGHT};"""  # noqa: S608
_ONE_GOES = "DELETE FROM showing WHERE photo_id = old.photo_id AND space_id = old.space_id;"
_ALL_ANEW = f"DELETE FROM showing WHERE photo_id = old.id; {_FILL} AND p.id = new.id;"  # noqa: S608

_WHEN_WATCHED = f"AFTER UPDATE OF {_WATCHED} ON photo"
_CONCERNED = "WHEN (old.visibility = 1 OR new.visibility = 1)"

SQLITE = (
    f"CREATE TRIGGER showing_changes {_WHEN_WATCHED} {_CONCERNED} BEGIN {_ALL_ANEW} END",
    f"CREATE TRIGGER showing_comes AFTER INSERT ON space_photo BEGIN {_ONE_COMES} END",
    f"CREATE TRIGGER showing_goes AFTER DELETE ON space_photo BEGIN {_ONE_GOES} END",
)
_COUNTED = """SELECT p.owner_id, p.visibility, kind, value, count(*) AS photos
    FROM {} p CROSS JOIN LATERAL ({}) AS counted GROUP BY 1, 2, 3, 4"""
_MANY_COME = f"""INSERT INTO photo_count (owner_id, visibility, kind, value, photos)
    {_COUNTED.format("came", kinds("p"))}
    ON CONFLICT (owner_id, visibility, kind, value)
    DO UPDATE SET photos = photo_count.photos + excluded.photos;"""
_MANY_GO = f"""UPDATE photo_count c SET photos = c.photos - gone.photos
    FROM ({_COUNTED.format("went", kinds("p"))}) AS gone
    WHERE (c.owner_id, c.visibility, c.kind, c.value)
    = (gone.owner_id, gone.visibility, gone.kind, gone.value);"""  # noqa: S608

# Who shows a photo waits for whoever is making it private, or would see it as it was before.
POSTGRESQL = (
    f"""CREATE FUNCTION showing_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    {_ALL_ANEW} RETURN NULL; END $$""",
    f"""CREATE FUNCTION showing_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN {_ONE_GOES}
    ELSE PERFORM 1 FROM photo WHERE id = new.photo_id FOR SHARE; {_ONE_COMES} END IF;
    RETURN NULL; END $$""",
    f"""CREATE TRIGGER showing_changes {_WHEN_WATCHED} FOR EACH ROW {_CONCERNED}
    EXECUTE FUNCTION showing_anew()""",
    "CREATE TRIGGER showing_comes AFTER INSERT ON space_photo FOR EACH ROW EXECUTE FUNCTION showing_one()",
    "CREATE TRIGGER showing_goes AFTER DELETE ON space_photo FOR EACH ROW EXECUTE FUNCTION showing_one()",
    f"""CREATE FUNCTION photos_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN {_MANY_COME} ELSE {_MANY_GO} END IF;
    RETURN NULL; END $$""",
    "DROP TRIGGER photo_comes ON photo",
    "DROP TRIGGER photo_goes ON photo",
    """CREATE TRIGGER photo_comes AFTER INSERT ON photo REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION photos_counted()""",
    """CREATE TRIGGER photo_goes AFTER DELETE ON photo REFERENCING OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION photos_counted()""",
)
_ONE_BY_ONE = (
    "DROP TRIGGER photo_comes ON photo",
    "DROP TRIGGER photo_goes ON photo",
    "DROP FUNCTION photos_counted()",
    "CREATE TRIGGER photo_comes AFTER INSERT ON photo FOR EACH ROW EXECUTE FUNCTION photo_counted()",
    "CREATE TRIGGER photo_goes AFTER DELETE ON photo FOR EACH ROW EXECUTE FUNCTION photo_counted()",
)

_LISTS = {
    "ix_image_file_raw": ("image_file", ["owner_id", "photo_id"], sa.text("lower(role) = 'raw'")),
    "ix_photo_own_label": (
        "photo",
        ["owner_id", "label", "shown_at", "id", "flag"],
        sa.text("trashed_at IS NULL AND label IS NOT NULL"),
    ),
}


def upgrade() -> None:
    """Make it, and fill it with what is there."""
    op.create_table(
        "showing",
        sa.Column("space_id", NUMBER, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("owner_id", NUMBER, nullable=False),
        sa.Column("shown_at", WORDS, nullable=True),
        sa.Column("rating", NUMBER, nullable=False),
        sa.Column("camera_model", WORDS, nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_showing_space_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_showing_photo_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_showing"),
        sa.UniqueConstraint("photo_id", "space_id", name="uq_showing_photo_id_space_id"),
        sqlite_autoincrement=True,
    )
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_FILL)
    op.create_index(
        "ix_showing_time",
        "showing",
        ["space_id", "shown_at", "photo_id", "owner_id", "rating", "camera_model"],
    )
    for name, (table, columns, where) in _LISTS.items():
        op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)
    _mark(connection)


def _mark(connection: sa.Connection) -> None:
    """Say in the words of photos which spaces show them, in today's way, as step 8 does."""
    from sqlalchemy.orm import Session

    from imalink_server.db import words

    with Session(connection, join_transaction_mode="create_savepoint") as session:
        words.renew_all(session, of_showings=True)
        session.commit()


def downgrade() -> None:
    """Drop it; nothing of it is anybody's work."""
    connection = op.get_bind()
    postgres = connection.dialect.name == "postgresql"
    for name, table in (("changes", "photo"), ("comes", "space_photo"), ("goes", "space_photo")):
        connection.exec_driver_sql(f"DROP TRIGGER showing_{name}{f' ON {table}' if postgres else ''}")
    for name in ("anew", "one") if postgres else ():
        connection.exec_driver_sql(f"DROP FUNCTION showing_{name}()")
    for statement in _ONE_BY_ONE if postgres else ():
        connection.exec_driver_sql(statement)
    op.drop_table("showing")
    for name, (table, _, _) in _LISTS.items():
        op.drop_index(name, table)
