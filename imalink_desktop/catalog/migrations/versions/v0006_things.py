"""Collections and saved searches have a name that all machines share, and a server's side of them is kept."""

from __future__ import annotations

from uuid import uuid4

from alembic import op

revision = "0006"
down_revision = "0005"

_TABLES = """
CREATE TABLE remote_thing (
    account_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    uid TEXT NOT NULL,
    server_thing_id TEXT,
    version TEXT,
    told TEXT,
    is_changed INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    parked TEXT,
    base TEXT,
    sent TEXT,
    lacks TEXT,
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CONSTRAINT uq_remote_thing_account_id_kind_uid UNIQUE (account_id, kind, uid),
    CONSTRAINT fk_remote_thing_account_id FOREIGN KEY(account_id) REFERENCES account (id)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_remote_thing_uid ON remote_thing (uid);
CREATE UNIQUE INDEX ix_collection_uid ON collection (uid);
CREATE UNIQUE INDEX ix_saved_search_uid ON saved_search (uid);
CREATE INDEX ix_remote_photo_account_id_server_photo_id ON remote_photo (account_id, server_photo_id)
"""

_NOTED = (
    "UPDATE remote_thing SET is_changed = 1, parked = NULL, tries = 0 "
    "WHERE (is_changed = 0 OR parked IS NOT NULL) AND"
)
_HOLDING = (
    "kind = 'collection' AND account_id = {side}.account_id AND uid IN (SELECT collection.uid FROM "
    "collection_photo JOIN collection ON collection.id = collection_id WHERE photo_id = {side}.photo_id)"
)
_ITSELF = "kind = '{kind}' AND uid = {side}.uid"
_LINKED = "kind = 'collection' AND uid = (SELECT uid FROM collection WHERE id = {side}.collection_id)"

_TRIGGERS = (
    ("collection_set", "UPDATE OF name, description, parent_id ON collection", _ITSELF, "NEW"),
    ("collection_new", "INSERT ON collection", _ITSELF, "NEW"),
    ("search_set", "UPDATE OF name, query, sort ON saved_search", _ITSELF, "NEW"),
    ("search_new", "INSERT ON saved_search", _ITSELF, "NEW"),
    ("member_new", "INSERT ON collection_photo", _LINKED, "NEW"),
    ("member_set", "UPDATE ON collection_photo", _LINKED, "NEW"),
    ("member_gone", "DELETE ON collection_photo", _LINKED, "OLD"),
    ("photo_new", "INSERT ON remote_photo", _HOLDING, "NEW"),
    ("photo_gone", "DELETE ON remote_photo", _HOLDING, "OLD"),
)
"""A thing that becomes another is marked; a collection also when the server comes to know a photo in it."""


def upgrade() -> None:
    """Give each its name, and make room."""
    run = op.get_bind().exec_driver_sql
    for table in ("collection", "saved_search"):
        run(f"ALTER TABLE {table} ADD COLUMN uid TEXT")
        for (number,) in run(f"SELECT id FROM {table}").fetchall():  # noqa: S608 - of our own names
            run(f"UPDATE {table} SET uid = ? WHERE id = ?", (str(uuid4()), number))  # noqa: S608
    for statement in _TABLES.split(";"):
        run(statement)
    for name, event, which, side in _TRIGGERS:
        where = which.format(side=side, kind="saved_search" if name.startswith("search") else "collection")
        run(f"CREATE TRIGGER thing_{name} AFTER {event} BEGIN {_NOTED} {where}; END")
