"""How photos are named in `previews.db`: by the sixteen bytes of their uid, some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.previews.damage import Damaged
from imalink_desktop.catalog.previews.tables import PHOTO

T = TypeVar("T")

_AT_ONCE = 500
"""Parameters of one statement; every SQLite takes so many."""


def key_of(uid: str) -> bytes:
    """A photo's uid, as short as it can be."""
    try:
        return UUID(uid).bytes
    except ValueError:
        raise Bug(f"{uid!r} is no uid of a photo") from None


def batches(things: Iterable[T]) -> Iterator[list[T]]:
    """The things, as many at a time as one statement takes."""
    waiting = iter(things)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch


def numbers(connection: Connection, keys: Iterable[bytes]) -> dict[bytes, int]:
    """The row numbers of photos; those that have none yet get one."""
    found: dict[bytes, int] = {}
    for batch in batches(keys):
        connection.execute(insert(PHOTO).on_conflict_do_nothing(), [{"uid": key} for key in batch])
        rows = connection.execute(select(PHOTO.c.uid, PHOTO.c.id).where(PHOTO.c.uid.in_(batch)))
        found |= {row[0]: row[1] for row in rows}
        if not found.keys() >= set(batch):
            raise Damaged("what was written is not there")
    return found
