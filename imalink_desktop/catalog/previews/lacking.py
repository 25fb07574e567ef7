"""How many photos have no preview: asked by who merely looks, whether or not a program has the file open."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.engine import reading_engine
from imalink_desktop.catalog.previews.damage import Damaged
from imalink_desktop.catalog.previews.keys import batches, key_of
from imalink_desktop.catalog.previews.tables import HOT, PHOTO


def how_many_lack(folder: Path, uids: Iterable[str]) -> int:
    """Of these photos; where the file is gone or cannot be read, all of them do."""
    lack = 0
    engine = reading_engine(folder / "previews.db")
    try:
        for batch in batches(uids):
            lack += len(batch) - _have_some(engine, batch)
    finally:
        engine.dispose()
    return lack


def _have_some(engine: Engine, uids: Iterable[str]) -> int:
    # Bug: who looks for what is wrong must not stumble over a uid that is none.
    with suppress(Bug, DBAPIError, Damaged, UnicodeDecodeError), engine.begin() as connection:
        keys = list(map(key_of, uids))
        there = select(PHOTO.c.uid).where(PHOTO.c.uid.in_(keys), HOT.c.id == PHOTO.c.id)
        return len(connection.scalars(there).all())
    return 0
