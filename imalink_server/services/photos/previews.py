"""Previews of photos: given to those who may see the photo, bared for those it is not theirs."""

from __future__ import annotations

from imalink_server.base.errors import Code, Refused
from imalink_server.db import photos
from imalink_server.db.accounts import uid_of
from imalink_server.db.models import Photo, PhotoPreview
from imalink_server.db.policy import Viewer, may_write
from imalink_server.services.photos import changing, jpegs
from imalink_server.services.photos.adding import refer_to_cold, touch
from imalink_server.services.photos.jpegs import Size
from imalink_server.services.photos.seeing import PhotoSeen
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing


def hot(server: Server, viewer: Viewer, key: str) -> bytes:
    """The small preview. Only its owner gets the bytes that are the hothash."""
    with server.database.reading() as session:
        photo = photos.find(session, viewer, key)
        preview = None if photo is None else photos.preview_of(session, photo.id)
        if photo is None or preview is None:
            raise changing.missing()
        return preview.hot if may_write(viewer, photo.owner_id) else jpegs.bare(preview.hot)


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
        return jpegs.resized(content, width or jpegs.COLD_SIDE, height or jpegs.COLD_SIDE)
    return content if may_write(viewer, photo.owner_id) else jpegs.bare(content)


def put_cold(w: Writing, key: str, content: bytes, size: Size, if_match: str | None) -> PhotoSeen:
    """Give a photo another large preview, which is in the store already."""
    photo, preview = _both(w, key, if_match)
    before = preview.cold_sha256
    refer_to_cold(w, preview, content, size.width, size.height)
    if preview.cold_sha256 != before:
        touch(w, photo)
    return changing.told(w, photo)


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
