"""The days of a list of photos, with how many were taken on each.

The kept numbers tell how many of all photos each day has, and so on which day a photo was taken that stands
at some place among all of them. Of half a million photos nobody has to be asked when it was taken.
"""

from __future__ import annotations

from array import array

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.kept.buckets import LENGTHS
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.reads.asked import bucket, is_everything, is_listed, listing
from imalink_desktop.catalog.reads.spread import FEW, Spread

_DAY = LENGTHS["day"]

Days = tuple[tuple[str, int], ...]
"""Such as `2024-06-01`, and counts; the undated have no name, and stand last."""


def days(
    connection: Connection,
    query: Query,
    photos: array[int],
    *,
    newest_first: bool = True,
    few: int = FEW,
    spread: Spread | None = None,
) -> Days:
    """The days of the photos that a query found, in the order of a list by time."""
    found = None
    if is_everything(query):
        found = _kept(connection)
    elif len(photos) > few:
        found = _by_places(connection, photos, (spread or Spread()).by_time(connection))
    if found is None:
        found = _asked(connection, photos)
    undated = len(photos) - sum(count for _, count in found)
    ordered = found if newest_first else found[::-1]
    return (*ordered, ("", undated)) if undated > 0 else tuple(ordered)


def _kept(connection: Connection) -> list[tuple[str, int]]:
    """The days of all photos, the newest first."""
    rows = select(bucket.c.name, bucket.c.count).where(bucket.c.length == _DAY)
    return [(name, count) for name, count in connection.execute(rows.order_by(bucket.c.name.desc()))]


def _by_places(
    connection: Connection, photos: array[int], by_time: array[int]
) -> list[tuple[str, int]] | None:
    """From where they stand among all; nothing where some are not among them, as those in the trash."""
    import numpy as np  # slow to import, and needed for many only

    every = np.frombuffer(by_time, np.int64)
    mine = np.frombuffer(photos, np.int64)
    if not len(every) or mine.max() > (highest := every.max()):
        return None
    places = np.full(highest + 1, -1, np.int32)
    places[every] = np.arange(len(every), dtype=np.int32)
    found = places[mine]
    if found.min() < 0:
        return None
    kept = _kept(connection)
    ends = np.cumsum([count for _, count in kept], dtype=np.int64)
    counts = np.bincount(np.searchsorted(ends, found, side="right"), minlength=len(kept)).tolist()
    return [(name, count) for (name, _), count in zip(kept, counts, strict=False) if count]


def _asked(connection: Connection, photos: array[int]) -> list[tuple[str, int]]:
    day = func.substr(Photo.shown_at, 1, _DAY)
    rows = (
        select(day, func.count())
        .where(is_listed(Photo.id.expression), Photo.shown_at.is_not(None))
        .group_by(day)
        .order_by(day.desc())
    )
    return [(name, count) for name, count in connection.execute(rows, listing(photos))]
