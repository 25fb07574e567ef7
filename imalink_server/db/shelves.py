"""What stands on which shelf: the photos of a collection, a stack, a shoot, a session or an author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from imalink_server.db.models import (
    Author,
    Collection,
    CollectionPhoto,
    ImportSession,
    Owned,
    Photo,
    Shoot,
    ShootPhoto,
    Stack,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A photo on a shelf."""

    photo_id: int
    uid: str
    hothash: str


_BY_COLUMN: dict[type[Owned], Any] = {
    Author: Photo.author_id,
    ImportSession: Photo.import_session_id,
    Stack: Photo.stack_id,
}
_BY_TABLE: dict[type[Owned], tuple[Any, Any, Any]] = {
    Collection: (CollectionPhoto, CollectionPhoto.collection_id, CollectionPhoto.position),
    Shoot: (ShootPhoto, ShootPhoto.shoot_id, ShootPhoto.id),
}


def counts(session: Session, table: type[Owned], ids: Sequence[int]) -> dict[int, int]:
    """How many photos outside the trash stand on each shelf."""
    shelf, asked = _standing(table, func.count())
    rows = session.execute(asked.where(shelf.in_(ids), Photo.trashed_at.is_(None)).group_by(shelf))
    return {id_: count for id_, count in rows}  # noqa: C416 - a row is no pair to mypy


def standing(session: Session, table: type[Owned], ids: Sequence[int]) -> dict[int, list[Standing]]:
    """The photos outside the trash on each shelf, in their order."""
    shelf, asked = _standing(table, Photo.id, Photo.uid, Photo.hothash)
    order = _BY_TABLE[table][2] if table in _BY_TABLE else Photo.stack_position
    found: dict[int, list[Standing]] = defaultdict(list)
    rows = asked.where(shelf.in_(ids), Photo.trashed_at.is_(None)).order_by(order.is_(None), order, Photo.id)
    for id_, photo_id, uid, hothash in session.execute(rows):
        found[id_].append(Standing(photo_id, uid, hothash))
    return found


def all_on(session: Session, table: type[Owned], id_: int) -> list[Photo]:
    """The photos that would be others if the shelf went: those that refer to it themselves."""
    column = _BY_COLUMN.get(table)
    if column is None:
        shelf, asked = _standing(table, Photo.id)
        photos = select(Photo).where(Photo.id.in_(asked.with_only_columns(Photo.id).where(shelf == id_)))
        return list(session.scalars(photos)) if table is Shoot else []
    return list(session.scalars(select(Photo).where(column == id_)))


def arrange(session: Session, collection_id: int, photo_ids: Iterable[int]) -> None:
    """Let a collection hold these photos, in this order."""
    session.execute(delete(CollectionPhoto).where(CollectionPhoto.collection_id == collection_id))
    session.add_all(
        CollectionPhoto(collection_id=collection_id, photo_id=photo_id, position=at)
        for at, photo_id in enumerate(dict.fromkeys(photo_ids))
    )


def arranged(session: Session, collection_id: int) -> list[int]:
    """The photos of a collection in their order, those in the trash included."""
    asked = select(CollectionPhoto.photo_id).where(CollectionPhoto.collection_id == collection_id)
    return list(session.scalars(asked.order_by(CollectionPhoto.position)))


def make_room(session: Session, stack_id: int) -> None:
    """Move all photos of a stack down by one, for another to lie on top."""
    moving = update(Photo).where(Photo.stack_id == stack_id)
    session.execute(moving.values(stack_position=func.coalesce(Photo.stack_position, 0) + 1))
    session.expire_all()


def _standing(table: type[Owned], *wanted: Any) -> tuple[Any, Any]:  # noqa: ANN401 - columns of whatever type
    if table in _BY_COLUMN:
        shelf = _BY_COLUMN[table]
        return shelf, select(shelf, *wanted).select_from(Photo)
    joined, shelf, _ = _BY_TABLE[table]
    return shelf, select(shelf, *wanted).select_from(joined).join(Photo, Photo.id == joined.photo_id)
