"""The timeline: photos counted by year, month, day or hour, each bucket with the photo that stands for it.

That is the best rated of those with four or five stars; where there is none, and among equals, the one
nearest the middle between the bucket's first and last moment, then the one of the smallest hothash. It
is counted in whole microseconds, twice over, so that both databases agree to the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, case, cast, func, select, union_all
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Session

from imalink_server.db.models import Photo
from imalink_server.db.policy import Viewer, own, roads

_STARRED = 4
_SECONDS = len("2024-06-15T12:00:00")


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of time in which photos were taken."""

    name: str
    """What all its moments begin with: `2024`, `2024-06` …"""
    count: int
    first: str
    last: str
    photo_id: int
    hothash: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How finely to count, and within what."""

    letters: int
    """Of a moment, by which buckets are told apart."""
    within: str = ""
    """What the moments begin with."""
    visibility: int | None = None
    only_own: bool = False


def buckets(session: Session, viewer: Viewer, asked: Asked) -> list[Bucket]:
    """The buckets of what this viewer may see, the newest first."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    within = _conditions(asked)
    among = (own(viewer),) if asked.only_own else roads(viewer)
    moment: Any = Photo.shown_at
    seen = union_all(
        *(
            select(
                Photo.id.label("id"),
                Photo.hothash.label("hothash"),
                moment.label("moment"),
                func.substr(moment, 1, asked.letters).label("bucket"),
                case((Photo.rating >= _STARRED, Photo.rating), else_=0).label("stars"),
            ).where(road, *within)
            for road in among
        )
    ).cte("seen")
    whole = (
        select(
            seen.c.bucket,
            func.count().label("photos"),
            func.min(seen.c.moment).label("first"),
            func.max(seen.c.moment).label("last"),
            func.max(seen.c.stars).label("best"),
        )
        .group_by(seen.c.bucket)
        .cte("whole")
    )
    # Only for those that may stand for their bucket is anything counted in microseconds.
    at, first, last = (
        _microseconds(each, sqlite=sqlite) for each in (seen.c.moment, whole.c.first, whole.c.last)
    )
    place = func.row_number().over(
        partition_by=seen.c.bucket,
        order_by=(
            func.abs(2 * at - first - last),
            seen.c.hothash,
            seen.c.id,
        ),
    )
    ranked = (
        select(whole, seen.c.id, seen.c.hothash, place.label("place"))
        .join(whole, and_(whole.c.bucket == seen.c.bucket, whole.c.best == seen.c.stars))
        .cte("ranked")
    )
    chosen = select(ranked).where(ranked.c.place == 1).order_by(ranked.c.bucket.desc())
    return [
        Bucket(row.bucket, row.photos, row.first, row.last, row.id, row.hothash)
        for row in session.execute(chosen)
    ]


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Photo.trashed_at.is_(None), Photo.shown_at.is_not(None)]
    if asked.within:
        # Whatever begins with it: "~" comes after every letter of a moment.
        found.append(and_(Photo.shown_at >= asked.within, Photo.shown_at < f"{asked.within}~"))
    if asked.visibility is not None:
        found.append(Photo.visibility == asked.visibility)
    return found


def _microseconds(moment: Any, *, sqlite: bool) -> ColumnElement[int]:  # noqa: ANN401 - a column, or its expression
    """A moment as a whole number."""
    until_second = func.substr(moment, 1, _SECONDS)
    fraction = func.substr(func.substr(moment, _SECONDS + 2).concat("000000"), 1, 6)
    if sqlite:
        seconds: Any = cast(func.strftime("%s", until_second), Integer)
    else:
        seconds = cast(func.extract("epoch", cast(until_second, TIMESTAMP)), BigInteger)
    found: ColumnElement[int] = seconds * 1_000_000 + cast(fraction, BigInteger)
    return found
