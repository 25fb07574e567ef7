"""Our values as a server's documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from imalink_core.codec import Shape, Submission, Visibility, submission_to_json
from imalink_core.egg import Json
from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.decisions import Visibility as Level
from imalink_desktop.sync.dialects.choosing import Dialect
from imalink_desktop.sync.values import BLANK, TOGETHER, Field, Fields, FieldValue, NewPhoto, RemoteFile

_PLACE_AND_TIME, _VIEW = TOGETHER
_PLAIN = (Field.TITLE, Field.DESCRIPTION, Field.RATING, Field.FLAG, Field.LABEL)
_SWITCHES = (Field.TELLS_PLACE, Field.TELLS_NAMES, Field.TRASHED)
"""Yes or no."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the requests that a change takes."""

    method: str
    path: str
    document: Json = None
    has_document: bool = True


def path_of(dialect: Dialect, key: str, below: str = "") -> str:
    """The path of one photo, or of something below it."""
    return dialect.photo.format(quote(key, safe="")) + below


def egg(dialect: Dialect, photo: NewPhoto, author_id: int | None) -> dict[str, Json]:
    """A photo on its way, in the shape of the server, with what can be said along with it."""
    said: dict[Field, FieldValue] = {
        field: photo.fields.get(field, blank) if field in dialect.abilities.with_egg else blank
        for field, blank in BLANK.items()
    }
    first = _sendable(photo.files[0].filename) if photo.files and dialect.shape is Shape.CREATE else None
    document = submission_to_json(
        Submission(
            egg=photo.egg,
            title=_text(said[Field.TITLE]),
            description=_text(said[Field.DESCRIPTION]),
            rating=_whole(said[Field.RATING]),
            visibility=Visibility(_level(said[Field.VISIBILITY])),
            tags=_words(said[Field.TAGS]),
            author_id=author_id,
            filename=first,
        ),
        dialect.shape,
    )
    if dialect.abilities.knows_uids:
        ours: Mapping[str, Json] = {
            "uid": photo.uid,
            "flag": _whole(said[Field.FLAG]),
            "label": _text(said[Field.LABEL]),
            **{field.value: bool(said[field]) for field in _SWITCHES if field in dialect.abilities.with_egg},
            "space_ids": _spaces(said[Field.SPACES]) or None,
            "files": [_file(file) for file in photo.files],
        }
        document |= {name: value for name, value in ours.items() if value is not None}
    return document


def steps(
    dialect: Dialect, key: str, fields: Fields, tags_before: tuple[str, ...], author_id: int | None
) -> list[Step]:
    """What has to be asked so that a photo has these fields; who may see it comes first."""
    for group in TOGETHER:
        some = [field for field in group if field in fields]
        if some and len(some) < len(group):
            raise Bug(f"of {', '.join(group)} only {', '.join(some)} would be sent")
    made: list[Step] = []
    by_put = {field: value for field, value in fields.items() if field in dialect.put}
    if by_put:
        made.append(Step("PUT", path_of(dialect, key), _put(by_put, author_id)))
    rest = {field: value for field, value in fields.items() if field not in dialect.put}
    if Field.TAGS in rest:
        made += _tag_steps(dialect, key, tags_before, _words(rest[Field.TAGS]))
    if _PLACE_AND_TIME[0] in rest:
        made.append(Step("PATCH", path_of(dialect, key, "/timeloc-correction"), _timeloc(rest)))
    if _VIEW[0] in rest:
        made.append(Step("PATCH", path_of(dialect, key, "/view-correction"), _view(rest)))
    return made


def _put(fields: Fields, author_id: int | None) -> dict[str, Json]:
    document: dict[str, Json] = {
        field.value: bool(value) if field in _SWITCHES else _plain(value)
        for field, value in fields.items()
        if field in _PLAIN or field in _SWITCHES
    }
    if Field.VISIBILITY in fields:
        document["visibility"] = _level(fields[Field.VISIBILITY])
    if Field.AUTHOR in fields:
        document["author_id"] = author_id
    if Field.TAGS in fields:
        document["tags"] = list(_words(fields[Field.TAGS]))
    if Field.SPACES in fields:
        document["space_ids"] = _spaces(fields[Field.SPACES])
    if _PLACE_AND_TIME[0] in fields:
        document["timeloc_correction"] = _timeloc(fields)
    if _VIEW[0] in fields:
        document["view_correction"] = _view(fields)
    return document


def _tag_steps(dialect: Dialect, key: str, before: tuple[str, ...], after: tuple[str, ...]) -> list[Step]:
    had = {tag.casefold() for tag in before}
    wanted = {tag.casefold() for tag in after}
    new: list[Json] = [tag for tag in after if tag.casefold() not in had]
    made = [Step("POST", path_of(dialect, key, "/tags"), {"tags": new})] if new else []
    gone = [tag for tag in before if tag.casefold() not in wanted]
    below = [path_of(dialect, key, f"/tags/{quote(tag, safe='/')}") for tag in gone]
    return made + [Step("DELETE", path, has_document=False) for path in below]


def _timeloc(fields: Fields) -> Json:
    at, latitude, longitude = (_plain(fields[field]) for field in _PLACE_AND_TIME)
    if at is None and latitude is None and longitude is None:
        return None
    return {"taken_at": at, "gps_latitude": latitude, "gps_longitude": longitude}


def _view(fields: Fields) -> Json:
    rotation, crop, exposure = (fields[field] for field in _VIEW)
    if not rotation and crop is None and exposure is None:
        return None
    return {
        "rotation": _whole(rotation),
        "relative_crop": _crop(crop),
        "exposure_adjust": _plain(exposure),
    }


def _crop(written: FieldValue) -> Json:
    if not isinstance(written, str):
        return None
    sides: Any = json.loads(written)
    return dict(zip(("x", "y", "width", "height"), sides, strict=True))


def _file(file: RemoteFile) -> dict[str, Json]:
    told: dict[str, Json] = {
        "filename": _sendable(file.filename),
        "sha256": file.sha256,
        "format": file.format,
        "size": file.size,
        "role": file.role,
        "machine": _sendable(file.machine),
        "drive": _sendable(file.drive),
    }
    return {name: value for name, value in told.items() if value is not None}


def _sendable(name: str | None) -> str | None:
    """A name as it can travel: those on a disk may hold bytes that are no letters."""
    return None if name is None else name.encode("utf-8", "replace").decode()


def _level(value: FieldValue) -> str:
    return Level(_whole(value)).word


def _plain(value: FieldValue) -> Json:
    return list(value) if isinstance(value, tuple) else value


def _text(value: FieldValue) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: FieldValue) -> int:
    return value if isinstance(value, int) else 0


def _spaces(value: FieldValue) -> list[Json]:
    """As the server calls them: mostly by numbers."""
    return [int(key) if key.isdecimal() else key for key in _words(value)]


def _words(value: FieldValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
