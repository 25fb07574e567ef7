"""What arrives: an egg in one of the family's shapes, and what only ours say; nothing is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from imalink_core import BadEgg
from imalink_core.codec import COLDPREVIEW_BYTES, checks, dumps, loads, submission_from_json
from imalink_core.codec.fields import Fields
from imalink_core.codec.strict_json import json_object
from imalink_core.codec.submission import Submission, row_id
from imalink_server.base.errors import Code, Refused
from imalink_server.services.photos import jpegs
from imalink_server.services.photos.jpegs import Size

MOST_AT_ONCE = 500
"""Eggs of one batch."""

_uid = checks.text(64, r"[A-Za-z0-9_-]{8,64}", least=8)
_sha256 = checks.text(64, "[0-9a-f]{64}")
_line = checks.text(1000)
_flag = checks.whole(-1, 1)
_size = checks.whole(0, checks.MOST_WHOLE)
_ids = checks.list_of(row_id, most=100)


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
class Arrival:
    """A photo on its way in, looked at from all sides."""

    submission: Submission
    hot_size: Size
    cold_size: Size | None
    uid: str | None
    flag: int
    label: str | None
    trashed: bool
    tells_place: bool
    tells_names: bool
    space_ids: tuple[int, ...]
    shoot_ids: tuple[int, ...]
    stack_id: int | None
    files: tuple[FileSaid, ...]


def read(body: bytes) -> object:
    """JSON, whatever is in it."""
    try:
        return loads(body)
    except BadEgg as bad:
        raise refused(bad) from None


def arrival(value: object) -> Arrival:
    """One photo, in whichever shape it came."""
    try:
        submission = submission_from_json(value)
        fields = Fields(value)
        photo = fields.inner("photo_create_schema") if "photo_create_schema" in fields else fields
        files = photo.maybe("files", _files) or photo.maybe("image_file_list", _old_files) or ()
        return Arrival(
            submission=submission,
            hot_size=jpegs.looked_at(submission.egg.hotpreview, jpegs.HOT_SIDE, "hotpreview"),
            cold_size=_cold_size(submission.egg.coldpreview),
            uid=photo.maybe("uid", _uid),
            flag=photo.maybe("flag", _flag) or 0,
            label=photo.maybe("label", _line),
            trashed=photo.maybe("trashed", checks.flag) or False,
            tells_place=photo.maybe("tells_place", checks.flag) or False,
            tells_names=photo.maybe("tells_names", checks.flag) or False,
            space_ids=photo.maybe("space_ids", _ids) or (),
            shoot_ids=photo.maybe("shoot_ids", _ids) or (),
            stack_id=photo.maybe("stack_id", row_id),
            files=files,
        )
    except BadEgg as bad:
        raise refused(bad) from None


def batch(body: bytes) -> list[Arrival | Refused]:
    """Many at once: each is one or the other, and a bad one harms no other."""
    try:
        values = Fields(read(body)).need("photos", checks.list_of(_anything, most=MOST_AT_ONCE))
    except BadEgg as bad:
        raise refused(bad) from None
    return [_one_of_many(value) for value in values]


def _one_of_many(value: object) -> Arrival | Refused:
    try:
        return arrival(value)
    except Refused as why:
        return why


def companion(body: bytes) -> tuple[FileSaid, int | None]:
    """One more file of a photo, and the import session that it came with."""
    value = read(body)
    try:
        return _old_file(value, ""), Fields(value).maybe("import_session_id", row_id)
    except BadEgg as bad:
        raise refused(bad) from None


def bounded(cold: bytes) -> None:
    """Let a large preview through that is not too large."""
    if len(cold) > COLDPREVIEW_BYTES:
        message = f"A large preview may have {COLDPREVIEW_BYTES:,} bytes."
        raise Refused(Code.TOO_LARGE, message, {"most": COLDPREVIEW_BYTES})


def refused(bad: BadEgg) -> Refused:
    """The same for whoever sent it: where, and why."""
    return Refused(Code.INVALID_REQUEST, str(bad), {"where": bad.where})


def _anything(value: object, _: str) -> object:
    return value


def _cold_size(cold: bytes | None) -> Size | None:
    return None if cold is None else jpegs.looked_at(cold, jpegs.COLD_SIDE, "coldpreview")


def _file(value: object, where: str) -> FileSaid:
    fields = Fields(value, where)
    return FileSaid(
        filename=fields.need("filename", _line),
        sha256=fields.maybe("sha256", _sha256),
        format=fields.maybe("format", _line),
        size=fields.maybe("size", _size),
        role=fields.maybe("role", _line),
        machine=fields.maybe("machine", _line),
        drive=fields.maybe("drive", _line),
    )


def _old_file(value: object, where: str) -> FileSaid:
    fields = Fields(value, where)
    return FileSaid(
        filename=fields.need("filename", _line),
        sha256=fields.maybe("sha256", _sha256),
        size=fields.maybe("file_size", _size),
        imported_info=_written(fields, "imported_info"),
        local_storage_info=_written(fields, "local_storage_info"),
    )


def _written(fields: Fields, key: str) -> str | None:
    value: Any = fields.maybe(key, json_object)
    return None if value is None else dumps(value)


_files = checks.list_of(_file, most=100)
_old_files = checks.list_of(_old_file, most=100)
