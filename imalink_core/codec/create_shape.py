"""The family's latest shape: what the camera says lies in `exif_dict`, files in a list.

What it has no field for travels in the two free-form objects it does have: the egg's own
`exif_dict` under `exif`, and the format beside the file it belongs to. Programs that do not
write those are read as well: what their `exif_dict` holds in another form stays in it.
"""

from __future__ import annotations

from typing import TypeVar

from imalink_core.codec import checks, eggs
from imalink_core.codec.base64_jpeg import COLDPREVIEW_BYTES, jpeg_of, jpeg_to_text
from imalink_core.codec.fields import Check, Fields
from imalink_core.codec.strict_json import json_object
from imalink_core.codec.submission import (
    Submission,
    known,
    read_rating,
    read_tags,
    read_visibility,
    row_id,
)
from imalink_core.egg import Json, JsonObject, Metadata, PhotoEgg
from imalink_core.errors import BadEgg

T = TypeVar("T")

UNKNOWN_FORMAT = "UNKNOWN"

_filename = checks.text(1000, least=1)


def write_create(submission: Submission) -> dict[str, Json]:
    """Write a submission as `POST /photos/create` takes it."""
    egg = submission.egg
    taken_at = egg.metadata.taken_at
    photo = known(
        hothash=egg.hothash,
        hotpreview_base64=jpeg_to_text(egg.hotpreview),
        coldpreview_base64=None if egg.coldpreview is None else jpeg_to_text(egg.coldpreview),
        width=egg.width,
        height=egg.height,
        taken_at=None if taken_at is None else taken_at.isoformat(),
        gps_latitude=egg.metadata.gps_latitude,
        gps_longitude=egg.metadata.gps_longitude,
        exif_dict=_camera_data(egg),
        rating=submission.rating,
        visibility=submission.visibility.value,
        input_channel_id=submission.import_session_id,
        author_id=submission.author_id,
        image_file_list=[_file(submission)],
    )
    return {"photo_create_schema": photo, "tags": list(submission.tags)}


def read_create(fields: Fields) -> Submission:
    """Read what `POST /photos/create` takes. Of several files the first is the egg's."""
    photo = fields.inner("photo_create_schema")
    file = photo.need("image_file_list", _first_file)
    said = file.inner("imported_info") if "imported_info" in file else Fields({})
    hothash, hotpreview = eggs.read_hotpreview(photo)
    metadata, exif_dict = _read_camera_data(photo)
    valid = said.maybe("is_valid_image", checks.flag)
    filename = file.need("filename", _filename)
    egg = PhotoEgg(
        hothash=hothash,
        hotpreview=hotpreview,
        coldpreview=photo.maybe("coldpreview_base64", jpeg_of(COLDPREVIEW_BYTES)),
        width=photo.need("width", eggs.side),
        height=photo.need("height", eggs.side),
        metadata=metadata,
        exif_dict=exif_dict,
        is_valid_image=True if valid is None else valid,
        image_format=said.maybe("image_format", eggs.image_format) or UNKNOWN_FORMAT,
        file_size_bytes=file.need("file_size", eggs.file_size),
    )
    return Submission(
        egg=egg,
        rating=read_rating(photo),
        visibility=read_visibility(photo),
        tags=read_tags(fields),
        author_id=photo.maybe("author_id", row_id),
        import_session_id=photo.maybe("input_channel_id", row_id),
        filename=None if filename == hothash else filename,
    )


def _camera_data(egg: PhotoEgg) -> dict[str, Json]:
    metadata = egg.metadata
    return known(
        camera_make=metadata.camera_make,
        camera_model=metadata.camera_model,
        lens_model=metadata.lens_model,
        focal_length=metadata.focal_length,
        aperture=metadata.f_number,
        iso=metadata.iso,
        shutter_speed=metadata.exposure_time,
        gps_altitude=metadata.gps_altitude,
        width=metadata.width,
        height=metadata.height,
        exif=egg.exif_dict or None,
    )


def _file(submission: Submission) -> dict[str, Json]:
    egg = submission.egg
    return {
        # The shape demands a name; where we have none to give, the hash stands in.
        "filename": submission.filename or egg.hothash,
        "file_size": egg.file_size_bytes,
        "imported_info": {"image_format": egg.image_format, "is_valid_image": egg.is_valid_image},
    }


def _first_file(value: object, where: str) -> Fields:
    files = checks.list_of(Fields, most=100)(value, where)
    if not files:
        raise BadEgg(where, "must name a file")
    return files[0]


def _read_camera_data(photo: Fields) -> tuple[Metadata, JsonObject]:
    own: JsonObject = {}
    rest: dict[str, Json] = {}
    if "exif_dict" in photo:
        rest, own = photo.need("exif_dict", _outer_and_own)
    where = photo.place("exif_dict")
    metadata = Metadata(
        taken_at=photo.maybe("taken_at", checks.moment),
        camera_make=_take(rest, "camera_make", eggs.name),
        camera_model=_take(rest, "camera_model", eggs.name),
        lens_model=_take(rest, "lens_model", eggs.name),
        focal_length=_take(rest, "focal_length", eggs.positive),
        f_number=_take(rest, "aperture", eggs.positive),
        iso=_take(rest, "iso", eggs.iso),
        exposure_time=_take(rest, "shutter_speed", eggs.exposure_time),
        gps_latitude=photo.maybe("gps_latitude", eggs.latitude),
        gps_longitude=photo.maybe("gps_longitude", eggs.longitude),
        gps_altitude=_take(rest, "gps_altitude", eggs.altitude),
        width=_take(rest, "width", eggs.side),
        height=_take(rest, "height", eggs.side),
    )
    return metadata, json_object({**rest, **own}, where)


def _outer_and_own(value: object, where: str) -> tuple[dict[str, Json], JsonObject]:
    """Part what stands in `exif_dict` from the egg's own dictionary inside it."""
    if type(value) is not dict:
        raise BadEgg(where, "must be an object")
    outer = dict(value)
    own = json_object(outer.pop("exif"), f"{where}.exif") if type(outer.get("exif")) is dict else {}
    return dict(json_object(outer, where)), own


def _take(values: dict[str, Json], key: str, check: Check[T]) -> T | None:
    """Move a value out of a free-form object, if it is what we mean by that name."""
    try:
        taken = check(values.get(key), key)
    except BadEgg:
        return None
    del values[key]
    return taken
