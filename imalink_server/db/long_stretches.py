"""Years and months of the timeline at any number of photos: counts are kept, all else steps into an index.

The first and the last photo of a stretch, its best rating, and the photo nearest to its middle are each
found at one place of an index. Only what is shown in the viewer's spaces is counted as it is asked for,
along an index of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Text,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from imalink_server.base.visibility import Visibility
from imalink_server.db import counts, given, spaces
from imalink_server.db.counts import Among
from imalink_server.db.models import Photo, Showing
from imalink_server.db.policy import Viewer, levels, own, shown_there, shown_to_all
from imalink_server.db.stretches import Asked, Bucket, conditions, dated, undated

KINDS = {4: "year", 7: "month"}
"""By their letters of a moment."""

_STARS = (5, 4)

_MICROSECOND = timedelta(microseconds=1)
_BEGINNING = datetime(1, 1, 1)


@dataclass(slots=True)
class _Stretch:
    """What is known of a stretch so far."""

    first: str = "~"
    last: str = ""
    best: int = 0
    near: tuple[str, ...] = ()
    """The moments next to its middle, before and after, of the photos that may stand for it."""

    def meet(self, first: str | None, last: str | None, best: int | None) -> None:
        """Hear of some of its photos."""
        self.first = min(self.first, first or self.first)
        self.last = max(self.last, last or self.last)
        self.best = max(self.best, best or 0)

    @property
    def middle(self) -> str:
        """The last moment that is not behind its middle."""
        whole = (_microseconds(self.first) + _microseconds(self.last)) // 2
        return (_BEGINNING + whole * _MICROSECOND).isoformat()

    def far(self, moment: str) -> int:
        """How far a moment is from the middle, twice over."""
        return abs(2 * _microseconds(moment) - _microseconds(self.first) - _microseconds(self.last))


def buckets(session: Session, viewer: Viewer, asked: Asked) -> list[Bucket]:
    """The buckets of what this viewer may see, the newest first."""
    levels_asked = () if asked.visibility is None else (asked.visibility,)
    among = Among(asked.only_own, levels_asked)
    look = _Look(session, viewer, asked)
    photos = Counter({row.name: row.photos for row in look.shared})
    photos.update(counts.by_value(session, viewer, KINDS[asked.letters], among, begin=asked.within))
    found = {name: _Stretch() for name, count in photos.items() if count and name}
    if not found:
        return []
    look.ends(found)
    look.middles(found)
    standing = look.standing(found)
    return [
        Bucket(name, photos[name], found[name].first, found[name].last, *standing[name])
        for name in sorted(found, reverse=True)
    ]


class _Look:
    """One viewer's looks at the photos of some stretches."""

    def __init__(self, session: Session, viewer: Viewer, asked: Asked) -> None:
        self._session = session
        self._viewer = viewer
        self._asked = asked
        self._conditions = conditions(asked)
        self._undated = undated(asked)
        in_spaces = not asked.only_own and asked.visibility in (None, Visibility.SPACE)
        self._spaces = spaces.to_see(session, viewer) if in_spaces else []
        self.shared = self._shared()

    def ends(self, found: Mapping[str, _Stretch]) -> None:
        """The first and the last moment of each stretch, and the best of its stars."""
        for each in self.shared:
            found[each.name].meet(each.first, each.last, each.best)
        stretches = given.rows(self._session, ((name, f"{name}~") for name in found), name=Text, until=Text)
        steps: list[ColumnElement[Any]] = []
        whole = (Photo.shown_at >= stretches.c.name, Photo.shown_at < stretches.c.until)
        for road in self._sights():
            steps += [_step(Photo, road, *self._undated, *whole, back=back) for back in (False, True)]
        for road in self._sights(by_level=True):
            for stars_ in _STARS:
                rated = Photo.rating == literal(stars_, literal_execute=True)
                any_ = _step(Photo, road, *self._undated, rated, *whole)
                steps.append(case((any_.is_not(None), stars_), else_=0))
        pairs = 2 * len(list(self._sights()))
        for row in self._session.execute(select(stretches.c.name, *steps)):
            name, *told = row
            for at in range(0, pairs, 2):
                found[name].meet(told[at], told[at + 1], None)
            found[name].meet(None, None, max(told[pairs:], default=0))

    def middles(self, found: Mapping[str, _Stretch]) -> None:
        """The moments next to the middle of each stretch."""
        for best in sorted({each.best for each in found.values()}):
            some = {name: each for name, each in found.items() if each.best == best}
            rows = ((name, f"{name}~", each.middle) for name, each in some.items())
            stretches = given.rows(self._session, rows, name=Text, until=Text, middle=Text)
            steps = []
            for row, *where in self._rows(by_level=bool(best)):
                if best:
                    where.append(row.rating == literal(best, literal_execute=True))
                before = (row.shown_at >= stretches.c.name, row.shown_at <= stretches.c.middle)
                after = (row.shown_at > stretches.c.middle, row.shown_at < stretches.c.until)
                steps += [_step(row, *where, *before, back=True), _step(row, *where, *after)]
            for name, *told in self._session.execute(select(stretches.c.name, *steps)):
                found[name].near = tuple(moment for moment in told if moment is not None)

    def _shared(self) -> Sequence[Row[Any]]:
        """Of what others show in the viewer's spaces: who sees it is nobody's to know beforehand."""
        if not self._spaces:
            return ()
        seen = select(Showing.photo_id, Showing.shown_at, Showing.rating).where(*self._there())
        each = (seen.distinct() if len(self._spaces) > 1 else seen).subquery()
        name = func.substr(each.c.shown_at, 1, self._asked.letters).label("name")
        asked = select(
            name,
            func.count().label("photos"),
            func.min(each.c.shown_at).label("first"),
            func.max(each.c.shown_at).label("last"),
            func.max(case((each.c.rating >= min(_STARS), each.c.rating), else_=0)).label("best"),
        )
        return self._session.execute(asked.group_by(name)).all()

    def _there(self) -> Sequence[ColumnElement[bool]]:
        return shown_there(self._viewer, self._spaces), *dated(self._asked, Showing)

    def standing(self, found: Mapping[str, _Stretch]) -> dict[str, tuple[int, str]]:
        """The id and hothash of the photo that stands for each stretch."""
        nearest = {
            name: {moment for moment in each.near if each.far(moment) == min(map(each.far, each.near))}
            for name, each in found.items()
        }
        moments = set().union(*nearest.values())
        photo = select(Photo.id, Photo.hothash, Photo.shown_at, Photo.rating)
        seen = [photo.where(road, *self._conditions, Photo.shown_at.in_(moments)) for road in self._sights()]
        if self._spaces:
            there = photo.join(Showing, Showing.photo_id == Photo.id)
            seen.append(there.where(*self._there(), Showing.shown_at.in_(moments)))
        standing: dict[str, tuple[str, int]] = {}
        for id_, hothash, moment, rating in self._session.execute(union_all(*seen)):
            name = str(moment)[: self._asked.letters]
            if moment in nearest[name] and found[name].best in (0, rating):
                standing[name] = min(standing.get(name, ("~", 0)), (hothash, id_))
        return {name: (id_, hothash) for name, (hothash, id_) in standing.items()}

    def _rows(self, *, by_level: bool) -> Iterator[tuple[Any, ...]]:
        """Photos, and showings of others' photos, each with all that is asked of them."""
        for road in self._sights(by_level=by_level):
            yield Photo, road, *self._undated
        if self._spaces:
            yield Showing, shown_there(self._viewer, self._spaces)

    def _sights(self, *, by_level: bool = False) -> Iterator[ColumnElement[bool]]:
        """What to step into; by single levels, where an index has its stars behind these."""
        if self._viewer.account_id is not None:
            yield own(self._viewer)
        if self._asked.only_own:
            return
        if not by_level:
            yield shown_to_all(self._viewer)
            return
        for level in levels(self._viewer):
            at = Photo.visibility == literal(int(Visibility(level)), literal_execute=True)
            yield shown_to_all(self._viewer) & at


def _step(row: Any, *where: ColumnElement[bool], back: bool = False) -> ScalarSelect[Any]:  # noqa: ANN401
    """Step into an index: the first moment between two, or the last.

    It is told of no other bounds: SQLite would begin at the first that it reads, and walk the rest.
    """
    order = row.shown_at.desc() if back else row.shown_at
    return select(row.shown_at).where(*where).order_by(order).limit(1).scalar_subquery()


def _microseconds(moment: str) -> int:
    return (datetime.fromisoformat(moment) - _BEGINNING) // _MICROSECOND
