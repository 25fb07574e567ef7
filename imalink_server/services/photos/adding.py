"""Taking photos in, each once; and what their owner's other things have to do with them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from imalink_core.codec import dumps
from imalink_core.codec.submission import Submission
from imalink_server.base.errors import Code, Refused, disk_full
from imalink_server.base.visibility import Visibility
from imalink_server.db import owned, photos, spaces
from imalink_server.db.models import (
    Author,
    ImageFile,
    ImportSession,
    Photo,
    PhotoExif,
    PhotoPreview,
    PhotoTag,
    Shoot,
    Stack,
)
from imalink_server.db.owned import Those
from imalink_server.db.policy import Viewer
from imalink_server.db.shelves import Place
from imalink_server.services.accounts import Me
from imalink_server.services.photos import corrections, shelved, tagging
from imalink_server.services.photos.arriving import Arrival, Cold, FileSaid
from imalink_server.services.photos.knowing import Known
from imalink_server.services.photos.seeing import PhotoSeen, seen
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing, let_go

KIND = "photo"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A photo that was taken in, or that was there."""

    photo: PhotoSeen
    is_duplicate: bool


@contextmanager
def held(server: Server, me: Me, *previews: Cold | None) -> Iterator[Callable[[Cold], None]]:
    """Keep large previews before the transaction that refers to them; what none refers to goes after it.

    More of them are kept by the function that is given: any number of threads may call it.
    """
    if server.spool.room() < server.settings.spare_disk:  # whose rows lie there too, as a rule
        raise disk_full()
    kept: set[str] = set()

    def keep(cold: Cold) -> None:
        kept.add(cold.sha256)
        server.store.keep(me.account_uid, cold.sha256, cold.content)

    try:
        for cold in previews:
            if cold is not None:
                keep(cold)
        yield keep
    finally:
        if kept:
            let_go(server, me, kept)


def add(w: Writing, arrival: Arrival) -> Arrived:
    """Take one photo in. Its large preview is in the store already."""
    (arrived,) = add_all(w, [arrival])
    if isinstance(arrived, Refused):
        raise arrived
    return arrived


def add_all(w: Writing, arrivals: Sequence[Arrival | Refused]) -> list[Arrived | Refused]:
    """Take many in, in one transaction; what cannot be taken harms no other."""
    landing = _Landing(w, Known.of(w, [each for each in arrivals if not isinstance(each, Refused)]))
    put: list[tuple[Photo, bool] | Refused] = []
    for arrival in arrivals:
        try:
            put.append(arrival if isinstance(arrival, Refused) else landing.take(arrival))
        except Refused as why:
            put.append(why)
    landing.settle()
    there = {id(each[0]): each[0] for each in put if not isinstance(each, Refused)}
    wholes = photos.wholes(w.session, list(there.values()))
    told = {key: seen(whole, Viewer(w.me.account_id)) for key, whole in zip(there, wholes, strict=True)}
    return [each if isinstance(each, Refused) else Arrived(told[id(each[0])], not each[1]) for each in put]


@dataclass(slots=True)
class _Landing:
    """Where new photos wait for each other: the database takes a hundred as readily as one."""

    w: Writing
    known: Known
    waiting: list[tuple[Photo, Arrival]] = field(default_factory=list)
    _authors: dict[int, int | None] = field(default_factory=dict)
    """Who takes the photos of an import session, where nothing else is said."""

    def take(self, arrival: Arrival) -> tuple[Photo, bool]:
        """The photo that has arrived, and whether it is new."""
        photo = self.known.photo(arrival)
        if photo is None:
            photo = self._new(arrival)
            self.known.add(photo, arrival)
            return photo, True
        if arrival.files:
            if any(photo is each for each, _ in self.waiting):
                self.settle()
            if _more_files(self.w, photo, arrival.files):
                touch(self.w, photo)
            self.known.add(photo, arrival)
        return photo, False

    def _new(self, arrival: Arrival) -> Photo:
        check_refs(
            self.w,
            author_id=arrival.submission.author_id,
            import_session_id=arrival.submission.import_session_id,
            stack_id=arrival.stack_id,
        )
        check_all(self.w, arrival.space_ids, arrival.shoot_ids)
        photo = _row(self.w, arrival, self._author(arrival.submission))
        self.w.session.add(photo)
        self.waiting.append((photo, arrival))
        return photo

    def _author(self, said: Submission) -> int | None:
        session_id = said.import_session_id
        if said.author_id is not None or session_id is None:
            return said.author_id
        if session_id not in self._authors:
            found = owned.by_id(self.w.session, ImportSession, self.w.me.account_id, session_id)
            self._authors[session_id] = None if found is None else found.default_author_id
        return self._authors[session_id]

    def settle(self) -> None:
        """Write those that wait, and then what belongs to them, which needs their numbers."""
        self.w.session.flush()
        belongings = _Belongings()
        for photo, arrival in self.waiting:
            belongings.take(self.w, photo, arrival)
            self.w.changed(KIND, photo.uid)
        belongings.put(self.w)
        shelved.tell(self.w, (place for _, arrival in self.waiting for place in _places(arrival)))
        self.waiting.clear()
        self.w.session.flush()


def _places(arrival: Arrival) -> Iterator[Place]:
    yield from (Place(Shoot, shoot_id) for shoot_id in arrival.shoot_ids)
    if arrival.stack_id is not None:
        yield Place(Stack, arrival.stack_id)


@dataclass(slots=True)
class _Belongings:
    """What belongs to new photos, as rows: nobody looks at them before they are written."""

    previews: list[Mapping[str, object]] = field(default_factory=list)
    exifs: list[Mapping[str, object]] = field(default_factory=list)
    files: list[Mapping[str, object]] = field(default_factory=list)
    tags: list[Mapping[str, object]] = field(default_factory=list)

    def take(self, w: Writing, photo: Photo, arrival: Arrival) -> None:
        """Note what belongs to a photo, which has its number by now."""
        egg = arrival.submission.egg
        cold = dict.fromkeys(_COLD) if arrival.cold is None else _kept(w, arrival.cold)
        self.previews.append({"photo_id": photo.id, "hot": egg.hotpreview, **cold})
        self.exifs.append({"photo_id": photo.id, "exif": dumps(egg.exif_dict)})
        self.files += [_file(w, photo, each) for each in arrival.files or _of_submission(arrival)]
        tag_ids = tagging.ids_of(w, arrival.submission.tags)
        self.tags += [{"photo_id": photo.id, "tag_id": tag_id} for tag_id in tag_ids]
        if arrival.space_ids:
            photos.shown_in(w.session, photo, arrival.space_ids)
        if arrival.shoot_ids:
            photos.part_of(w.session, photo, arrival.shoot_ids)

    def put(self, w: Writing) -> None:
        """Write it."""
        for table, rows in (
            (PhotoPreview, self.previews),
            (PhotoExif, self.exifs),
            (ImageFile, self.files),
            (PhotoTag, self.tags),
        ):
            photos.put(w.session, table, rows)


def touch(w: Writing, photo: Photo) -> None:
    """Count a change of a photo."""
    w.count(KIND, photo)


def touch_all(w: Writing, which: Those) -> None:
    """Count a change of many, which are all one's own."""
    for _, uid in owned.touch(w.session, Photo, which, w.at):
        w.changed(KIND, uid)


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


def _row(w: Writing, arrival: Arrival, author_id: int | None) -> Photo:
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
        author_id=author_id,
        import_session_id=said.import_session_id,
        stack_id=arrival.stack_id,
        trashed_at=w.at if arrival.trashed else None,
        **corrections.kept_timeloc(arrival.timeloc),
        **corrections.kept_view(arrival.view),
    )


_COLD = ("cold_sha256", "cold_size", "cold_width", "cold_height")


def refer_to_cold(w: Writing, row: PhotoPreview, cold: Cold) -> None:
    """Note a large preview that is in the store; whatever was noted before may go."""
    if row.cold_sha256 is not None and row.cold_sha256 != cold.sha256:
        w.let_go.add(row.cold_sha256)
    for name, value in _kept(w, cold).items():
        setattr(row, name, value)


def _kept(w: Writing, cold: Cold) -> Mapping[str, object]:
    """What is noted of a large preview, which is in the store."""
    # It may have been swept away since it was kept: from here on nobody sweeps.
    if not w.server.store.has(w.me.account_uid, cold.sha256):
        w.server.store.keep(w.me.account_uid, cold.sha256, cold.content)
    told = (cold.sha256, len(cold.content), cold.size.width, cold.size.height)
    return dict(zip(_COLD, told, strict=True))


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
    return ImageFile(**_file(w, photo, file, import_session_id))


def _file(
    w: Writing, photo: Photo, file: FileSaid, import_session_id: int | None = None
) -> Mapping[str, object]:
    return {
        "owner_id": w.me.account_id,
        "photo_id": photo.id,
        "import_session_id": import_session_id or photo.import_session_id,
        "sha256": file.sha256,
        "filename": file.filename,
        "format": file.format,
        "size": file.size,
        "role": file.role,
        "machine": file.machine,
        "drive": file.drive,
        "imported_info": file.imported_info,
        "local_storage_info": file.local_storage_info,
        "added_at": w.at,
    }


def _place(file: FileSaid | ImageFile) -> tuple[str | None, ...]:
    return file.sha256, file.filename, file.machine, file.drive
