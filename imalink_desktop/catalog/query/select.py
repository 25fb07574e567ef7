"""The photos of a query in an order: a page, all of their numbers, or how many."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Select, cast, func, select

from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.asking import Asking
from imalink_desktop.catalog.query.ast import Is, Query, leaves
from imalink_desktop.catalog.query.flat import flat
from imalink_desktop.catalog.query.parts import Part
from imalink_desktop.catalog.query.sort import By, Key, Sort

STEPS = (20_000, 10_000, 5_000)
"""How many photos a first look takes in, by the effort of testing one."""

UNDATED = -(2**62)
"""No moment of any photo, and so far from all of them that no gap reaches there."""

_FURTHER = 4


@dataclass(frozen=True, slots=True)
class Page:
    """Some photos in their order, and where the next page goes on; `None` when that is all."""

    ids: list[int]
    next: Key | None


def photos(
    connection: Connection, query: Query, sort: Sort, *, online: Collection[int] = ()
) -> Select[tuple[int]]:
    """The photos of a query, without an order. Those in the trash only where the query asks for trash.

    `online` are the numbers of the drives that are there now.
    """
    return _select(query, _asked(connection, query, sort, online))


def page(
    connection: Connection,
    query: Query,
    sort: Sort,
    *,
    after: Key | None = None,
    limit: int,
    online: Collection[int] = (),
) -> Page:
    """So many photos from a place in the order on."""
    part = _asked(connection, query, sort, online)
    # What leads stands first: of two limits SQLite takes the first to begin at.
    rows: list[Any] = []
    if not (part.is_short or sort.by is By.RANDOM or _asks_for_trash(query)):
        rows = _look(connection, query, part, sort, after, limit)
    if len(rows) < limit:
        rows = []
        everything = _in_sight(query, select(*sort.columns()))
        for stretch in sort.stretches(after, in_one=part.leads):
            found = stretch(everything).where(part.asked())
            rows += connection.execute(found.limit(limit - len(rows))).all()
            if len(rows) == limit:
                break
    return Page([row[-1] for row in rows], tuple(rows[-1]) if rows and len(rows) == limit else None)


def _look(
    connection: Connection, query: Query, part: Part, sort: Sort, after: Key | None, limit: int
) -> list[Any]:
    """A look at the photos that come first in the order: where many fit, that is all it takes."""
    first = next(sort.stretches(after, in_one=False))
    everything = first(_in_sight(query, select(*sort.columns())))
    along = everything if part.along is None else everything.where(part.along)
    found = everything.where(part.looked())
    steps, rows = STEPS[part.effort], list[Any]()
    # Where some were found, a longer look will do.
    for further in (steps, steps * _FURTHER):
        last = connection.execute(along.limit(1).offset(further)).first()
        near = found if last is None else found.where(sort.up_to(tuple(last)))
        rows = list(connection.execute(near.limit(limit)))
        if last is None or len(rows) == limit or len(rows) * _FURTHER < limit:
            break
    return rows


def ids(connection: Connection, query: Query, sort: Sort, *, online: Collection[int] = ()) -> array[int]:
    """The numbers of all photos of a query, in order."""
    part = _asked(connection, query, sort, online)
    return _in_order(connection, _select(query, part), part, sort)


def timed(
    connection: Connection, query: Query, sort: Sort, *, online: Collection[int] = ()
) -> tuple[array[int], array[int]]:
    """The same, and of each the second it was taken at by its own clock; `UNDATED` where nobody knows."""
    part = _asked(connection, query, sort, online)
    second = cast(func.strftime("%s", Photo.shown_at), Integer)
    found = _select(query, part).add_columns(func.coalesce(second, UNDATED))
    flat = _in_order(connection, found, part, sort)
    return flat[::2], flat[1::2]


def newest(connection: Connection) -> int:
    """The highest number of a photo: what comes later has higher ones."""
    return connection.execute(select(func.max(Photo.id))).scalar() or 0


def count(connection: Connection, query: Query, *, online: Collection[int] = ()) -> int:
    """How many photos a query finds."""
    found = photos(connection, query, Sort(), online=online)
    counted = found.with_only_columns(func.count(), maintain_column_froms=True)
    return int(connection.execute(counted).scalar_one())


def _asked(connection: Connection, query: Query, sort: Sort, online: Collection[int]) -> Part:
    asking = Asking(connection, online, sort.columns()[0], in_sight=not _asks_for_trash(query))
    return asking.part(query)


def _select(query: Query, part: Part) -> Select[tuple[int]]:
    return _in_sight(query, select(Photo.id).where(part.asked()))


def _in_sight(query: Query, found: Select[Any]) -> Select[Any]:
    return found if _asks_for_trash(query) else found.where(Photo.trashed_at.is_(None))


def _asks_for_trash(query: Query) -> bool:
    return any(leaf == Is("trashed") for leaf in leaves(query))


def _in_order(connection: Connection, found: Select[Any], part: Part, sort: Sort) -> array[int]:
    in_one = part.leads or sort.by is By.RANDOM or (sort.descending and sort.by is not By.FLAG)
    numbers: array[int] = array("q")
    for stretch in sort.stretches(None, in_one=in_one):
        numbers.extend(flat(connection, stretch(found)))
    return numbers
