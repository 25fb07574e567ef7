"""Stacks and shoots have a name that all machines share, and are marked when they become others."""

from __future__ import annotations

from uuid import uuid4

from alembic import op

revision = "0009"
down_revision = "0008"

_NOTED = (
    "UPDATE remote_thing SET is_changed = 1, parked = NULL, tries = 0 "
    "WHERE (is_changed = 0 OR parked IS NOT NULL) AND"
)
_ITSELF = "kind = '{kind}' AND uid = {side}.uid"
_SHOOT = "kind = 'shoot' AND uid = (SELECT uid FROM shoot WHERE id = {side}.shoot_id)"
_STACK = "kind = 'stack' AND uid = (SELECT uid FROM stack WHERE id = {side}.stack_id)"
_IN_SHOOT = (
    "kind = 'shoot' AND account_id = {side}.account_id AND uid IN (SELECT shoot.uid FROM shoot_photo "
    "JOIN shoot ON shoot.id = shoot_id WHERE photo_id = {side}.photo_id)"
)
_IN_STACK = (
    "kind = 'stack' AND account_id = {side}.account_id AND uid = (SELECT stack.uid FROM photo "
    "JOIN stack ON stack.id = photo.stack_id WHERE photo.id = {side}.photo_id)"
)
_MOVED = "WHEN {side}.stack_id IS NOT NULL"

_OPEN = "is_changed = 1 OR told IS NOT version OR lacks IS NOT NULL"

_TRIGGERS = (
    ("shoot_set", "UPDATE OF title, client, note, archived_at ON shoot", "", _ITSELF, "NEW"),
    ("shoot_new", "INSERT ON shoot", "", _ITSELF, "NEW"),
    ("stack_set", "UPDATE OF kind, reason ON stack", "", _ITSELF, "NEW"),
    ("stack_new", "INSERT ON stack", "", _ITSELF, "NEW"),
    ("stack_gone", "DELETE ON stack", "", _ITSELF, "OLD"),
    ("shot_new", "INSERT ON shoot_photo", "", _SHOOT, "NEW"),
    ("shot_gone", "DELETE ON shoot_photo", "", _SHOOT, "OLD"),
    ("folded_into", "UPDATE OF stack_id, stack_position ON photo", _MOVED, _STACK, "NEW"),
    ("folded_out", "UPDATE OF stack_id, stack_position ON photo", _MOVED, _STACK, "OLD"),
    ("folded_new", "INSERT ON photo", _MOVED, _STACK, "NEW"),
    ("folded_gone", "DELETE ON photo", _MOVED, _STACK, "OLD"),
    ("shot_known", "INSERT ON remote_photo", "", _IN_SHOOT, "NEW"),
    ("shot_lost", "DELETE ON remote_photo", "", _IN_SHOOT, "OLD"),
    ("folded_known", "INSERT ON remote_photo", "", _IN_STACK, "NEW"),
    ("folded_lost", "DELETE ON remote_photo", "", _IN_STACK, "OLD"),
)
"""What is said of them, which photos are in them, and which of these the server knows."""


def upgrade() -> None:
    """Give each its name. That a stack is another was noted for each photo so far, and never sent."""
    run = op.get_bind().exec_driver_sql
    for table in ("stack", "shoot"):
        run(f"ALTER TABLE {table} ADD COLUMN uid TEXT")
        for (number,) in run(f"SELECT id FROM {table}").fetchall():  # noqa: S608 - of our own names
            run(f"UPDATE {table} SET uid = ? WHERE id = ?", (str(uuid4()), number))  # noqa: S608
        run(f"CREATE UNIQUE INDEX ix_{table}_uid ON {table} (uid)")
    run("DELETE FROM outbox WHERE field = 'stack_id'")
    run(f"CREATE INDEX ix_remote_thing_open ON remote_thing (account_id, kind, id) WHERE {_OPEN}")
    for name, event, when, which, side in _TRIGGERS:
        where = which.format(side=side, kind=name.partition("_")[0])
        at = f"AFTER {event} {when.format(side=side)}"
        run(f"CREATE TRIGGER thing_{name} {at} BEGIN {_NOTED} {where}; END")
