"""The egg as JSON, and back: `resources/egg.schema.json` says the same in the world's words."""

from __future__ import annotations

import hashlib

from imalink_core.codec import checks
from imalink_core.codec.base64_jpeg import COLDPREVIEW_BYTES, HOTPREVIEW_BYTES, jpeg_of, jpeg_to_text
from imalink_core.codec.fields import Fields
from imalink_core.codec.strict_json import json_object
from imalink_core.egg import Json, Metadata, PhotoEgg
from imalink_core.errors import BadEgg

# Wider than any real photo, and narrow enough for every database.
side = checks.whole(1, 1_000_000)
file_size = checks.whole(0, checks.MOST_WHOLE)
name = checks.text(8000)
positive = checks.number(0.0, 1e9)
iso = checks.whole(0, (1 << 32) - 1)
exposure_time = checks.text(40)
latitude = checks.number(-90.0, 90.0)
longitude = checks.number(-180.0, 180.0)
altitude = checks.number(-1e9, 1e9)
image_format = checks.text(32, r"[A-Za-z0-9][A-Za-z0-9 ._+-]*")
_hothash = checks.text(64, "[0-9a-f]{64}")


def egg_to_json(egg: PhotoEgg) -> dict[str, Json]:
    """Write an egg in our own shape. Every key is there; what is unknown is null."""
    return {
        "hothash": egg.hothash,
        "hotpreview_base64": jpeg_to_text(egg.hotpreview),
        "coldpreview_base64": None if egg.coldpreview is None else jpeg_to_text(egg.coldpreview),
        "width": egg.width,
        "height": egg.height,
        "metadata": metadata_to_json(egg.metadata),
        "exif_dict": egg.exif_dict,
        "is_valid_image": egg.is_valid_image,
        "image_format": egg.image_format,
        "file_size_bytes": egg.file_size_bytes,
    }


def egg_from_json(obj: object) -> PhotoEgg:
    """Read an egg from whatever arrived; raise `BadEgg` for anything that is none."""
    return read_egg(Fields(obj))


def metadata_to_json(metadata: Metadata) -> dict[str, Json]:
    """Write what the file says of its making."""
    taken_at = metadata.taken_at
    return {
        "taken_at": None if taken_at is None else taken_at.isoformat(),
        "camera_make": metadata.camera_make,
        "camera_model": metadata.camera_model,
        "lens_model": metadata.lens_model,
        "focal_length": metadata.focal_length,
        "f_number": metadata.f_number,
        "iso": metadata.iso,
        "exposure_time": metadata.exposure_time,
        "gps_latitude": metadata.gps_latitude,
        "gps_longitude": metadata.gps_longitude,
        "gps_altitude": metadata.gps_altitude,
        "width": metadata.width,
        "height": metadata.height,
    }


def read_egg(fields: Fields) -> PhotoEgg:
    """Read the egg's fields out of an object that may hold others too."""
    hothash, hotpreview = read_hotpreview(fields)
    return PhotoEgg(
        hothash=hothash,
        hotpreview=hotpreview,
        coldpreview=fields.maybe("coldpreview_base64", jpeg_of(COLDPREVIEW_BYTES)),
        width=fields.need("width", side),
        height=fields.need("height", side),
        metadata=_read_metadata(fields.inner("metadata")),
        exif_dict=fields.maybe("exif_dict", json_object) or {},
        is_valid_image=fields.need("is_valid_image", checks.flag),
        image_format=fields.need("image_format", image_format),
        file_size_bytes=fields.need("file_size_bytes", file_size),
    )


def read_hotpreview(fields: Fields) -> tuple[str, bytes]:
    """Read the hotpreview and its hash, and believe the hash only if it fits."""
    hothash = fields.need("hothash", _hothash)
    hotpreview = fields.need("hotpreview_base64", jpeg_of(HOTPREVIEW_BYTES))
    if hashlib.sha256(hotpreview).hexdigest() != hothash:
        raise BadEgg(fields.place("hothash"), "is not the SHA-256 of the hotpreview")
    return hothash, hotpreview


def _read_metadata(fields: Fields) -> Metadata:
    return Metadata(
        taken_at=fields.maybe("taken_at", checks.moment),
        camera_make=fields.maybe("camera_make", name),
        camera_model=fields.maybe("camera_model", name),
        lens_model=fields.maybe("lens_model", name),
        focal_length=fields.maybe("focal_length", positive),
        f_number=fields.maybe("f_number", positive),
        iso=fields.maybe("iso", iso),
        exposure_time=fields.maybe("exposure_time", exposure_time),
        gps_latitude=fields.maybe("gps_latitude", latitude),
        gps_longitude=fields.maybe("gps_longitude", longitude),
        gps_altitude=fields.maybe("gps_altitude", altitude),
        width=fields.maybe("width", side),
        height=fields.maybe("height", side),
    )
