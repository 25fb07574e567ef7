"""Tags: one's own words for photos, each known by its folded form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from imalink_server.db.models import Photo, PhotoTag, Tag
from imalink_server.db.owned import Those


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


def counted(session: Session, account_id: int, *, only: Collection[str] | None = None) -> list[Counted]:
    """An account's tags by name, with their counts: all, or those of some uids.

    What has a tag is counted along an index, and what lies in the trash, which is little, taken off again.
    """
    every = select(func.count()).where(PhotoTag.tag_id == Tag.id).correlate(Tag).scalar_subquery()
    in_trash = (
        select(PhotoTag.tag_id, func.count().label("photos"))
        .join(Photo, Photo.id == PhotoTag.photo_id)
        .where(Photo.owner_id == account_id, Photo.trashed_at.is_not(None))
        .group_by(PhotoTag.tag_id)
        .subquery()
    )
    asked = (
        select(Tag, every - func.coalesce(in_trash.c.photos, 0))
        .outerjoin(in_trash, in_trash.c.tag_id == Tag.id)
        .where(Tag.owner_id == account_id)
        .order_by(Tag.folded)
    )
    if only is not None:
        asked = asked.where(Tag.uid.in_(only))
    return [Counted(tag, photos) for tag, photos in session.execute(asked)]


def below(session: Session, tag: Tag) -> list[Tag]:
    """The tags that lie below one, by name."""
    first, last = f"{tag.folded}/", f"{tag.folded}0"  # which comes right after the slash
    asked = select(Tag).where(Tag.owner_id == tag.owner_id, Tag.folded >= first, Tag.folded < last)
    return list(session.scalars(asked.order_by(Tag.folded)))


def having(tag: Tag) -> Those:
    """The photos that have a tag, the trash included."""
    return Photo.id.in_(select(PhotoTag.photo_id).where(PhotoTag.tag_id == tag.id))


def merge(session: Session, tag: Tag, into: Tag) -> None:
    """Give another tag all photos of this one, which is deleted."""
    has_both = select(PhotoTag.photo_id).where(PhotoTag.tag_id == into.id)
    session.execute(delete(PhotoTag).where(PhotoTag.tag_id == tag.id, PhotoTag.photo_id.in_(has_both)))
    session.execute(update(PhotoTag).where(PhotoTag.tag_id == tag.id).values(tag_id=into.id))
    session.flush()
    session.delete(tag)
