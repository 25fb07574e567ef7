"""Which photos are there at all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from imalink_desktop.catalog.journal import among, chunks, table_of
from imalink_desktop.catalog.models import Photo


def unknown(connection: Connection, ids: Sequence[int]) -> list[int]:
    """Those of the numbers that no photo has, in their order."""
    there: set[int] = set()
    for chunk in chunks(ids):
        there |= set(connection.execute(select(Photo.id).where(among(table_of(Photo), chunk))).scalars())
    return [number for number in ids if number not in there]
