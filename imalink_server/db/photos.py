"""Single photos: finding one by whatever it is called, and all that belongs to some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, delete, select
from sqlalchemy.orm import Session

from imalink_server.db.models import (
    Author,
    ImageFile,
    Photo,
    PhotoExif,
    PhotoPreview,
    PhotoTag,
    ShootPhoto,
    SpacePhoto,
    Tag,
)
from imalink_server.db.policy import Viewer, own, visible

T = TypeVar("T")

_DIGEST = 64
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Cold:
    """Facts of a large preview."""

    sha256: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A photo with all that belongs to it."""

    photo: Photo
    exif: str
    cold: Cold | None
    author: Author | None
    tags: Sequence[tuple[int, str]]
    files: Sequence[ImageFile]
    space_ids: Sequence[int]
    shoot_ids: Sequence[int]


def find(session: Session, viewer: Viewer, key: str) -> Photo | None:
    """The photo that somebody means: by hothash, by id, or one's own by its uid.

    By hothash one's own comes first, else the one of the lowest id; what lies in the trash is not
    meant by that.
    """
    return session.scalar(_meant(viewer, key, visible(viewer)))


def find_own(session: Session, viewer: Viewer, key: str) -> Photo | None:
    """The same among one's own."""
    return session.scalar(_meant(viewer, key, own(viewer)))


def _meant(viewer: Viewer, key: str, among: ColumnElement[bool]) -> Select[Photo]:
    asked = select(Photo).where(among).limit(1)
    if len(key) == _DIGEST:
        mine_first = case((own(viewer), 0), else_=1)
        return asked.where(Photo.hothash == key, Photo.trashed_at.is_(None)).order_by(mine_first, Photo.id)
    if key.isascii() and key.isdecimal() and int(key) <= _LARGEST:
        return asked.where(Photo.id == int(key))
    return asked.where(own(viewer), Photo.uid == key)


def by_uid(session: Session, account_id: int, uid: str) -> Photo | None:
    """One's own photo, wherever it lies."""
    return session.scalar(select(Photo).where(Photo.owner_id == account_id, Photo.uid == uid))


def by_hothash(session: Session, account_id: int, hothash: str) -> Photo | None:
    """One's own photo of this look, the first of several, that is not in the trash."""
    asked = select(Photo).where(
        Photo.hothash == hothash, Photo.owner_id == account_id, Photo.trashed_at.is_(None)
    )
    return session.scalar(asked.order_by(Photo.id).limit(1))


def by_files(session: Session, account_id: int, digests: Iterable[str]) -> Photo | None:
    """One's own photo that one of these files belongs to."""
    known = list(digests)
    if not known:
        return None
    asked = (
        select(Photo)
        .join(ImageFile, ImageFile.photo_id == Photo.id)
        .where(ImageFile.owner_id == account_id, ImageFile.sha256.in_(known), Photo.trashed_at.is_(None))
        .order_by(Photo.id)
        .limit(1)
    )
    return session.scalar(asked)


def files_of(session: Session, photo_id: int) -> list[ImageFile]:
    """A photo's files, the first one first."""
    return list(
        session.scalars(select(ImageFile).where(ImageFile.photo_id == photo_id).order_by(ImageFile.id))
    )


def preview_of(session: Session, photo_id: int) -> PhotoPreview | None:
    """A photo's previews."""
    return session.scalar(select(PhotoPreview).where(PhotoPreview.photo_id == photo_id))


def whole(session: Session, photo: Photo) -> Whole:
    """One photo with all that belongs to it."""
    return wholes(session, [photo])[0]


def wholes(session: Session, photos: Sequence[Photo]) -> list[Whole]:
    """Some photos with all that belongs to them, in the same order."""
    session.flush()
    ids = [photo.id for photo in photos]
    exif_of = select(PhotoExif.photo_id, PhotoExif.exif).where(PhotoExif.photo_id.in_(ids))
    exifs = {row.photo_id: row.exif for row in session.execute(exif_of)}
    cold = {
        photo_id: Cold(sha256, width or 0, height or 0, size or 0)
        for photo_id, sha256, width, height, size in session.execute(
            select(
                PhotoPreview.photo_id,
                PhotoPreview.cold_sha256,
                PhotoPreview.cold_width,
                PhotoPreview.cold_height,
                PhotoPreview.cold_size,
            ).where(PhotoPreview.photo_id.in_(ids), PhotoPreview.cold_sha256.is_not(None))
        )
        if sha256
    }
    author_ids = {photo.author_id for photo in photos if photo.author_id is not None}
    authors = {
        author.id: author
        for author in (session.scalars(select(Author).where(Author.id.in_(author_ids))) if author_ids else ())
    }
    tags = _grouped(
        (photo_id, (tag_id, name))
        for photo_id, tag_id, name in session.execute(
            select(PhotoTag.photo_id, Tag.id, Tag.name)
            .join(Tag, Tag.id == PhotoTag.tag_id)
            .where(PhotoTag.photo_id.in_(ids))
            .order_by(Tag.folded)
        )
    )
    files = _grouped(
        (file.photo_id, file)
        for file in session.scalars(
            select(ImageFile).where(ImageFile.photo_id.in_(ids)).order_by(ImageFile.id)
        )
    )
    spaces = _grouped(
        (photo_id, space_id)
        for photo_id, space_id in session.execute(
            select(SpacePhoto.photo_id, SpacePhoto.space_id)
            .where(SpacePhoto.photo_id.in_(ids))
            .order_by(SpacePhoto.space_id)
        )
    )
    shoots = _grouped(
        (photo_id, shoot_id)
        for photo_id, shoot_id in session.execute(
            select(ShootPhoto.photo_id, ShootPhoto.shoot_id)
            .where(ShootPhoto.photo_id.in_(ids))
            .order_by(ShootPhoto.shoot_id)
        )
    )
    return [
        Whole(
            photo=photo,
            exif=exifs.get(photo.id, "{}"),
            cold=cold.get(photo.id),
            author=authors.get(photo.author_id or 0),
            tags=tags.get(photo.id, ()),
            files=files.get(photo.id, ()),
            space_ids=spaces.get(photo.id, ()),
            shoot_ids=shoots.get(photo.id, ()),
        )
        for photo in photos
    ]


def in_order(session: Session, ids: Sequence[int]) -> list[Photo]:
    """Photos by their ids, in the order of these; which of them may be seen is settled before."""
    found = {photo.id: photo for photo in session.scalars(select(Photo).where(Photo.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]


def shown_in(session: Session, photo: Photo, space_ids: Iterable[int]) -> bool:
    """Show a photo in these spaces and no others; whether that is another choice."""
    return _joined(session, SpacePhoto, SpacePhoto.space_id, photo, set(space_ids), "space_id")


def part_of(session: Session, photo: Photo, shoot_ids: Iterable[int]) -> bool:
    """Put a photo into these shoots and no others; whether that is another choice."""
    return _joined(session, ShootPhoto, ShootPhoto.shoot_id, photo, set(shoot_ids), "shoot_id")


def _joined(session: Session, table: Any, column: Any, photo: Photo, wanted: set[int], name: str) -> bool:  # noqa: ANN401
    present = set(session.scalars(select(column).where(table.photo_id == photo.id)))
    if present - wanted:
        gone = delete(table).where(table.photo_id == photo.id, column.in_(present - wanted))
        session.execute(gone)
    session.add_all(table(photo_id=photo.id, **{name: each}) for each in sorted(wanted - present))
    return present != wanted


def remove(session: Session, photo: Photo) -> None:
    """Delete a photo with all that belongs to it."""
    session.flush()
    session.execute(delete(Photo).where(Photo.id == photo.id))
    session.expunge(photo)


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for photo_id, value in pairs:
        found[photo_id].append(value)
    return found
