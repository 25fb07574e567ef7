"""Single photos: finding one by whatever it is called, and all that belongs to some."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, delete, func, insert, select
from sqlalchemy.orm import Session

from imalink_server.db import owned, uploads
from imalink_server.db.models import (
    Author,
    Base,
    ImageFile,
    Photo,
    PhotoExif,
    PhotoPreview,
    PhotoTag,
    ShootPhoto,
    SpacePhoto,
    Tag,
)
from imalink_server.db.owned import LARGEST
from imalink_server.db.policy import Viewer, own, visible

T = TypeVar("T")

_HOTHASH = re.compile("[0-9a-f]{64}")
_ID = re.compile("[0-9]{1,19}")
_AT_ONCE = 500


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
    has_original: bool


def find(session: Session, viewer: Viewer, key: str) -> Photo | None:
    """The photo that somebody means: one's own by its uid, or any by its hothash or its id.

    By hothash one's own comes first, else the one of the lowest id; what lies in the trash is not
    meant by that.
    """
    # A value of the photo at hand: as a condition it would have an index of its own, and a longer way.
    return _first(session, find_asked(viewer, key, case((visible(viewer), 1), else_=0) == 1))


def find_own(session: Session, viewer: Viewer, key: str) -> Photo | None:
    """The same among one's own."""
    return _first(session, find_asked(viewer, key, own(viewer)))


def own_ids(session: Session, account_id: int, keys: Sequence[str]) -> dict[str, int]:
    """The ids of one's own photos, by whatever each is called: the same of many at once."""
    found: dict[str, int] = {}
    mine = Photo.owner_id == account_id
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        hothashes = [key for key in some if _HOTHASH.fullmatch(key)]
        ids = [int(key) for key in some if _is_id(key)]
        in_sight = (Photo.hothash.in_(hothashes), Photo.trashed_at.is_(None), mine)
        named = session.execute(select(Photo.uid, Photo.id).where(mine, Photo.uid.in_(some)))
        alike = select(Photo.hothash, func.min(Photo.id)).where(*in_sight).group_by(Photo.hothash)
        if hothashes:
            found |= {hothash: id_ for hothash, id_ in session.execute(alike)}  # noqa: C416
        if ids:
            there = set(session.scalars(select(Photo.id).where(mine, Photo.id.in_(ids))))
            found |= {key: int(key) for key in some if _is_id(key) and int(key) in there}
        found |= {uid: id_ for uid, id_ in named}  # noqa: C416 - a row is no pair to mypy
    return found


def find_asked(viewer: Viewer, key: str, among: ColumnElement[bool]) -> list[Select[Photo]]:
    """What is asked until there is an answer: each steps into an index, whatever is known of the tables.

    No uid may look like a hothash or an id any more; one that came before that rule still means its photo.
    """
    asked = select(Photo).where(among).limit(1)
    by_uid = [] if viewer.account_id is None else [select(Photo).where(own(viewer), Photo.uid == key)]
    mine_first = case((own(viewer), 0), else_=1)
    if _HOTHASH.fullmatch(key):
        alike = asked.where(Photo.hothash == key, Photo.trashed_at.is_(None))
        return [*by_uid, alike.order_by(mine_first, Photo.id)]
    return [*by_uid, asked.where(Photo.id == int(key))] if _is_id(key) else by_uid


def _first(session: Session, questions: Iterable[Select[Photo]]) -> Photo | None:
    found = (session.scalar(asked) for asked in questions)
    return next((photo for photo in found if photo is not None), None)


def _is_id(key: str) -> bool:
    return _ID.fullmatch(key) is not None and int(key) <= LARGEST


def by_uids(session: Session, account_id: int, uids: Collection[str]) -> dict[str, Photo]:
    """One's own photos by their uids, wherever they lie."""
    return {photo.uid: photo for photo in owned.by_uids(session, Photo, account_id, uids)}


def by_hothashes(session: Session, account_id: int, hothashes: Collection[str]) -> dict[str, Photo]:
    """One's own photos by their look, the first of several, but for those in the trash."""
    if not hothashes:
        return {}
    asked = select(Photo).where(
        Photo.hothash.in_(hothashes), Photo.owner_id == account_id, Photo.trashed_at.is_(None)
    )
    return {photo.hothash: photo for photo in session.scalars(asked.order_by(Photo.id.desc()))}


def by_files(session: Session, account_id: int, digests: Sequence[str]) -> dict[str, Photo]:
    """One's own photos by their files, the first of several, but for those in the trash."""
    found: dict[str, Photo] = {}
    for start in range(0, len(digests), _AT_ONCE):
        some = digests[start : start + _AT_ONCE]
        asked = (
            select(ImageFile.sha256, Photo)
            .join(ImageFile, ImageFile.photo_id == Photo.id)
            .where(ImageFile.owner_id == account_id, ImageFile.sha256.in_(some), Photo.trashed_at.is_(None))
            .order_by(Photo.id.desc())
        )
        found |= {digest: photo for digest, photo in session.execute(asked) if digest is not None}
    return found


def files_of(session: Session, photo_id: int) -> list[ImageFile]:
    """A photo's files, the first one first."""
    return list(
        session.scalars(select(ImageFile).where(ImageFile.photo_id == photo_id).order_by(ImageFile.id))
    )


def preview_of(session: Session, photo_id: int) -> PhotoPreview | None:
    """A photo's previews."""
    return session.scalar(select(PhotoPreview).where(PhotoPreview.photo_id == photo_id))


def previews_of(session: Session, ids: Collection[int]) -> dict[int, PhotoPreview]:
    """The previews of some photos, by the photos' ids."""
    asked = select(PhotoPreview).where(PhotoPreview.photo_id.in_(ids))
    return {preview.photo_id: preview for preview in session.scalars(asked)}


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
    originals = uploads.with_originals(session, ids)
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
            has_original=photo.id in originals,
        )
        for photo in photos
    ]


def put(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Write many rows at once, whose numbers nobody needs to know: a third of the time of as many objects."""
    if rows:
        session.execute(insert(table), rows)


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
