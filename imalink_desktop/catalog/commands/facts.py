"""What a file says of its making, as the catalog keeps it: numbers, ISO text, cameras and lenses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from imalink_core import Found, Metadata
from imalink_core.egg import JsonObject
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Camera, Lens
from imalink_desktop.catalog.touched import Value


def facts(metadata: Metadata, found: Found) -> dict[str, Value]:
    """The columns of a photo that a file's metadata fill; camera and lens are `Gear`'s."""
    taken = metadata.taken_at
    return {
        "width": metadata.width,
        "height": metadata.height,
        "taken_at": None if taken is None else taken.replace(tzinfo=None).isoformat(),
        "taken_offset": found.taken_at_offset,
        "taken_source": None if found.taken_at_source is None else found.taken_at_source.value,
        "focal_length": metadata.focal_length,
        "f_number": metadata.f_number,
        "iso": metadata.iso,
        "exposure_time": metadata.exposure_time,
        "exposure_seconds": seconds(metadata.exposure_time),
        "gps_latitude": metadata.gps_latitude,
        "gps_longitude": metadata.gps_longitude,
        "gps_altitude": metadata.gps_altitude,
    }


def exif_text(exif_dict: JsonObject) -> str:
    """A photo's `exif_dict` as it is kept: short, and its letters as they are."""
    return json.dumps(exif_dict, ensure_ascii=False, separators=(",", ":"))


def seconds(exposure_time: str | None) -> float | None:
    """`1/250` and `2.5` as a number."""
    if exposure_time is None:
        return None
    above, _, below = exposure_time.partition("/")
    try:
        return float(above) / float(below or 1)
    except (ValueError, ZeroDivisionError):
        return None


class Gear:
    """The cameras and lenses of some photos, each with its row; those that are new get one."""

    def __init__(self, writer: Writer, described: Iterable[Metadata]) -> None:
        told = list(described)
        cameras = writer.read(select(Camera.make, Camera.model, Camera.id))
        self._cameras: dict[tuple[str, str], int] = {(make, model): row for make, model, row in cameras}
        new = dict.fromkeys(_camera(one) for one in told if any(_camera(one)))
        missing = [camera for camera in new if camera not in self._cameras]
        rows = writer.insert(Camera, [{"make": make, "model": model} for make, model in missing])
        self._cameras |= dict(zip(missing, rows, strict=True))
        lenses = writer.read(select(Lens.model, Lens.id))
        self._lenses: dict[str, int] = dict(map(tuple, lenses))
        unseen = dict.fromkeys(one.lens_model for one in told if one.lens_model)
        without = [model for model in unseen if model not in self._lenses]
        made = writer.insert(Lens, [{"model": model} for model in without])
        self._lenses |= dict(zip(without, made, strict=True))

    def of(self, metadata: Metadata) -> Mapping[str, int | None]:
        """The columns of a photo that say what it was taken with."""
        return {
            "camera_id": self._cameras.get(_camera(metadata)),
            "lens_id": self._lenses.get(metadata.lens_model or ""),
        }


def _camera(metadata: Metadata) -> tuple[str, str]:
    return metadata.camera_make or "", metadata.camera_model or ""
