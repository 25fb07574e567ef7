"""Looking for what cannot be: rows that refer to nothing, and a file that is damaged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import and_, except_, exists, func, inspect, select
from sqlalchemy.orm import Session, aliased

from imalink_server.base.visibility import Visibility
from imalink_server.db.counts import KINDS
from imalink_server.db.models import Base, Photo, PhotoCount, PhotoPreview, Showing, SpacePhoto

_AT_ONCE = 200


def faults(session: Session) -> Iterator[str]:
    """What is wrong with the tables, in words."""
    connection = session.connection()
    there = set(inspect(connection).get_table_names())
    missing = sorted(set(Base.metadata.tables) - there)
    if missing:
        yield f"tables are missing: {', '.join(missing)}"
        return
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield f"the file is damaged: {said}"
    yield from _lost_references(session)
    yield from _wrongly_kept(session)


def _wrongly_kept(session: Session) -> Iterator[str]:
    """What triggers keep, against a slow look at the photos themselves."""
    for kind, value in KINDS.items():
        counted = (
            select(Photo.owner_id, Photo.visibility, value, func.count())
            .where(Photo.trashed_at.is_(None), value.is_not(None))
            .group_by(Photo.owner_id, Photo.visibility, value)
        )
        kept = select(PhotoCount.owner_id, PhotoCount.visibility, PhotoCount.value, PhotoCount.photos)
        kept = kept.where(PhotoCount.kind == kind, PhotoCount.photos != 0)
        wrong = set(map(tuple, session.execute(kept))) ^ set(map(tuple, session.execute(counted)))
        if wrong:
            yield f"{len(wrong)} counts of photos by {kind} are wrong"
    told = (Photo.owner_id, Photo.shown_at, Photo.rating, Photo.camera_model)
    shown = (
        select(SpacePhoto.space_id, Photo.id, *told)
        .join(Photo, Photo.id == SpacePhoto.photo_id)
        .where(Photo.visibility == Visibility.SPACE, Photo.trashed_at.is_(None))
    )
    also = (Showing.owner_id, Showing.shown_at, Showing.rating, Showing.camera_model)
    kept_showings = select(Showing.space_id, Showing.photo_id, *also)
    wrongly = sum(
        session.scalar(select(func.count()).select_from(except_(one, other).subquery())) or 0
        for one, other in ((shown, kept_showings), (kept_showings, shown))
    )
    if wrongly:
        yield f"{wrongly} showings of photos in spaces are wrong"


def _lost_references(session: Session) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            there = aliased(key.column.table)
            asked = (
                select(func.count())
                .select_from(table.outerjoin(there, there.c[key.column.name] == key.parent))
                .where(and_(key.parent.is_not(None), there.c[key.column.name].is_(None)))
            )
            lost = session.scalar(asked) or 0
            if lost:
                yield f"{lost} rows of {table.name} refer by {key.parent.name} to what is not there"


def wrong_looks(session: Session) -> Iterator[int]:
    """Photos whose small preview is missing, or is not the one that the hothash names."""
    without = select(Photo.id).where(~exists().where(PhotoPreview.photo_id == Photo.id))
    yield from session.scalars(without.order_by(Photo.id))
    asked = (
        select(Photo.id, Photo.hothash, PhotoPreview.hot)
        .join(PhotoPreview, PhotoPreview.photo_id == Photo.id)
        .order_by(Photo.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for id_, hothash, hot in session.execute(asked):
        if hashlib.sha256(hot).hexdigest() != hothash:
            yield id_
