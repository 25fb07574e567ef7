"""`Spread`: how all photos lie, by time and in stacks, which lists are cut and folded by.

Reading it takes longer than finding most lists, and culling leaves it as it is. So whoever shows one list
after the other keeps it, and begins a new one when photos came, went, or moved in time or between stacks.
"""

from __future__ import annotations

from array import array
from typing import Any

from sqlalchemy import Connection, Select, func, select

from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.flat import flat
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.asked import facet, is_listed, listing

FEW = 20_000
"""So many are asked one by one, where their lying is not known yet."""

MOVES = frozenset({"*", "taken_at", "corrected_at", "trashed_at", "stack_id", "stack_position"})
"""What of a photo changes how they lie."""


class Spread:
    """Read when it is first asked for, and then kept."""

    def __init__(self) -> None:
        self._by_time: array[int] | None = None
        self._stacked: tuple[array[int], array[int]] | None = None

    def by_time(self, connection: Connection) -> array[int]:
        """All photos but those in the trash, the newest first.

        Whoever reads sees a commit a moment before anybody is told of it: then there are not as many
        as are kept.
        """
        kept = self._by_time
        if kept is None or len(kept) != _how_many(connection):
            kept = self._by_time = ids(connection, EVERYTHING, Sort())
        return kept

    def stacked(self, connection: Connection, photos: array[int]) -> tuple[array[int], array[int]]:
        """Of these photos, if not of all, those that lie in a stack, and in which.

        Stack by stack, the top one first.
        """
        if self._stacked is None and len(photos) <= FEW:
            both = flat(connection, _STACKED.where(is_listed(Photo.id.expression)), listing(photos))
            return both[::2], both[1::2]
        if self._stacked is None:
            both = flat(connection, _STACKED)
            self._stacked = both[::2], both[1::2]
        return self._stacked


def _how_many(connection: Connection) -> int:
    """By the kept numbers: each photo is among those with so many stars, if only with none."""
    counted = select(func.sum(facet.c.count)).where(facet.c.kind == "rating")
    return int(connection.execute(counted).scalar() or 0)


_STACKED: Select[*tuple[Any, ...]] = (
    select(Photo.id, Photo.stack_id)
    .where(Photo.stack_id.is_not(None))
    .order_by(Photo.stack_id, func.coalesce(Photo.stack_position, 0), Photo.id)
)
