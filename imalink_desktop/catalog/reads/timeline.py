"""The timeline: years, months, days and hours that have photos, the newest first; how many are undated."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import starmap

from sqlalchemy import Connection, select

from imalink_desktop.catalog.kept.buckets import LENGTHS
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import EVERYTHING, Is, Query, all_of
from imalink_desktop.catalog.query.select import count
from imalink_desktop.catalog.reads.asked import asked, bucket, facet, is_everything
from imalink_desktop.catalog.reads.moments import Shot, by_name, faces, span_of

_UNDATED = Is("undated")


class Granularity(StrEnum):
    """How long a bucket is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"

    @property
    def length(self) -> int:
        """How many signs of a moment name a bucket."""
        return LENGTHS[self.value]


@dataclass(frozen=True, slots=True)
class Bucket:
    """A year, a month, a day or an hour. `name` is the beginning of its moments: `2024-06`."""

    name: str
    count: int
    first: str
    last: str
    preview_id: int
    preview_hothash: str | None

    @property
    def year(self) -> int:
        """As a number."""
        return int(self.name[:4])

    @property
    def month(self) -> int | None:
        """1 to 12; `None` for a year."""
        return self._part(5)

    @property
    def day(self) -> int | None:
        """1 to 31; `None` for what is longer than a day."""
        return self._part(8)

    @property
    def hour(self) -> int | None:
        """0 to 23; `None` for what is longer than an hour."""
        return self._part(11)

    def _part(self, begin: int) -> int | None:
        return int(self.name[begin : begin + 2]) if len(self.name) > begin else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Some buckets, with the photos in all of them, and all photos that have no date."""

    granularity: Granularity
    buckets: tuple[Bucket, ...]
    dated: int
    undated: int


def moment_name(year: int, month: int | None = None, day: int | None = None) -> str:
    """How the moments of a year, a month or a day begin."""
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])


def timeline(
    connection: Connection,
    granularity: Granularity,
    *,
    inside: str = "",
    query: Query = EVERYTHING,
    online: Collection[int] = (),
) -> Timeline:
    """All buckets of a length, or those inside a larger one, whose name is given."""
    if is_everything(query):
        buckets = _kept(connection, granularity, inside)
        undated = connection.execute(select(facet.c.count).where(facet.c.kind == "undated")).scalar() or 0
    else:
        buckets = _counted(connection, granularity, inside, query, online)
        undated = count(connection, all_of([query, _UNDATED]), online=online)
    return Timeline(granularity, buckets, sum(each.count for each in buckets), undated)


def _kept(connection: Connection, granularity: Granularity, inside: str) -> tuple[Bucket, ...]:
    found = (
        select(*(bucket.c[name] for name in ("name", "count", "first", "last", "preview_id")), Photo.hothash)
        .outerjoin_from(bucket, Photo, Photo.id == bucket.c.preview_id)
        .where(bucket.c.length == granularity.length, bucket.c.name >= inside, bucket.c.name < inside + "~")
        .order_by(bucket.c.name.desc())
    )
    return tuple(starmap(Bucket, connection.execute(found).all()))


def _counted(
    connection: Connection, granularity: Granularity, inside: str, query: Query, online: Collection[int]
) -> tuple[Bucket, ...]:
    groups = list(by_name(_shots(connection, query, inside, inside + "~", online), granularity.length))
    spans = [span_of(group) for _, group in groups]
    found = [
        Bucket(name, span.count, span.first, span.last, face.photo_id, face.hothash)
        for (name, _), span, face in zip(groups, spans, faces(connection, spans), strict=True)
    ]
    return tuple(reversed(found))


def _shots(
    connection: Connection, query: Query, since: str, until: str, online: Collection[int] = ()
) -> list[Shot]:
    """The photos of a query that have a date, in the order of time, from one moment up to another."""
    found = asked(connection, query, Photo.shown_at, Photo.rating, online=online).c
    statement = (
        select(found.shown_at, found.id, found.rating)
        .where(found.shown_at >= since, found.shown_at < until)
        .order_by(found.shown_at, found.id)
    )
    return [tuple(row) for row in connection.execute(statement).all()]
