"""Previews of photos: given to those who may see the photo, bared for those it is not theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imalink_server.base.errors import Code, Refused
from imalink_server.db import photos
from imalink_server.db.accounts import uid_of
from imalink_server.db.models import Photo, PhotoPreview
from imalink_server.db.policy import Viewer, may_write
from imalink_server.services.photos import changing, jpegs
from imalink_server.services.photos.adding import refer_to_cold, touch
from imalink_server.services.photos.arriving import Cold
from imalink_server.services.photos.baring import bare
from imalink_server.services.photos.seeing import PhotoSeen
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a photo may be called by: its id, its uid, its hothash."""


def hot(server: Server, viewer: Viewer, key: str) -> bytes:
    """The small preview. Only its owner gets the bytes that are the hothash."""
    with server.database.reading() as session:
        photo = photos.find(session, viewer, key)
        preview = None if photo is None else photos.preview_of(session, photo.id)
        if photo is None or preview is None:
            raise changing.missing()
        return preview.hot if may_write(viewer, photo.owner_id) else bare(preview.hot)


def cold(server: Server, viewer: Viewer, key: str, width: int | None, height: int | None) -> bytes:
    """The large preview, or a smaller one made of it."""
    with server.database.reading() as session:
        photo = photos.find(session, viewer, key)
        preview = None if photo is None else photos.preview_of(session, photo.id)
        if photo is None or preview is None or preview.cold_sha256 is None:
            raise _none()
        owner, digest = uid_of(session, photo.owner_id), preview.cold_sha256
    content = server.store.fetch(owner, digest)
    if content is None:
        raise _none()
    if width is not None or height is not None:
        return jpegs.resized(content, digest, width or jpegs.COLD_SIDE, height or jpegs.COLD_SIDE)
    return content if may_write(viewer, photo.owner_id) else bare(content)


def put_cold(w: Writing, key: str, cold: Cold, if_match: str | None) -> PhotoSeen:
    """Give a photo another large preview, which is in the store already."""
    photo, preview = _both(w, key, if_match)
    _put(w, photo, preview, cold)
    return changing.told(w, photo)


def put_colds(w: Writing, colds: Sequence[tuple[str, Cold | Refused]]) -> list[int | Refused]:
    """Give many photos other large previews: the version that each has now, or why not."""
    # Others come in a form as well, and such as no database takes.
    keys = {key for key, _ in colds if _KEY.fullmatch(key)}
    mine = photos.by_uids(w.session, w.me.account_id, keys)
    for key in keys - mine.keys():
        photo = photos.find_own(w.session, Viewer(w.me.account_id), key)
        if photo is not None:
            mine[key] = photo
    rows = photos.previews_of(w.session, {photo.id for photo in mine.values()})
    results: list[int | Refused] = []
    for key, cold in colds:
        if isinstance(cold, Refused):
            results.append(cold)
        elif key not in mine or mine[key].id not in rows:
            results.append(changing.missing())
        else:
            _put(w, mine[key], rows[mine[key].id], cold)
            results.append(mine[key].version)
    return results


def _put(w: Writing, photo: Photo, preview: PhotoPreview, cold: Cold) -> None:
    before = preview.cold_sha256
    refer_to_cold(w, preview, cold)
    if preview.cold_sha256 != before:
        touch(w, photo)


def drop_cold(w: Writing, key: str, if_match: str | None) -> PhotoSeen:
    """Take a photo's large preview away."""
    photo, preview = _both(w, key, if_match)
    if preview.cold_sha256 is None:
        raise _none()
    w.let_go.add(preview.cold_sha256)
    preview.cold_sha256 = preview.cold_width = preview.cold_height = preview.cold_size = None
    touch(w, photo)
    return changing.told(w, photo)


def _both(w: Writing, key: str, if_match: str | None) -> tuple[Photo, PhotoPreview]:
    photo = changing.mine(w, key, if_match)
    preview = photos.preview_of(w.session, photo.id)
    if preview is None:
        raise changing.missing()
    return photo, preview


def _none() -> Refused:
    return Refused(Code.NOT_FOUND, "There is no such preview.")
