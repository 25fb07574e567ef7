"""Corrections of when, where and how, beside what the camera said: read as they come along, and as kept."""

from __future__ import annotations

import json
from typing import Any

from imalink_core import BadEgg
from imalink_core.codec import checks, eggs
from imalink_core.codec.fields import Fields
from imalink_server.services.photos.seeing import Crop, TimelocCorrection, ViewCorrection

_reason = checks.text(100_000)
_part = checks.number(0, 1)
_exposure = checks.number(-2, 2)


def timeloc(value: object, where: str) -> TimelocCorrection:
    """When and where it was taken, as the owner knows better."""
    said = Fields(value, where)
    at = said.maybe("taken_at", checks.moment)
    return TimelocCorrection(
        taken_at=None if at is None else at.isoformat(),
        gps_latitude=said.maybe("gps_latitude", eggs.latitude),
        gps_longitude=said.maybe("gps_longitude", eggs.longitude),
        correction_reason=said.maybe("correction_reason", _reason),
    )


def view(value: object, where: str) -> ViewCorrection:
    """How it is to be shown."""
    said = Fields(value, where)
    return ViewCorrection(
        rotation=said.maybe("rotation", _rotation) or 0,
        relative_crop=said.maybe("relative_crop", _crop),
        exposure_adjust=said.maybe("exposure_adjust", _exposure),
    )


def kept_timeloc(said: TimelocCorrection | None) -> dict[str, Any]:
    """The columns of a photo that say so."""
    said = said or TimelocCorrection(None, None, None, None)
    return {
        "corrected_at": said.taken_at,
        "corrected_latitude": said.gps_latitude,
        "corrected_longitude": said.gps_longitude,
        "correction_reason": said.correction_reason,
    }


def kept_view(said: ViewCorrection | None) -> dict[str, Any]:
    """The same of how it is to be shown."""
    said = said or ViewCorrection(0, None, None)
    return {
        "rotation": said.rotation,
        "crop": None if said.relative_crop is None else _written(said.relative_crop),
        "exposure_adjust": said.exposure_adjust,
    }


def _written(crop: Crop) -> str:
    return json.dumps({"x": crop.x, "y": crop.y, "width": crop.width, "height": crop.height})


def _rotation(value: object, where: str) -> int:
    if type(value) is not int or value not in (0, 90, 180, 270):
        raise BadEgg(where, "must be 0, 90, 180 or 270")
    return value


def _crop(value: object, where: str) -> Crop:
    said = Fields(value, where)
    x, y, width, height = (said.need(side, _part) for side in ("x", "y", "width", "height"))
    return Crop(x, y, width, height)
