"""Finding photos: what somebody asks for, among what they may see.

What is the owner's alone (tags, flags, files …) finds one's own photos only, or a search would tell what
an answer does not. Each road of the policy is walked by itself, along its own index.

Words are looked up in the full-text index; where they are found all too often, the photos are walked in
the order that is asked for instead, since a page of those that have the words is soon full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, select, true, union_all
from sqlalchemy.orm import Session

from imalink_server.base.visibility import Visibility
from imalink_server.db import counts, given, spaces, words
from imalink_server.db.counts import Among
from imalink_server.db.criteria import Criteria, asks_what_is_private, conditions, of_showings, raws
from imalink_server.db.models import ImageFile, Photo, Showing
from imalink_server.db.policy import Viewer, levels, others_shown_to_all, own, shown_there

__all__ = ["ORDERS", "Criteria", "Found", "Order", "page", "walks"]

ORDERS = ("taken_at", "created_at", "rating", "id")

_FEW = 5_000
"""So many photos are sorted at once; more are walked in their order."""
_MOST_COUNTED = 10_000
"""Of others' photos so many are counted one by one, and no more."""
_BEST_FIRST = (5, 4, 0)
"""Photos of so many stars fill most pages by rating; who sorts these alone need not sort all."""
_EASY = {"rating_min": "rating", "rating_max": "rating", "camera_model": "camera", "flag": "flag"}
"""Of what is asked for, that whose counts are kept."""


@dataclass(frozen=True, slots=True)
class Order:
    """By what the answers are ordered, and which of them are wanted."""

    by: str = "taken_at"
    descending: bool = True
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of one page, and how many all pages hold."""

    ids: tuple[int, ...]
    total: int
    is_exact: bool = True
    """Otherwise there are so many at least."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One road, with all that is asked of the photos on it."""

    where: ColumnElement[bool]
    total: int
    is_exact: bool
    is_own: bool = False
    row: type[Photo | Showing] = Photo
    """What is walked: photos, or others' photos as they are shown in spaces."""

    @property
    def ids(self) -> Select[int]:
        """The photos."""
        return select(_id(self.row)).where(self.where).distinct()


def _id(row: type[Photo | Showing]) -> Any:  # noqa: ANN401 - a column
    return Showing.photo_id if row is Showing else Photo.id


def _key(row: type[Photo | Showing], order: Order) -> Any:  # noqa: ANN401 - a column
    if order.by == "id":
        return _id(row)
    if row is Showing and order.by == "created_at":
        return select(Photo.created_at).where(Photo.id == Showing.photo_id).scalar_subquery()
    return getattr(row, "shown_at" if order.by == "taken_at" else order.by)


def page(session: Session, among: Sequence[Walk], order: Order) -> Found:
    """The ids of one page, and how many all pages hold. Undated photos come last."""
    total, is_exact = sum(walk.total for walk in among), all(walk.is_exact for walk in among)
    if not total or (is_exact and order.offset >= total):
        return Found((), total, is_exact)
    ids: tuple[int, ...] = ()
    for least in _BEST_FIRST if order.by == "rating" and order.descending else (0,):
        ids = tuple(session.scalars(_page(among, order, least)))
        if len(ids) == order.limit:
            break
    return Found(ids, total if is_exact else max(total, order.offset + len(ids)), is_exact)


def _page(among: Sequence[Walk], order: Order, least: int) -> Select[int]:
    parts = [part for walk in among for part in _parts(walk, order, least)]
    both = union_all(*(select(part.c.id, part.c.key, part.c.rank) for part in parts)).subquery()
    asked = select(both.c.id).order_by(both.c.rank, *_directed(order, both.c.key, both.c.id))
    return asked.offset(order.offset).limit(order.limit)


def _parts(walk: Walk, order: Order, least: int) -> Iterator[Subquery]:
    """What may be on a page. Known and unknown are asked for apart: each is then in the order of an index."""
    id_, key = _id(walk.row), _key(walk.row, order)
    halves = [key.is_not(None), key.is_(None)] if order.by == "taken_at" else [true()]
    if least:
        halves = [key >= least]
    for rank, half in enumerate(halves):
        asked = select(id_.label("id"), key.label("key"), literal(rank).label("rank"))
        asked = asked.where(walk.where, half).order_by(*_directed(order, key, id_))
        # In two spaces it is one photo.
        once = asked.distinct() if walk.row is Showing else asked
        yield once.limit(order.offset + order.limit).subquery()


def _directed(order: Order, *columns: Any) -> list[Any]:  # noqa: ANN401
    return [column.desc() if order.descending else column.asc() for column in columns]


def walks(session: Session, viewer: Viewer, criteria: Criteria) -> list[Walk]:
    """The roads that lead to what is asked for; those on which there is none are left out."""
    found = [] if viewer.account_id is None else [_walk(session, viewer, criteria, is_own=True)]
    if not _asks_for_own(criteria):
        if counts.of_others(session, viewer):
            found.append(_walk(session, viewer, criteria, is_own=False))
        found += _in_spaces(session, viewer, criteria)
    return [walk for walk in found if walk.total]


def _in_spaces(session: Session, viewer: Viewer, criteria: Criteria) -> list[Walk]:
    """The road to what others show in the viewer's spaces, if there is one."""
    if _asks_for_own(criteria) or Visibility.SPACE not in (criteria.visibility or Visibility):
        return []
    open_ = spaces.to_see(session, viewer)
    if criteria.space_id is not None:
        open_ = [each for each in open_ if each == criteria.space_id]
    if not open_:
        return []
    where = and_(shown_there(viewer, open_), *of_showings(viewer, criteria))
    if not criteria.words:
        return [Walk(where, *_counted_there(session, where), row=Showing)]
    found = words.matching(session, criteria.words, owner_id=viewer.account_id, spaces=open_)
    some = given.found(session, found.limit(_MOST_COUNTED + 1))
    looked_up = where & Showing.photo_id.in_(given.ids(session, some))
    walked = where & words.having(criteria.words, Showing.photo_id, own=False)
    told = _counted_there(session, looked_up if len(some) <= _MOST_COUNTED else walked)
    return [Walk(looked_up if len(some) <= _FEW else walked, *told, row=Showing)]


def _counted_there(session: Session, where: ColumnElement[bool]) -> tuple[int, bool]:
    some = select(Showing.photo_id).where(where).distinct().limit(_MOST_COUNTED + 1).subquery()
    count = session.scalar(select(func.count()).select_from(some)) or 0
    return count, count <= _MOST_COUNTED


def _asks_for_own(criteria: Criteria) -> bool:
    return criteria.only_own or criteria.trashed or asks_what_is_private(criteria)


def _walk(session: Session, viewer: Viewer, criteria: Criteria, *, is_own: bool) -> Walk:
    road = own(viewer) if is_own else others_shown_to_all(viewer)
    where = and_(road, *conditions(viewer, criteria))
    if criteria.words:
        return _walk_by_words(session, viewer, criteria, where, is_own=is_own)
    kept = _kept(session, viewer, criteria, is_own=is_own)
    told = _counted(session, where, is_own=is_own) if kept is None else (kept, True)
    return Walk(where, *told, is_own)


def _walk_by_words(
    session: Session, viewer: Viewer, criteria: Criteria, where: ColumnElement[bool], *, is_own: bool
) -> Walk:
    found = words.matching(
        session,
        criteria.words,
        owner_id=viewer.account_id,
        levels=() if is_own else levels(viewer),
        trashed=criteria.trashed,
    )
    # The index is asked once: a word that is only begun is many words, and each a long list.
    some = given.found(session, found.limit(_MOST_COUNTED + 1))
    looked_up = Photo.id.in_(given.ids(session, some))
    walked = looked_up if len(some) <= _FEW else words.having(criteria.words, Photo.id, own=is_own)
    only_words = replace(criteria, words=(), only_own=False, trashed=False) == _NOTHING
    # The index knows the road too, so where nothing else is asked for, no photo is looked at.
    count = len(some) if only_words else _all(session, where & looked_up)
    if len(some) <= _MOST_COUNTED:
        return Walk(where & walked, count, True, is_own)
    if not is_own and count:
        return Walk(where & walked, count, False, is_own)
    if only_words:
        return Walk(
            where & walked,
            session.scalar(select(func.count()).select_from(found.subquery())) or 0,
            True,
            is_own,
        )
    return Walk(where & walked, *_counted(session, where & Photo.id.in_(found), is_own=is_own), is_own)


def _all(session: Session, where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Photo).where(where)) or 0


def _counted(session: Session, where: ColumnElement[bool], *, is_own: bool) -> tuple[int, bool]:
    if is_own:
        return _all(session, where), True
    some = select(Photo.id).where(where).limit(_MOST_COUNTED + 1).subquery()
    count = session.scalar(select(func.count()).select_from(some)) or 0
    return count, count <= _MOST_COUNTED


def _kept(session: Session, viewer: Viewer, criteria: Criteria, *, is_own: bool) -> int | None:
    """How many there are, where that is a sum of counts that are kept."""
    asked = {
        name
        for name in Criteria.__slots__
        if name not in ("only_own", "visibility") and getattr(criteria, name) != getattr(_NOTHING, name)
    }
    if asked == {"has_raw"} and not criteria.visibility:
        raw = _raws(session, viewer)
        return raw if criteria.has_raw else counts.on_road(session, viewer, "year", Among(is_own), ()) - raw
    kinds = {_EASY.get(name, "") for name in asked}
    if "" in kinds or len(kinds) > 1:
        return None
    kind = kinds.pop() if kinds else "year"
    return counts.on_road(session, viewer, kind, Among(is_own, criteria.visibility), _values(criteria, kind))


def _raws(session: Session, viewer: Viewer) -> int:
    """How many of one's own have a raw, by the short list of these alone: the trash is short, too."""
    in_trash = select(Photo.id).where(own(viewer), Photo.trashed_at.is_not(None))
    some = raws(viewer).where(ImageFile.photo_id.not_in(in_trash)).distinct().subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


_NOTHING = Criteria()


def _values(criteria: Criteria, kind: str) -> tuple[str, ...]:
    if kind == "rating":
        least = 0 if criteria.rating_min is None else criteria.rating_min
        most = 5 if criteria.rating_max is None else criteria.rating_max
        return tuple(map(str, range(least, most + 1)))
    if kind == "camera":
        return (str(criteria.camera_model),)
    return (str(criteria.flag),) if kind == "flag" else ()
