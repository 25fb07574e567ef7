"""Changing photos a field at a time: what is not named stays, and what stays the same is no change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from imalink_server.base.errors import Code, Refused
from imalink_server.base.visibility import Visibility
from imalink_server.db import photos, uploads
from imalink_server.db.models import Photo
from imalink_server.db.policy import Viewer
from imalink_server.services.photos import corrections, shelved, tagging
from imalink_server.services.photos.adding import KIND, check_all, check_refs, file_row, touch
from imalink_server.services.photos.arriving import FileSaid
from imalink_server.services.photos.seeing import PhotoSeen, TimelocCorrection, ViewCorrection, seen
from imalink_server.services.writing import Writing, was_seen


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be otherwise: of these fields only those that are named in `given`."""

    given: frozenset[str]
    title: str | None = None
    description: str | None = None
    rating: int = 0
    flag: int = 0
    label: str | None = None
    visibility: Visibility = Visibility.PRIVATE
    tells_place: bool = False
    tells_names: bool = False
    author_id: int | None = None
    import_session_id: int | None = None
    stack_id: int | None = None
    stack_position: int | None = None
    tags: tuple[str, ...] = ()
    space_ids: tuple[int, ...] = ()
    shoot_ids: tuple[int, ...] = ()
    trashed: bool = False
    timeloc_correction: TimelocCorrection | None = None
    view_correction: ViewCorrection | None = None


_PLAIN = (
    "title", "description", "rating", "flag", "label", "visibility", "tells_place", "tells_names",
    "author_id", "import_session_id", "stack_id", "stack_position",
)  # fmt: skip

_SINCE = {"visibility": "visibility_since", "tells_place": "place_since", "tells_names": "names_since"}
"""Where it is noted by which version of a photo each of these was decided."""

_PLACES = frozenset({"stack_id", "stack_position", "shoot_ids"})


def mine(w: Writing, key: str, if_match: str | None = None) -> Photo:
    """One's own photo, to be changed; unless somebody changed it since the sender saw it."""
    photo = photos.find_own(w.session, Viewer(w.me.account_id), key)
    if photo is None:
        raise missing()
    if not was_seen(if_match, photo.version):
        raise Overtaken(told(w, photo))
    return photo


class Overtaken(Refused):
    """Somebody else was faster: what the photo is now, which the wire has a shape of its own for."""

    def __init__(self, current: PhotoSeen) -> None:
        self.current = current
        super().__init__(Code.CHANGED_MEANWHILE, "The photo has been changed meanwhile.")


def missing() -> Refused:
    """What everybody is told who may not see a photo, and of one that is not there."""
    return Refused(Code.NOT_FOUND, "There is no such photo.")


def told(w: Writing, photo: Photo) -> PhotoSeen:
    """The photo as it is now, for its owner."""
    return seen(photos.whole(w.session, photo), Viewer(w.me.account_id))


def change(w: Writing, key: str, wanted: Wanted, if_match: str | None = None) -> PhotoSeen:
    """Change the fields that are named."""
    photo = mine(w, key, if_match)
    given = wanted.given
    check_refs(
        w,
        author_id=wanted.author_id if "author_id" in given else None,
        import_session_id=wanted.import_session_id if "import_session_id" in given else None,
        stack_id=wanted.stack_id if "stack_id" in given else None,
    )
    _check_spaces(w, photo, wanted)
    stood = shelved.places(w, photo) if given & _PLACES else frozenset()
    values: dict[str, Any] = {name: getattr(wanted, name) for name in _PLAIN if name in given}
    if "visibility" in values:
        values["visibility"] = int(wanted.visibility)
    if "trashed" in given and wanted.trashed != (photo.trashed_at is not None):
        values["trashed_at"] = w.at if wanted.trashed else None
    if "timeloc_correction" in given:
        values |= corrections.kept_timeloc(wanted.timeloc_correction)
    if "view_correction" in given:
        values |= corrections.kept_view(wanted.view_correction)
    if "stack_id" in given and wanted.stack_id is None and "stack_position" not in given:
        values["stack_position"] = None
    others = [name for name in _SINCE if name in values and values[name] != getattr(photo, name)]
    values |= {_SINCE[name]: photo.version + 1 for name in others}
    differs = _set(photo, values)
    if "tags" in given:
        differs |= tagging.replace(w, photo, wanted.tags)
    if "space_ids" in given and photos.shown_in(w.session, photo, wanted.space_ids):
        differs, photo.spaces_since = True, photo.version + 1
    if "shoot_ids" in given:
        differs |= photos.part_of(w.session, photo, wanted.shoot_ids)
    if given & _PLACES:
        shelved.tell(w, stood ^ shelved.places(w, photo))
    if differs:
        touch(w, photo)
    return told(w, photo)


def trash(w: Writing, key: str, if_match: str | None = None) -> PhotoSeen:
    """Put a photo into the trash, where only its owner finds it."""
    return change(w, key, Wanted(frozenset({"trashed"}), trashed=True), if_match)


def delete(w: Writing, key: str, if_match: str | None = None) -> None:
    """Delete a photo for good, with its previews and its original."""
    photo = mine(w, key, if_match)
    preview = photos.preview_of(w.session, photo.id)
    if preview is not None and preview.cold_sha256 is not None:
        w.let_go.add(preview.cold_sha256)
    w.let_go |= uploads.digests_of(w.session, photo.id)
    shelved.tell(w, shelved.places(w, photo))
    w.changed(KIND, photo.uid, gone=True)
    photos.remove(w.session, photo)


def add_file(
    w: Writing, key: str, file: FileSaid, import_session_id: int | None, if_match: str | None = None
) -> PhotoSeen:
    """Note one more file of a photo."""
    photo = mine(w, key, if_match)
    check_refs(w, author_id=None, import_session_id=import_session_id, stack_id=None)
    w.session.add(file_row(w, photo, file, import_session_id))
    touch(w, photo)
    return told(w, photo)


def add_tags(
    w: Writing, key: str, names: tuple[str, ...], if_match: str | None = None
) -> tuple[PhotoSeen, list[str]]:
    """Give a photo tags; the names of those that it did not have."""
    photo = mine(w, key, if_match)
    new = tagging.put(w, photo, names)
    if new:
        touch(w, photo)
    return told(w, photo), [tag.name for tag in new]


def remove_tag(w: Writing, key: str, name: str, if_match: str | None = None) -> tuple[PhotoSeen, str]:
    """Take a tag off a photo."""
    photo = mine(w, key, if_match)
    tag = tagging.take(w, photo, name)
    if tag is None:
        raise Refused(Code.NOT_FOUND, "The photo has no such tag.")
    touch(w, photo)
    return told(w, photo), tag.name


def _check_spaces(w: Writing, photo: Photo, wanted: Wanted) -> None:
    """Who was shown a photo in a space that its owner has left since may go on to be named."""
    before = set(photos.whole(w.session, photo).space_ids) if "space_ids" in wanted.given else set[int]()
    check_all(w, tuple(set(wanted.space_ids) - before), wanted.shoot_ids)


def _set(photo: Photo, values: dict[str, Any]) -> bool:
    differing = {name: value for name, value in values.items() if getattr(photo, name) != value}
    for name, value in differing.items():
        setattr(photo, name, value)
    return bool(differing)
