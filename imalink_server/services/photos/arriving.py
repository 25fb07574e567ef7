"""What arrives: an egg in one of the family's shapes, and what only ours say; nothing is believed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from imalink_core import BadEgg
from imalink_core.codec import COLDPREVIEW_BYTES, checks, dumps, loads, submission_from_json
from imalink_core.codec.fields import Fields
from imalink_core.codec.strict_json import json_object
from imalink_core.codec.submission import Submission, row_id
from imalink_core.formats.format import Format, Kind
from imalink_core.formats.table import FORMATS
from imalink_server.base import indexed
from imalink_server.base.errors import Code, Refused
from imalink_server.services.accounts import folded
from imalink_server.services.photos import corrections, jpegs
from imalink_server.services.photos.jpegs import Size
from imalink_server.services.photos.seeing import TimelocCorrection, ViewCorrection

MOST_AT_ONCE = 500
"""Eggs of one batch."""

_MOST_VALUES = 1 << 20
"""Values in one request's JSON. Five hundred eggs have some hundred thousand."""

_SIDE_BY_SIDE = 8
"""Previews of one batch: a disk waits for many files together, and others are decoded meanwhile."""

_name = checks.text(64, r"[A-Za-z0-9_-]{8,64}", least=8)
_sha256 = checks.text(64, "[0-9a-f]{64}")
_sha256_like = re.compile("[0-9a-f]{64}")
_line = checks.text(1000)


def _label(value: object, where: str) -> str:
    return _indexed(_line(value, where), where)


def _indexed(text: str, where: str) -> str:
    if not indexed.fits(text):
        raise BadEgg(where, f"must have at most {indexed.MOST:,} bytes")
    return text


_flag = checks.whole(-1, 1)
_size = checks.whole(0, checks.MOST_WHOLE)
_ids = checks.list_of(row_id, most=100)

_RAW = "raw"
_BY_EXTENSION = {extension: row for row in FORMATS for extension in row.extensions}


@dataclass(frozen=True, slots=True)
class FileSaid:
    """One file of a photo, in one place."""

    filename: str
    sha256: str | None = None
    format: str | None = None
    size: int | None = None
    role: str | None = None
    machine: str | None = None
    drive: str | None = None
    imported_info: str | None = None
    local_storage_info: str | None = None


@dataclass(frozen=True, slots=True)
class Cold:
    """A large preview on its way in."""

    content: bytes
    sha256: str
    size: Size


Keep: TypeAlias = Callable[[Cold], None]
"""What is done with a large preview as soon as it has been looked at."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A photo on its way in, looked at from all sides."""

    submission: Submission
    cold: Cold | None
    uid: str | None
    flag: int
    label: str | None
    trashed: bool
    tells_place: bool
    tells_names: bool
    space_ids: tuple[int, ...]
    shoot_ids: tuple[int, ...]
    stack_id: int | None
    timeloc: TimelocCorrection | None
    view: ViewCorrection | None
    files: tuple[FileSaid, ...]


def read(body: bytes) -> object:
    """JSON, whatever is in it; of bounded appetite, since a list of three bytes takes sixty."""
    if sum(map(body.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        message = f"A request here may hold {_MOST_VALUES:,} values. Send fewer photos at once."
        raise Refused(Code.TOO_LARGE, message, {"most": _MOST_VALUES})
    try:
        return loads(body)
    except BadEgg as bad:
        raise refused(bad) from None


def arrival(value: object) -> Arrival:
    """One photo, in whichever shape it came."""
    try:
        submission = submission_from_json(value)
        _check_indexed(submission)
        jpegs.looked_at(submission.egg.hotpreview, jpegs.HOT_SIDE, "hotpreview")
        cold = submission.egg.coldpreview
        fields = Fields(value)
        photo = fields
        if "photo_create_schema" in fields:
            photo = fields.inner("photo_create_schema")
            submission = _as_the_family_says(submission, photo)
        files = photo.maybe("files", _files) or photo.maybe("image_file_list", _old_files) or ()
        return Arrival(
            submission=submission,
            cold=None if cold is None else looked_at(cold),
            uid=photo.maybe("uid", _uid),
            flag=photo.maybe("flag", _flag) or 0,
            label=photo.maybe("label", _label),
            trashed=photo.maybe("trashed", checks.flag) or False,
            tells_place=photo.maybe("tells_place", checks.flag) or False,
            tells_names=photo.maybe("tells_names", checks.flag) or False,
            space_ids=photo.maybe("space_ids", _ids) or (),
            shoot_ids=photo.maybe("shoot_ids", _ids) or (),
            stack_id=photo.maybe("stack_id", row_id),
            timeloc=photo.maybe("timeloc_correction", corrections.timeloc),
            view=photo.maybe("view_correction", corrections.view),
            files=files,
        )
    except BadEgg as bad:
        raise refused(bad) from None


def _as_the_family_says(submission: Submission, photo: Fields) -> Submission:
    """Its programs look for camera and exposure in `exif_dict`, where they put them."""
    if photo.maybe("category", _line):
        raise BadEgg(photo.place("category"), "is not kept here; send the photo without, or use a tag")
    said = dict(photo.maybe("exif_dict", json_object) or {})
    if isinstance(said.get("exif"), Mapping):
        return submission  # of a program that keeps both apart, as we do
    return replace(submission, egg=replace(submission.egg, exif_dict=said))


def _check_indexed(submission: Submission) -> None:
    """Let nothing pass that only one of the databases would take."""
    for name in ("camera_model", "lens_model"):
        _indexed(getattr(submission.egg.metadata, name) or "", f"metadata.{name}")
    for tag in submission.tags:
        _indexed(folded(tag), "tags")


def batch(body: bytes, keep: Keep) -> list[Arrival | Refused]:
    """Many at once: each is one or the other, and a bad one harms no other."""
    try:
        values = Fields(read(body)).need("photos", checks.list_of(_anything, most=MOST_AT_ONCE))
    except BadEgg as bad:
        raise refused(bad) from None
    # Looking at previews is most of the work, and is done outside of Python's lock.
    with ThreadPoolExecutor(_SIDE_BY_SIDE, "eggs") as pool:
        return list(pool.map(partial(_one_of_many, keep=keep), values))


def _one_of_many(value: object, keep: Keep) -> Arrival | Refused:
    try:
        found = arrival(value)
    except Refused as why:
        return why
    if found.cold is not None:
        keep(found.cold)
    return found


def companion(body: bytes) -> tuple[FileSaid, int | None]:
    """One more file of a photo, and the import session that it came with."""
    value = read(body)
    try:
        return _old_file(value, ""), Fields(value).maybe("import_session_id", row_id)
    except BadEgg as bad:
        raise refused(bad) from None


def looked_at(content: bytes, sha256: str | None = None) -> Cold:
    """A large preview that can be decoded."""
    size = jpegs.looked_at(content, jpegs.COLD_SIDE, "coldpreview")
    return Cold(content, sha256 or hashlib.sha256(content).hexdigest(), size)


def coldpreviews(files: Sequence[tuple[str, bytes, str]], keep: Keep) -> list[tuple[str, Cold | Refused]]:
    """Large previews of many photos, each with its photo's key and its digest; a bad one harms no other."""
    if not files:
        raise Refused(Code.INVALID_REQUEST, "There is no file in the form.", {"where": "files"})
    with ThreadPoolExecutor(_SIDE_BY_SIDE, "coldpreviews") as pool:
        return list(pool.map(partial(_one_cold_of_many, keep=keep), files))


def _one_cold_of_many(file: tuple[str, bytes, str], keep: Keep) -> tuple[str, Cold | Refused]:
    key, content, sha256 = file
    try:
        bounded(content)
        cold = looked_at(content, sha256)
    except Refused as why:
        return key, why
    keep(cold)
    return key, cold


def bounded(cold: bytes) -> None:
    """Let a large preview through that is not too large."""
    if len(cold) > COLDPREVIEW_BYTES:
        message = f"A large preview may have {COLDPREVIEW_BYTES:,} bytes."
        raise Refused(Code.TOO_LARGE, message, {"most": COLDPREVIEW_BYTES})


def refused(bad: BadEgg) -> Refused:
    """The same for whoever sent it: where, and why."""
    return Refused(Code.INVALID_REQUEST, str(bad), {"where": bad.where})


def _uid(value: object, where: str) -> str:
    uid = _name(value, where)
    # These name photos too, and perhaps another one.
    if uid.isdecimal() or _sha256_like.fullmatch(uid):
        raise BadEgg(where, "must not look like an id or a hothash")
    return uid


def _anything(value: object, _: str) -> object:
    return value


def _file(value: object, where: str) -> FileSaid:
    fields = Fields(value, where)
    filename, format_ = fields.need("filename", _line), fields.maybe("format", _line)
    return FileSaid(
        filename=filename,
        sha256=fields.maybe("sha256", _sha256),
        format=format_,
        size=fields.maybe("size", _size),
        role=fields.maybe("role", _line) or _role(by_name(filename)),
        machine=fields.maybe("machine", _line),
        drive=fields.maybe("drive", _line),
    )


def _old_file(value: object, where: str) -> FileSaid:
    fields = Fields(value, where)
    filename = fields.need("filename", _line)
    known = by_name(filename)
    return FileSaid(
        filename=filename,
        sha256=fields.maybe("sha256", _sha256),
        format=None if known is None else known.name,
        size=fields.maybe("file_size", _size),
        role=_role(known),
        imported_info=_written(fields, "imported_info"),
        local_storage_info=_written(fields, "local_storage_info"),
    )


def by_name(filename: str) -> Format | None:
    """What a file is by its name, where nobody says it and its bytes are elsewhere."""
    return _BY_EXTENSION.get(filename.rpartition(".")[2].lower())


def _role(known: Format | None) -> str | None:
    return _RAW if known is not None and known.kind is Kind.RAW else None


def _written(fields: Fields, key: str) -> str | None:
    value: Any = fields.maybe(key, json_object)
    return None if value is None else dumps(value)


_files = checks.list_of(_file, most=100)
_old_files = checks.list_of(_old_file, most=100)
