"""Photos of programs that send no egg: what the file is called, a small preview, and what the camera said."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from imalink_core import BadEgg
from imalink_core.codec import eggs
from imalink_core.codec.base64_jpeg import HOTPREVIEW_BYTES, jpeg_of
from imalink_core.codec.fields import Fields
from imalink_core.codec.strict_json import json_object
from imalink_core.codec.submission import row_id
from imalink_server.base.errors import Code, Refused
from imalink_server.services.photos import adding, arriving, jpegs
from imalink_server.services.photos.arriving import Arrival
from imalink_server.services.photos.jpegs import Size
from imalink_server.services.photos.seeing import FileSeen, PhotoSeen
from imalink_server.services.writing import Writing

_hotpreview = jpeg_of(HOTPREVIEW_BYTES)
_ASIDE = "photo_create_schema."


@dataclass(frozen=True, slots=True)
class Registered:
    """A file that is noted now, and the photo it belongs to."""

    photo: PhotoSeen
    file: FileSeen
    is_new: bool


def read(body: bytes) -> Arrival:
    """One photo: its egg is made of what is said."""
    value = arriving.read(body)
    try:
        said = Fields(value)
        sent = said.need("hotpreview", _as_it_is)
        preview = said.need("hotpreview", _hotpreview)
        exif = said.maybe("exif_dict", json_object) or {}
        file_size = said.maybe("file_size", eggs.file_size)
        # A preview has the shape of its picture, where nobody tells the picture's size.
        size = _told(Fields(exif)) or jpegs.looked_at(preview, jpegs.HOT_SIDE, "hotpreview")
        egg: dict[str, object] = {
            "hothash": hashlib.sha256(preview).hexdigest(),
            "hotpreview_base64": sent,
            "width": size.width,
            "height": size.height,
            "exif_dict": exif,
            "input_channel_id": said.maybe("import_session_id", row_id),
            "image_file_list": [{"filename": said.need("filename", _as_it_is), "file_size": file_size or 0}],
        }
        for name in ("taken_at", "gps_latitude", "gps_longitude", "visibility"):
            egg[name] = said.maybe(name, _as_it_is)
    except BadEgg as bad:
        raise arriving.refused(bad) from None
    try:
        arrival = arriving.arrival({"photo_create_schema": egg})
    except Refused as why:
        where = str(why.details.get("where", "")).removeprefix(_ASIDE)
        raise Refused(why.code, why.message.removeprefix(_ASIDE), {"where": where}) from None
    return replace(arrival, files=tuple(replace(file, size=file_size) for file in arrival.files))


def add(w: Writing, arrival: Arrival) -> Registered:
    """Take it in; or note the file, where the photo is there. What is there already is refused."""
    arrived = adding.add(w, arrival)
    photo, name = arrived.photo, arrival.files[0].filename
    if (adding.KIND, photo.uid) not in w.things:
        raise Refused(Code.DUPLICATE, "This file of this photo is here already.", {"hothash": photo.hothash})
    file = max((each for each in photo.files if each.filename == name), key=lambda each: each.id)
    return Registered(photo, file, not arrived.is_duplicate)


def _as_it_is(value: object, _: str) -> object:
    return value


def _told(exif: Fields) -> Size | None:
    try:
        return Size(exif.need("width", eggs.side), exif.need("height", eggs.side))
    except BadEgg:
        return None
