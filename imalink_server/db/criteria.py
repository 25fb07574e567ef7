"""What somebody asks of photos, as conditions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, literal, not_, or_, select

from imalink_server.db.models import (
    CollectionPhoto,
    ImageFile,
    Photo,
    PhotoTag,
    ShootPhoto,
    Showing,
    SpacePhoto,
)
from imalink_server.db.policy import Viewer, own


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
    words: tuple[str, ...] = ()
    """All of them, folded as `db.words` does it."""
    only_own: bool = False
    trashed: bool = False


def asks_what_is_private(criteria: Criteria) -> bool:
    """Whether it asks for what only a photo's owner is told."""
    ids = (criteria.author_id, criteria.import_session_id, criteria.collection_id, criteria.shoot_id)
    private = (*ids, criteria.stack_id, criteria.flag, criteria.has_raw)
    return bool(criteria.tag_ids or criteria.labels) or any(each is not None for each in private)


def conditions(viewer: Viewer, asked: Criteria) -> list[ColumnElement[bool]]:
    """What is asked of each photo, but for its words."""
    found: list[ColumnElement[bool]] = [
        Photo.trashed_at.is_not(None) if asked.trashed else Photo.trashed_at.is_(None),
        *_plain(asked, Photo),
        *_of_photos(viewer, asked),
    ]
    for wanted, column in (
        (asked.author_id, Photo.author_id),
        (asked.import_session_id, Photo.import_session_id),
        (asked.flag, Photo.flag),
        (asked.stack_id, Photo.stack_id),
    ):
        if wanted is not None:
            found.append(column == wanted)
    if asked.visibility:
        found.append(Photo.visibility.in_(asked.visibility))
    if asked.labels:
        found.append(Photo.label.in_(asked.labels))
    return found + _joined(viewer, asked)


def of_showings(viewer: Viewer, asked: Criteria) -> list[ColumnElement[bool]]:
    """The same of each showing of others' photos, of whom nothing is asked that is private."""
    found, of_photos = _plain(asked, Showing), _of_photos(viewer, asked)
    if of_photos:
        found.append(Showing.photo_id.in_(select(Photo.id).where(*of_photos)))
    return found


def _plain(asked: Criteria, row: type[Photo | Showing]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.camera_model is not None:
        found.append(row.camera_model == asked.camera_model)
    if asked.rating_min is not None:
        found.append(row.rating >= asked.rating_min)
    if asked.rating_max is not None:
        found.append(row.rating <= asked.rating_max)
    if asked.taken_after is not None:
        found.append(row.shown_at >= asked.taken_after)
    if asked.taken_before is not None:
        found.append(row.shown_at <= asked.taken_before)
    return found


def _of_photos(viewer: Viewer, asked: Criteria) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.hothash is not None:
        found.append(Photo.hothash == asked.hothash)
    if asked.has_gps is not None:
        # Where somebody else's photo was taken is only known if its owner tells.
        told = and_(
            or_(own(viewer), Photo.tells_place), Photo.latitude.is_not(None), Photo.longitude.is_not(None)
        )
        found.append(told if asked.has_gps else not_(told))
    return found


def _joined(viewer: Viewer, asked: Criteria) -> list[ColumnElement[bool]]:
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
        # As a value of each photo: PostgreSQL, which cannot guess how many raws there are, would join them.
        raw = func.coalesce(Photo.id.in_(raws(viewer)), false())
        found.append(raw if asked.has_raw else not_(raw))
    return found


def raws(viewer: Viewer) -> Select[int]:
    """The photos of one's own that have a raw, the trash's among them; one with two of them twice."""
    # Written out: only then is it plain that the short list of raws has them all.
    is_raw = func.lower(ImageFile.role) == literal("raw", literal_execute=True)
    return select(ImageFile.photo_id).where(ImageFile.owner_id == viewer.account_id, is_raw)
