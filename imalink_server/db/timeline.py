"""The timeline: photos counted by year, month, day or hour, each bucket with the photo that stands for it.

That is the best rated of those with four or five stars; where there is none, and among equals, the one
nearest the middle between the bucket's first and last moment, then the one of the smallest hothash. It
is counted in whole microseconds, twice over, so that both databases agree to the last.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, case, cast, func, select, union_all
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Session

from imalink_server.db import long_stretches, spaces
from imalink_server.db.models import Photo, Showing
from imalink_server.db.policy import Viewer, others_shown_to_all, own, shown_there
from imalink_server.db.stretches import Asked, Bucket, conditions, dated

__all__ = ["Asked", "Bucket", "buckets", "counted_out"]

_STARRED = 4
_SECONDS = len("2024-06-15T12:00:00")


def buckets(session: Session, viewer: Viewer, asked: Asked) -> list[Bucket]:
    """The buckets of what this viewer may see, the newest first.

    Days and hours lie within a month, which is few photos; of years and months the counts are kept.
    """
    if asked.letters in long_stretches.KINDS:
        return long_stretches.buckets(session, viewer, asked)
    return counted_out(session, viewer, asked)


def counted_out(session: Session, viewer: Viewer, asked: Asked) -> list[Bucket]:
    """The same, of any stretches, with every photo in them looked at."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    within = conditions(asked)
    among = [own(viewer)]
    if not asked.only_own:
        shown = select(Showing.photo_id).where(
            shown_there(viewer, spaces.to_see(session, viewer)), *dated(asked, Showing)
        )
        among += [others_shown_to_all(viewer), Photo.id.in_(shown)]
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
