"""Tags: one's own words for photos, each known by its folded form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from imalink_server.db.models import Photo, PhotoTag, Tag


@dataclass(frozen=True, slots=True)
class Counted:
    """A tag, and how many photos outside the trash have it."""

    tag: Tag
    photos: int


def by_folded(session: Session, account_id: int, folded: set[str]) -> dict[str, Tag]:
    """The tags that are there already."""
    if not folded:
        return {}
    asked = select(Tag).where(Tag.owner_id == account_id, Tag.folded.in_(folded))
    return {tag.folded: tag for tag in session.scalars(asked)}


def of(session: Session, photo_id: int) -> dict[str, Tag]:
    """A photo's tags, by their folded form."""
    asked = select(Tag).join(PhotoTag, PhotoTag.tag_id == Tag.id).where(PhotoTag.photo_id == photo_id)
    return {tag.folded: tag for tag in session.scalars(asked.order_by(Tag.folded))}


def put(session: Session, photo_id: int, tags: Mapping[str, Tag]) -> None:
    """Give a photo tags that it does not have."""
    if not all(tag.id for tag in tags.values()):
        session.flush()
    session.add_all(PhotoTag(photo_id=photo_id, tag_id=tag.id) for tag in tags.values())


def take(session: Session, photo_id: int, tag_ids: set[int]) -> None:
    """Take tags off a photo."""
    session.execute(delete(PhotoTag).where(PhotoTag.photo_id == photo_id, PhotoTag.tag_id.in_(tag_ids)))


def counted(session: Session, account_id: int) -> list[Counted]:
    """All tags of an account by name, with their counts."""
    count = func.count(Photo.id)
    asked = (
        select(Tag, count)
        .outerjoin(PhotoTag, PhotoTag.tag_id == Tag.id)
        .outerjoin(Photo, (Photo.id == PhotoTag.photo_id) & Photo.trashed_at.is_(None))
        .where(Tag.owner_id == account_id)
        .group_by(Tag.id)
        .order_by(Tag.folded)
    )
    return [Counted(tag, photos) for tag, photos in session.execute(asked)]


def photos_with(session: Session, tag_ids: set[int]) -> list[Photo]:
    """The photos that have one of these tags, the trash included."""
    having = select(PhotoTag.photo_id).where(PhotoTag.tag_id.in_(tag_ids))
    return list(session.scalars(select(Photo).where(Photo.id.in_(having)).order_by(Photo.id)))


def merge(session: Session, tag: Tag, into: Tag) -> None:
    """Give another tag all photos of this one, which is deleted."""
    has_both = select(PhotoTag.photo_id).where(PhotoTag.tag_id == into.id)
    session.execute(delete(PhotoTag).where(PhotoTag.tag_id == tag.id, PhotoTag.photo_id.in_(has_both)))
    session.execute(update(PhotoTag).where(PhotoTag.tag_id == tag.id).values(tag_id=into.id))
    session.flush()
    session.delete(tag)
