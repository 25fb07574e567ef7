"""Finding photos: what somebody asks for, among what they may see.

What is the owner's alone (tags, flags, files …) finds one's own photos only, or a search would tell what
an answer does not. Each road of the policy is walked by itself, along its own index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, not_, or_, select, union_all
from sqlalchemy.orm import Session

from imalink_server.db.models import CollectionPhoto, ImageFile, Photo, PhotoTag, ShootPhoto, SpacePhoto
from imalink_server.db.policy import Viewer, own, roads

_ORDERS: dict[str, Any] = {
    "taken_at": Photo.shown_at,
    "created_at": Photo.created_at,
    "rating": Photo.rating,
    "id": Photo.id,
}
ORDERS = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked for; what is not said does not matter."""

    author_id: int | None = None
    import_session_id: int | None = None
    tag_ids: tuple[int, ...] = ()
    """All of them."""
    rating_min: int | None = None
    rating_max: int | None = None
    taken_after: str | None = None
    taken_before: str | None = None
    has_gps: bool | None = None
    has_raw: bool | None = None
    visibility: tuple[int, ...] = ()
    flag: int | None = None
    labels: tuple[str, ...] = ()
    hothash: str | None = None
    collection_id: int | None = None
    shoot_id: int | None = None
    space_id: int | None = None
    stack_id: int | None = None
    camera_model: str | None = None
    only_own: bool = False
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """By what the answers are ordered, and which of them are wanted."""

    by: str = "taken_at"
    descending: bool = True
    offset: int = 0
    limit: int = 50


def page(session: Session, viewer: Viewer, criteria: Criteria, order: Order) -> tuple[list[int], int]:
    """The ids of one page, and how many all pages hold. Undated photos come last."""
    among = [and_(road, *_conditions(viewer, criteria)) for road in _roads(viewer, criteria)]
    total = sum(session.scalar(select(func.count()).select_from(Photo).where(each)) or 0 for each in among)
    if not total or order.offset >= total:
        return [], total
    column = _ORDERS[order.by]
    # Known and unknown are asked for apart: each half is then in the order of an index.
    halves = [(column.is_not(None), literal(0)), (column.is_(None), literal(1))]
    parts = [
        select(Photo.id.label("id"), column.label("key"), rank.label("rank"))
        .where(each, half)
        .order_by(*_directed(order, column, Photo.id))
        .limit(order.offset + order.limit)
        .subquery()
        for each in among
        for half, rank in (halves if column is Photo.shown_at else halves[:1])
    ]
    both = union_all(*(select(part.c.id, part.c.key, part.c.rank) for part in parts)).subquery()
    asked = (
        select(both.c.id)
        .order_by(both.c.rank, *_directed(order, both.c.key, both.c.id))
        .offset(order.offset)
        .limit(order.limit)
    )
    return list(session.scalars(asked)), total


def _directed(order: Order, *columns: Any) -> list[Any]:  # noqa: ANN401
    return [column.desc() if order.descending else column.asc() for column in columns]


def _roads(viewer: Viewer, criteria: Criteria) -> tuple[ColumnElement[bool], ...]:
    if criteria.only_own or criteria.trashed or _asks_what_is_private(criteria):
        return (own(viewer),)
    return roads(viewer)


def _asks_what_is_private(criteria: Criteria) -> bool:
    ids = (criteria.author_id, criteria.import_session_id, criteria.collection_id, criteria.shoot_id)
    private = (*ids, criteria.stack_id, criteria.flag, criteria.has_raw)
    return bool(criteria.tag_ids or criteria.labels) or any(each is not None for each in private)


def _conditions(viewer: Viewer, asked: Criteria) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Photo.trashed_at.is_not(None) if asked.trashed else Photo.trashed_at.is_(None)
    ]
    for wanted, column in (
        (asked.author_id, Photo.author_id),
        (asked.import_session_id, Photo.import_session_id),
        (asked.flag, Photo.flag),
        (asked.stack_id, Photo.stack_id),
        (asked.hothash, Photo.hothash),
        (asked.camera_model, Photo.camera_model),
    ):
        if wanted is not None:
            found.append(column == wanted)
    if asked.rating_min is not None:
        found.append(Photo.rating >= asked.rating_min)
    if asked.rating_max is not None:
        found.append(Photo.rating <= asked.rating_max)
    if asked.taken_after is not None:
        found.append(Photo.shown_at >= asked.taken_after)
    if asked.taken_before is not None:
        found.append(Photo.shown_at <= asked.taken_before)
    if asked.visibility:
        found.append(Photo.visibility.in_(asked.visibility))
    if asked.labels:
        found.append(Photo.label.in_(asked.labels))
    found += _joined(asked)
    if asked.has_gps is not None:
        # Where somebody else's photo was taken is only known if its owner tells.
        told = and_(
            or_(own(viewer), Photo.tells_place), Photo.latitude.is_not(None), Photo.longitude.is_not(None)
        )
        found.append(told if asked.has_gps else not_(told))
    return found


def _joined(asked: Criteria) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        exists().where(PhotoTag.tag_id == tag_id, PhotoTag.photo_id == Photo.id) for tag_id in asked.tag_ids
    ]
    for wanted, table, column in (
        (asked.collection_id, CollectionPhoto, CollectionPhoto.collection_id),
        (asked.shoot_id, ShootPhoto, ShootPhoto.shoot_id),
        (asked.space_id, SpacePhoto, SpacePhoto.space_id),
    ):
        if wanted is not None:
            found.append(exists().where(column == wanted, table.photo_id == Photo.id))
    if asked.has_raw is not None:
        raw = exists().where(ImageFile.photo_id == Photo.id, func.lower(ImageFile.role) == "raw")
        found.append(raw if asked.has_raw else not_(raw))
    return found
