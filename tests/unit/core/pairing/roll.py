"""Shots to pair: written by name, with what the glance would know of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePosixPath

from imalink_core.formats.format import Kind
from imalink_core.pairing import Shot

NOON = datetime.fromisoformat("2024-01-01T12:00:00")

_KINDS = {
    ".jpg": Kind.PICTURE,
    ".jpeg": Kind.PICTURE,
    ".heic": Kind.PICTURE,
    ".dng": Kind.RAW,
    ".cr3": Kind.RAW,
    ".mov": Kind.VIDEO,
    ".mp4": Kind.VIDEO,
    ".mp": Kind.VIDEO,
    ".xmp": Kind.SIDECAR,
    ".aae": Kind.SIDECAR,
}


def shot(
    path: str,
    after: float | None = 0.0,
    *,
    camera: str | None = "X100",
    lasts: float | None = None,
    exposure: float | None = None,
) -> Shot:
    """A shot taken so many seconds after noon, or nobody knows when."""
    place = PurePosixPath("/card", path)
    return Shot(
        path=place,
        kind=_KINDS.get(place.suffix.lower(), Kind.OTHER),
        taken_at=None if after is None else NOON + timedelta(seconds=after),
        camera=camera,
        duration_seconds=lasts,
        exposure_seconds=exposure,
    )
