"""Who says something anew of a photo no longer chooses of what was offered: his own word ends a conflict."""

from __future__ import annotations

from sqlalchemy import select

from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer, table_of
from imalink_desktop.catalog.models import Conflict

_SAID_BY = frozenset(
    (
        *(Op.RATE, Op.FLAG, Op.LABEL, Op.TITLE, Op.DESCRIBE, Op.EDIT, Op.SET_VISIBILITY, Op.SET_TELLING),
        *(Op.SET_AUTHOR, Op.SHIFT_TIME, Op.SET_TIME, Op.SET_PLACE, Op.TURN, Op.CROP, Op.KEEP),
        *(Op.DISCARD, Op.BRING_BACK),
    )
)
"""What is said of photos themselves; what moves along with something else is nobody's word about them."""


def settle(writer: Writer, op: Op) -> None:
    """End the conflicts about what was just said, even if it is what the photo had already."""
    if op not in _SAID_BY or not writer.said:
        return
    table = table_of(Conflict)
    open_ones = writer.read(
        select(table.c.id, table.c.field, table.c.photo_id).where(table.c.field.in_(sorted(writer.said)))
    )
    if open_ones:
        said = {field: {photo for some in lists for photo in some} for field, lists in writer.said.items()}
        writer.delete(Conflict, [row for row, field, photo in open_ones if photo in said[field]])
