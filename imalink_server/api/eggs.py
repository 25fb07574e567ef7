"""How bodies with eggs are described in the OpenAPI document: other programs read there what we take."""

from __future__ import annotations

import json
from typing import Any

from imalink_resources import text

_OPINIONS: dict[str, Any] = {
    "title": {"type": ["string", "null"]},
    "description": {"type": ["string", "null"]},
    "rating": {"type": "integer", "minimum": 0, "maximum": 5, "default": 0},
    "visibility": {"enum": ["private", "space", "authenticated", "public"], "default": "private"},
    "tags": {"type": "array", "items": {"type": "string"}},
    "author_id": {"type": ["integer", "null"]},
    "import_session_id": {"type": ["integer", "null"]},
    "uid": {"type": ["string", "null"], "pattern": "^(?![0-9]+$)(?![0-9a-f]{64}$)[A-Za-z0-9_-]{8,64}$"},
    "flag": {"type": "integer", "minimum": -1, "maximum": 1},
    "label": {"type": ["string", "null"]},
    "trashed": {"type": "boolean"},
    "tells_place": {"type": "boolean"},
    "tells_names": {"type": "boolean"},
    "space_ids": {"type": "array", "items": {"type": "integer"}},
    "shoot_ids": {"type": "array", "items": {"type": "integer"}},
    "stack_id": {"type": ["integer", "null"]},
    "files": {"type": "array", "items": {"type": "object", "required": ["filename"]}},
}


def flat() -> dict[str, Any]:
    """An egg's fields beside its owner's; `{"photo_egg": {…}}` is taken too."""
    egg = _egg()
    properties = {**egg["properties"], **_OPINIONS, "photo_egg": {"type": "object"}}
    return _json({"title": "PhotoEgg", "type": "object", "properties": properties})


def many() -> dict[str, Any]:
    """Many at once."""
    each = {"type": "object", "properties": {"hothash": {"type": "string"}, **_OPINIONS}}
    photos = {"type": "array", "items": each}
    return _json(
        {"title": "PhotoEggs", "type": "object", "required": ["photos"], "properties": {"photos": photos}}
    )


def create() -> dict[str, Any]:
    """The family's latest shape."""
    properties = {
        "photo_create_schema": {"type": "object"},
        "tags": {"type": "array", "items": {"type": "string"}},
    }
    return _json(
        {
            "title": "PhotoCreate",
            "type": "object",
            "required": ["photo_create_schema"],
            "properties": properties,
        }
    )


def without_egg() -> dict[str, Any]:
    """What programs send that make no eggs."""
    properties = {
        "filename": {"type": "string", "minLength": 1, "maxLength": 1000},
        "hotpreview": {"type": "string", "description": "A JPEG in base64, or as a data URL."},
        "file_size": {"type": ["integer", "null"], "minimum": 0},
        "exif_dict": {"type": ["object", "null"]},
        "taken_at": {"type": ["string", "null"]},
        "gps_latitude": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
        "gps_longitude": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
        "visibility": _OPINIONS["visibility"],
        "import_session_id": {"type": ["integer", "null"]},
    }
    needed = ["filename", "hotpreview"]
    return _json({"title": "NewPhoto", "type": "object", "required": needed, "properties": properties})


def companion() -> dict[str, Any]:
    """One more file."""
    properties = {
        "filename": {"type": "string"},
        "file_size": {"type": ["integer", "null"]},
        "import_session_id": {"type": ["integer", "null"]},
        "imported_info": {"type": ["object", "null"]},
        "local_storage_info": {"type": ["object", "null"]},
    }
    return _json({"title": "Companion", "type": "object", "required": ["filename"], "properties": properties})


def jpeg() -> dict[str, Any]:
    """A picture, as a form sends it or by itself."""
    form = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
    content = {"multipart/form-data": {"schema": form}, "image/jpeg": {"schema": {}}}
    return {"requestBody": {"required": True, "content": content}}


def jpegs() -> dict[str, Any]:
    """Pictures of many photos in a form: each file is called as its photo."""
    form = {"type": "object", "additionalProperties": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}}}


def picture() -> dict[int | str, dict[str, Any]]:
    """An answer that is a picture."""
    return {200: {"content": {"image/jpeg": {}}, "description": "A JPEG."}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _egg() -> dict[str, Any]:
    schema = json.loads(text("egg.schema.json"))
    spelled: dict[str, Any] = _spelled_out(schema, schema["$defs"], ())
    return spelled


def _spelled_out(value: Any, names: dict[str, Any], within: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    """Put what is referred to in its place; what holds itself may be anything."""
    if isinstance(value, list):
        return [_spelled_out(each, names, within) for each in value]
    if not isinstance(value, dict):
        return value
    name = str(value.get("$ref", "")).removeprefix("#/$defs/")
    if name in within:
        return {}
    if name:
        return _spelled_out(names[name], names, (*within, name))
    return {key: _spelled_out(each, names, within) for key, each in value.items() if key != "$defs"}
