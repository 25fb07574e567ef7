"""Taking photos in: each once, by its uid, by its files, or by its look.

    the same uid again                      that photo
    a new uid, a file the account has       that photo too, and the sender takes over its uid
    no uid, a hothash the account has       that photo
    anything else                           a new one

Of other accounts nothing is asked, so nothing can be learned of them.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from imalink_core.codec import dumps
from imalink_server.base.errors import Code, Refused
from imalink_server.base.visibility import Visibility
from imalink_server.db import loose, owned, photos, spaces
from imalink_server.db.models import (
    Author,
    ImageFile,
    ImportSession,
    Photo,
    PhotoExif,
    PhotoPreview,
    Shoot,
    Stack,
)
from imalink_server.db.policy import Viewer
from imalink_server.services.accounts import Me
from imalink_server.services.photos import tagging
from imalink_server.services.photos.arriving import Arrival, FileSaid
from imalink_server.services.photos.seeing import PhotoSeen, seen
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing, writing

KIND = "photo"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A photo that was taken in, or that was there."""

    photo: PhotoSeen
    is_duplicate: bool


@contextmanager
def held(server: Server, me: Me, previews: Iterable[bytes | None]) -> Iterator[None]:
    """Keep large previews before the transaction that refers to them; what none refers to goes after it."""
    digests = set()
    for content in previews:
        if content is not None:
            digest = hashlib.sha256(content).hexdigest()
            server.store.keep(me.account_uid, digest, content)
            digests.add(digest)
    try:
        yield
    finally:
        with server.database.reading() as session:
            left = {each for each in digests if not loose.is_referred_to(session, me.account_id, each)}
        if left:
            with writing(server, me) as w:
                w.let_go |= left


def add(w: Writing, arrival: Arrival) -> Arrived:
    """Take one photo in. Its large preview is in the store already."""
    photo, is_new = _put(w, arrival)
    return Arrived(seen(photos.whole(w.session, photo), Viewer(w.me.account_id)), not is_new)


def add_all(w: Writing, arrivals: list[Arrival | Refused]) -> list[Arrived | Refused]:
    """Take many in, in one transaction; what cannot be taken harms no other."""
    put: list[tuple[Photo, bool] | Refused] = []
    for arrival in arrivals:
        try:
            put.append(arrival if isinstance(arrival, Refused) else _put(w, arrival))
        except Refused as why:
            put.append(why)
    there = {id(each[0]): each[0] for each in put if not isinstance(each, Refused)}
    wholes = photos.wholes(w.session, list(there.values()))
    told = {key: seen(whole, Viewer(w.me.account_id)) for key, whole in zip(there, wholes, strict=True)}
    return [each if isinstance(each, Refused) else Arrived(told[id(each[0])], not each[1]) for each in put]


def _put(w: Writing, arrival: Arrival) -> tuple[Photo, bool]:
    known = _known(w, arrival)
    if known is not None:
        if _more_files(w, known, arrival.files):
            touch(w, known)
        return known, False
    check_refs(
        w,
        author_id=arrival.submission.author_id,
        import_session_id=arrival.submission.import_session_id,
        stack_id=arrival.stack_id,
    )
    check_all(w, arrival.space_ids, arrival.shoot_ids)
    photo = _new(w, arrival)
    w.session.add(photo)
    w.session.flush()
    _previews(w, photo, arrival)
    w.session.add(PhotoExif(photo_id=photo.id, exif=dumps(arrival.submission.egg.exif_dict)))
    w.session.add_all(file_row(w, photo, file) for file in arrival.files or _of_submission(arrival))
    tagging.put_first(w, photo, arrival.submission.tags)
    if arrival.space_ids:
        photos.shown_in(w.session, photo, arrival.space_ids)
    if arrival.shoot_ids:
        photos.part_of(w.session, photo, arrival.shoot_ids)
    w.changed(KIND, photo.uid)
    return photo, True


def touch(w: Writing, photo: Photo) -> None:
    """Count a change of a photo."""
    photo.version += 1
    photo.updated_at = w.at
    w.changed(KIND, photo.uid)


def check_refs(
    w: Writing, *, author_id: int | None, import_session_id: int | None, stack_id: int | None
) -> None:
    """Let only one's own be referred to."""
    mine = w.me.account_id
    for name, table, id_ in (
        ("author_id", Author, author_id),
        ("import_session_id", ImportSession, import_session_id),
        ("stack_id", Stack, stack_id),
    ):
        if id_ is not None and owned.by_id(w.session, table, mine, id_) is None:
            raise _unknown(name)


def check_all(w: Writing, space_ids: tuple[int, ...], shoot_ids: tuple[int, ...]) -> None:
    """Let only spaces be named that one is a member of, and one's own shoots."""
    if space_ids and spaces.of_member(w.session, w.me.account_id, space_ids) != set(space_ids):
        raise _unknown("space_ids")
    if shoot_ids and owned.ids(w.session, Shoot, w.me.account_id, shoot_ids) != set(shoot_ids):
        raise _unknown("shoot_ids")


def _unknown(name: str) -> Refused:
    return Refused(Code.INVALID_REQUEST, f"{name}: you have no such thing", {"where": name})


def _known(w: Writing, arrival: Arrival) -> Photo | None:
    mine = w.me.account_id
    if arrival.uid is None:
        return photos.by_hothash(w.session, mine, arrival.submission.egg.hothash)
    found = photos.by_uid(w.session, mine, arrival.uid)
    digests = (file.sha256 for file in arrival.files if file.sha256 is not None)
    return found or photos.by_files(w.session, mine, digests)


def _new(w: Writing, arrival: Arrival) -> Photo:
    egg, said = arrival.submission.egg, arrival.submission
    taken_at = egg.metadata.taken_at
    return Photo(
        uid=arrival.uid or str(uuid.uuid4()),
        owner_id=w.me.account_id,
        version=1,
        created_at=w.at,
        updated_at=w.at,
        hothash=egg.hothash,
        width=egg.width,
        height=egg.height,
        taken_at=None if taken_at is None else taken_at.isoformat(),
        camera_make=egg.metadata.camera_make,
        camera_model=egg.metadata.camera_model,
        lens_model=egg.metadata.lens_model,
        focal_length=egg.metadata.focal_length,
        f_number=egg.metadata.f_number,
        iso=egg.metadata.iso,
        exposure_time=egg.metadata.exposure_time,
        gps_latitude=egg.metadata.gps_latitude,
        gps_longitude=egg.metadata.gps_longitude,
        gps_altitude=egg.metadata.gps_altitude,
        image_format=egg.image_format,
        file_size_bytes=egg.file_size_bytes,
        is_valid_image=egg.is_valid_image,
        title=said.title,
        description=said.description,
        rating=said.rating,
        flag=arrival.flag,
        label=arrival.label,
        visibility=int(Visibility.of(said.visibility.value)),
        tells_place=arrival.tells_place,
        tells_names=arrival.tells_names,
        author_id=said.author_id,
        import_session_id=said.import_session_id,
        stack_id=arrival.stack_id,
        trashed_at=w.at if arrival.trashed else None,
        rotation=0,
    )


def _previews(w: Writing, photo: Photo, arrival: Arrival) -> None:
    egg, size = arrival.submission.egg, arrival.cold_size
    row = PhotoPreview(photo_id=photo.id, hot=egg.hotpreview)
    if egg.coldpreview is not None and size is not None:
        refer_to_cold(w, row, egg.coldpreview, size.width, size.height)
    w.session.add(row)


def refer_to_cold(w: Writing, row: PhotoPreview, content: bytes, width: int, height: int) -> None:
    """Note a large preview that is in the store; whatever was noted before may go."""
    digest = hashlib.sha256(content).hexdigest()
    # It may have been swept away since it was kept: from here on nobody sweeps.
    if not w.server.store.has(w.me.account_uid, digest):
        w.server.store.keep(w.me.account_uid, digest, content)
    if row.cold_sha256 is not None and row.cold_sha256 != digest:
        w.let_go.add(row.cold_sha256)
    row.cold_sha256, row.cold_size = digest, len(content)
    row.cold_width, row.cold_height = width, height


def _of_submission(arrival: Arrival) -> tuple[FileSaid, ...]:
    name, egg = arrival.submission.filename, arrival.submission.egg
    return () if name is None else (FileSaid(name, format=egg.image_format, size=egg.file_size_bytes),)


def _more_files(w: Writing, photo: Photo, files: tuple[FileSaid, ...]) -> bool:
    """Note the files that are not known yet; whether there was any."""
    if not files:
        return False
    known = {_place(file) for file in photos.files_of(w.session, photo.id)}
    new = [file for file in files if _place(file) not in known]
    w.session.add_all(file_row(w, photo, file) for file in new)
    return bool(new)


def file_row(w: Writing, photo: Photo, file: FileSaid, import_session_id: int | None = None) -> ImageFile:
    """A file as it is kept."""
    return ImageFile(
        owner_id=w.me.account_id,
        photo_id=photo.id,
        import_session_id=import_session_id or photo.import_session_id,
        sha256=file.sha256,
        filename=file.filename,
        format=file.format,
        size=file.size,
        role=file.role,
        machine=file.machine,
        drive=file.drive,
        imported_info=file.imported_info,
        local_storage_info=file.local_storage_info,
        added_at=w.at,
    )


def _place(file: FileSaid | ImageFile) -> tuple[str | None, ...]:
    return file.sha256, file.filename, file.machine, file.drive
