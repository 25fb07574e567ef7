"""What stands on which shelf: the photos of a collection, a stack, a shoot, a session or an author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
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
from imalink_server.db.owned import Those
from imalink_server.db.photos import put

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """A photo on a shelf."""

    photo_id: int
    uid: str
    hothash: str
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo stands on a shelf."""

    table: type[Owned]
    shelf_id: int
    position: int | None = None


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
    """The photos on each shelf, in their order."""
    shelf, asked = _standing(table, Photo.id, Photo.uid, Photo.hothash, Photo.trashed_at.is_not(None))
    order = _BY_TABLE[table][2] if table in _BY_TABLE else Photo.stack_position
    found: dict[int, list[Standing]] = defaultdict(list)
    rows = asked.where(shelf.in_(ids)).order_by(order.is_(None), order, Photo.id)
    for id_, photo_id, uid, hothash, is_trashed in session.execute(rows):
        found[id_].append(Standing(photo_id, uid, hothash, is_trashed))
    return found


def naming(table: type[Owned], id_: int) -> Those:
    """The photos that name the shelf themselves, and so would be others if it went."""
    those: Those = _BY_COLUMN[table] == id_
    return those


def lowest_in(session: Session, stack_id: int) -> int:
    """The place of the photo at the bottom of a stack; before the first, where there is none."""
    places = func.max(func.coalesce(Photo.stack_position, 0))
    return session.scalar(select(func.coalesce(places, -1)).where(Photo.stack_id == stack_id)) or 0


def places(session: Session, photo: Photo) -> list[Place]:
    """Where a photo stands: in collections and shoots, and in a stack."""
    found = [] if photo.stack_id is None else [Place(Stack, photo.stack_id, photo.stack_position)]
    for table, (joined, shelf, _) in _BY_TABLE.items():
        standing = session.scalars(select(shelf).where(joined.photo_id == photo.id))
        found += [Place(table, shelf_id) for shelf_id in standing]
    return found


def arrange(session: Session, collection_id: int, photo_ids: Iterable[int]) -> None:
    """Let a collection hold these photos, in this order."""
    session.execute(delete(CollectionPhoto).where(CollectionPhoto.collection_id == collection_id))
    put(
        session,
        CollectionPhoto,
        [
            {"collection_id": collection_id, "photo_id": photo_id, "position": at}
            for at, photo_id in enumerate(dict.fromkeys(photo_ids))
        ],
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


def piles(
    session: Session, stacks: Sequence[int], photo_ids: Sequence[int]
) -> tuple[dict[int, int], dict[int, list[int]]]:
    """In which stack each of these photos lies, and the photos of these stacks in their order."""
    lying: dict[int, int] = {}
    found: dict[int, list[int]] = {stack: [] for stack in stacks}
    order = (Photo.stack_position.is_(None), Photo.stack_position, Photo.id)
    for column, wanted in ((Photo.id, photo_ids), (Photo.stack_id, stacks)):
        for start in range(0, len(wanted), _AT_ONCE):
            rows = select(Photo.id, Photo.stack_id).where(column.in_(wanted[start : start + _AT_ONCE]))
            for photo_id, stack in session.execute(rows.order_by(*order)):
                if stack is not None:
                    lying[photo_id] = stack
                if stack is not None and column is Photo.stack_id:
                    found[stack].append(photo_id)
    return lying, found


def pile(session: Session, seats: Mapping[int, tuple[int, int] | None]) -> None:
    """Let photos lie in these stacks, at these places; or in none."""
    if not seats:
        return
    moving = update(Photo).where(Photo.id == bindparam("photo"))
    rows = [
        {"photo": photo, "stack": seat[0] if seat else None, "place": seat[1] if seat else None}
        for photo, seat in sorted(seats.items())
    ]
    to = moving.values(stack_id=bindparam("stack"), stack_position=bindparam("place"))
    session.flush()
    session.connection().execute(to, rows)
    session.expire_all()


def join(session: Session, shoot_id: int, photo_ids: Sequence[int]) -> bool:
    """Let photos belong to a shoot; whether any of them did not yet."""
    has = set(session.scalars(select(ShootPhoto.photo_id).where(ShootPhoto.shoot_id == shoot_id)))
    new = [{"shoot_id": shoot_id, "photo_id": id_} for id_ in photo_ids if id_ not in has]
    put(session, ShootPhoto, new)
    return bool(new)


def leave(session: Session, shoot_id: int, photo_ids: Sequence[int]) -> bool:
    """Let photos belong to a shoot no more; whether any of them did."""
    gone = False
    for start in range(0, len(photo_ids), _AT_ONCE):
        some = ShootPhoto.photo_id.in_(photo_ids[start : start + _AT_ONCE])
        found = session.execute(
            delete(ShootPhoto).where(ShootPhoto.shoot_id == shoot_id, some).returning(ShootPhoto.id)
        )
        gone |= bool(found.all())
    return gone


def _standing(table: type[Owned], *wanted: Any) -> tuple[Any, Any]:  # noqa: ANN401 - columns of whatever type
    if table in _BY_COLUMN:
        shelf = _BY_COLUMN[table]
        return shelf, select(shelf, *wanted).select_from(Photo)
    joined, shelf, _ = _BY_TABLE[table]
    return shelf, select(shelf, *wanted).select_from(joined).join(Photo, Photo.id == joined.photo_id)
