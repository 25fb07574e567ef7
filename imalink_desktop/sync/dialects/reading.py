"""A server's documents as our values. Anybody may have written them: `BadEgg` for what cannot be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from imalink_core import BadEgg, Metadata
from imalink_core.codec import checks, eggs
from imalink_core.codec.fields import Check
from imalink_core.codec.fields import Fields as Told
from imalink_core.codec.strict_json import json_object
from imalink_desktop.catalog.decisions import VISIBILITIES
from imalink_desktop.sync.dialects.choosing import Dialect
from imalink_desktop.sync.values import (
    Accepted,
    Field,
    FieldValue,
    Gone,
    Member,
    RemoteFile,
    RemotePhoto,
    RemoteSpace,
)

T = TypeVar("T")

MOST_IN_A_LIST = 10_000

_hothash = checks.text(64, "[0-9a-f]{64}")
_uid = checks.text(64, r"[A-Za-z0-9_-]{8,64}", least=8)
_line = checks.text(8_000)
_text = checks.text(100_000)
_version = checks.whole(0, checks.MOST_WHOLE)
_part = checks.number(0, 1)


def photo(value: object, dialect: Dialect, me: str) -> RemotePhoto | None:
    """A photo as the server tells it; None for one of somebody else's."""
    told = Told(value)
    can = dialect.abilities
    # Others are told neither whose a photo is nor its uid.
    if owner(told) not in (None, me) or (can.knows_uids and "uid" not in told):
        return None
    uid = told.need("uid", _uid) if can.knows_uids else None
    hothash = told.need("hothash", _hothash)
    fields: dict[Field, FieldValue] = {}
    for name, first, read in _READERS:
        if first in can.fields:  # elsewhere anything may stand under this name
            fields |= read(told, name)
    counted = told.maybe("version", _version) if dialect.counts_versions else None
    return RemotePhoto(
        key=uid or hothash,
        uid=uid,
        hothash=hothash,
        version=_digest(fields) if counted is None else str(counted),
        fields=fields,
        width=_perhaps(told, "width", eggs.side),
        height=_perhaps(told, "height", eggs.side),
        metadata=_metadata(told),
        exif_dict=_perhaps(told, "exif_dict", json_object) or {},
        image_format=_perhaps(told, "image_format", eggs.image_format),
        file_size_bytes=_perhaps(told, "file_size_bytes", eggs.file_size),
        is_valid_image=_perhaps(told, "is_valid_image", checks.flag) is not False,
        files=_perhaps(told, "files", _files) or (),
        has_coldpreview="coldpreview_path" in told,
        since=_since(told) if dialect.counts_versions else {},
    )


def _since(told: Told) -> dict[str, int]:
    """By which version each of what says who sees it was decided."""
    since = told.inner("since") if "since" in told else Told({})
    versions = {field: _perhaps(since, name, _version) for field, name in _SINCE.items()}
    return {str(field): version for field, version in versions.items() if version is not None}


_SINCE = {
    Field.VISIBILITY: "visibility",
    Field.TELLS_PLACE: "tells_place",
    Field.TELLS_NAMES: "tells_names",
    Field.SPACES: "space_ids",
}


def photos(values: Sequence[object], dialect: Dialect, me: str) -> tuple[list[RemotePhoto], int]:
    """One's own among them, and how many of them cannot be: these do not keep the others away."""
    found: list[RemotePhoto] = []
    odd = 0
    for value in values:
        try:
            one = photo(value, dialect, me)
        except BadEgg:
            odd += 1
            continue
        if one is not None:
            found.append(one)
    return found, odd


def changes(values: Sequence[object], dialect: Dialect, me: str) -> tuple[list[RemotePhoto | Gone], int]:
    """What the feed says of photos; of other things nothing is read."""
    found: list[RemotePhoto | Gone] = []
    odd = 0
    for value in values:
        try:
            told = Told(value)
            if told.need("kind", _line) != "photo":
                continue
            if told.need("gone", checks.flag):
                found.append(Gone(told.need("uid", _uid)))
            elif "photo" in told:
                one = photo(told.need("photo", _anything), dialect, me)
                found += [] if one is None else [one]
        except BadEgg:
            odd += 1
    return found, odd


def accepted(value: object, dialect: Dialect, me: str, sent_uid: str, sent_hothash: str) -> Accepted | None:
    """What is said of an egg that was sent; None when the photo is somebody else's."""
    told = Told(value)
    if owner(told) not in (None, me):
        return None
    duplicate = _perhaps(told, "is_duplicate", checks.flag) or False
    hothash = told.need("hothash", _hothash)
    uid = told.need("uid", _uid) if dialect.abilities.knows_uids else None
    if hothash != sent_hothash and not duplicate:
        raise BadEgg("hothash", "is another than was sent")
    if uid not in (None, sent_uid) and not duplicate:
        raise BadEgg("uid", "is another than was sent")
    whole = photo(value, dialect, me) if dialect.abilities.knows_uids else None
    return Accepted(
        key=uid or hothash,
        version=whole.version if whole else None,
        uid=uid,
        is_duplicate=duplicate,
        photo=whole,
    )


def space(value: object) -> RemoteSpace:
    """A space that one is in."""
    told = Told(value)
    key, role = told.need("id", identity), _perhaps(told, "role", _line)
    return RemoteSpace(
        key=key,
        name=told.need("name", _line),
        is_mine=role == "owner",
        members=_perhaps(told, "member_count", _version) or 1,
        # Without a uid the number is all there is, of one owner: another's is another space.
        uid=_perhaps(told, "uid", _uid) or f"{key} {owner(told) or role}",
    )


def member(value: object) -> Member:
    """Somebody in a space, by the name that is shown of them."""
    told = Told(value)
    name = _perhaps(told, "display_name", _line) or told.need("username", _line)
    return Member(told.need("account_id", identity), name, _perhaps(told, "role", _line) == "owner")


def owner(told: Told) -> str | None:
    """Whose it is, where that is said."""
    for name in ("owner_id", "user_id"):
        if name in told:
            return told.need(name, identity)
    return None


def identity(value: object, where: str) -> str:
    """What a server calls somebody: a number or a word."""
    if type(value) is int and 0 <= value <= checks.MOST_WHOLE:
        return str(value)
    return checks.text(200, least=1)(value, where)


def _anything(value: object, _where: str) -> object:
    return value


def _perhaps(told: Told, name: str, check: Check[T]) -> T | None:
    """A fact that is worth having, and not worth losing the photo for."""
    try:
        return told.maybe(name, check)
    except BadEgg:
        return None


def _metadata(told: Told) -> Metadata:
    """What the camera said: in an object of its own, or where the family spreads it."""
    own = _perhaps(told, "metadata", Told)
    exif = _perhaps(told, "exif_dict", Told) or Told({})
    within = own or exif
    top = own or told
    return Metadata(
        taken_at=_perhaps(top, "taken_at", checks.moment),
        camera_make=_perhaps(within, "camera_make", eggs.name),
        camera_model=_perhaps(within, "camera_model", eggs.name),
        lens_model=_perhaps(within, "lens_model", eggs.name),
        focal_length=_perhaps(within, "focal_length", eggs.positive),
        f_number=_perhaps(within, "f_number" if own else "aperture", eggs.positive),
        iso=_perhaps(within, "iso", eggs.iso),
        exposure_time=_perhaps(within, "exposure_time" if own else "shutter_speed", eggs.exposure_time),
        gps_latitude=_perhaps(top, "gps_latitude", eggs.latitude),
        gps_longitude=_perhaps(top, "gps_longitude", eggs.longitude),
        gps_altitude=_perhaps(within, "gps_altitude", eggs.altitude),
    )


def _file(value: object, where: str) -> RemoteFile:
    told = Told(value, where)
    return RemoteFile(
        filename=told.need("filename", _line),
        sha256=_perhaps(told, "sha256", _hothash),
        format=_perhaps(told, "format", _line) or _perhaps(told, "file_format", _line),
        size=_perhaps(told, "size", eggs.file_size) or _perhaps(told, "file_size", eggs.file_size),
        role=_perhaps(told, "role", _line),
        machine=_perhaps(told, "machine", _line),
        drive=_perhaps(told, "drive", _line),
    )


_files = checks.list_of(_file, most=1_000)


def _words(field: Field, check: Check[str]) -> Callable[[Told, str], Mapping[Field, FieldValue]]:
    return lambda told, name: {field: told.maybe(name, check) or None}


def _count(field: Field, check: Check[int]) -> Callable[[Told, str], Mapping[Field, FieldValue]]:
    return lambda told, name: {field: told.maybe(name, check) or 0}


def _visibility(told: Told, name: str) -> Mapping[Field, FieldValue]:
    word = told.maybe(name, _line) or "private"
    if word not in VISIBILITIES:
        raise BadEgg(name, "is no visibility")
    return {Field.VISIBILITY: int(VISIBILITIES[word])}


def _telling(field: Field) -> Callable[[Told, str], Mapping[Field, FieldValue]]:
    return lambda told, name: {field: int(told.maybe(name, checks.flag) or False)}


def _author(told: Told, name: str) -> Mapping[Field, FieldValue]:
    return {Field.AUTHOR: told.inner(name).need("name", _line) if name in told else None}


def _tag(value: object, where: str) -> str:
    return _line(value, where) if isinstance(value, str) else Told(value, where).need("name", _line)


_tags = checks.list_of(_tag, most=MOST_IN_A_LIST)


def _tagged(told: Told, name: str) -> Mapping[Field, FieldValue]:
    return {Field.TAGS: tuple(sorted(set(told.maybe(name, _tags) or ())))}


_spaces = checks.list_of(identity, most=MOST_IN_A_LIST)


def _shown_in(told: Told, name: str) -> Mapping[Field, FieldValue]:
    return {Field.SPACES: tuple(sorted(set(told.maybe(name, _spaces) or ())))}


def _trashed(told: Told, name: str) -> Mapping[Field, FieldValue]:
    return {Field.TRASHED: told.maybe(name, checks.flag) or False}


def _timeloc(told: Told, name: str) -> Mapping[Field, FieldValue]:
    said = told.inner(name) if name in told else Told({})
    at = said.maybe("taken_at", checks.moment)
    return {
        Field.CORRECTED_AT: None if at is None else at.isoformat(),
        Field.CORRECTED_LATITUDE: said.maybe("gps_latitude", eggs.latitude),
        Field.CORRECTED_LONGITUDE: said.maybe("gps_longitude", eggs.longitude),
    }


def _view(told: Told, name: str) -> Mapping[Field, FieldValue]:
    said = told.inner(name) if name in told else Told({})
    crop = said.inner("relative_crop") if "relative_crop" in said else None
    turned = said.maybe("rotation", checks.whole(0, 270)) or 0
    if turned % 90:
        raise BadEgg(f"{name}.rotation", "must be quarters")
    sides = [crop.need(side, _part) for side in ("x", "y", "width", "height")] if crop else None
    return {
        Field.ROTATION: turned,
        Field.CROP: None if sides is None else json.dumps(sides),
        Field.EXPOSURE_ADJUST: said.maybe("exposure_adjust", checks.number(-10, 10)),
    }


_READERS: tuple[tuple[str, Field, Callable[[Told, str], Mapping[Field, FieldValue]]], ...] = (
    ("title", Field.TITLE, _words(Field.TITLE, _line)),
    ("description", Field.DESCRIPTION, _words(Field.DESCRIPTION, _text)),
    ("rating", Field.RATING, _count(Field.RATING, checks.whole(0, 5))),
    ("flag", Field.FLAG, _count(Field.FLAG, checks.whole(-1, 1))),
    ("label", Field.LABEL, _words(Field.LABEL, _line)),
    ("visibility", Field.VISIBILITY, _visibility),
    ("tells_place", Field.TELLS_PLACE, _telling(Field.TELLS_PLACE)),
    ("tells_names", Field.TELLS_NAMES, _telling(Field.TELLS_NAMES)),
    ("author", Field.AUTHOR, _author),
    ("tags", Field.TAGS, _tagged),
    ("space_ids", Field.SPACES, _shown_in),
    ("trashed", Field.TRASHED, _trashed),
    ("timeloc_correction", Field.CORRECTED_AT, _timeloc),
    ("view_correction", Field.ROTATION, _view),
)


def _digest(fields: Mapping[Field, FieldValue]) -> str:
    """A version, for servers that do not count them: what was said, in short."""
    written = json.dumps({field.value: value for field, value in sorted(fields.items())}, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
