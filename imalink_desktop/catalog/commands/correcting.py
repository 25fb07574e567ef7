"""Corrections, kept beside what the camera said: time, place, how a photo is shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.origins import come_from
from imalink_desktop.catalog.journal import Writer, among, chunks, table_of
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.touched import Value


@dataclass(frozen=True, slots=True)
class Crop:
    """What is to be seen of the upright picture, in parts of its width and height."""

    x: float
    y: float
    width: float
    height: float


def shift_time(catalog: Catalog, photos: Iterable[int], by: timedelta) -> Changes:
    """Move the time of photos, as when a camera's clock was wrong. Photos without a time keep none."""

    def work(writer: Writer) -> None:
        for chunk in chunks(photos):
            times = writer.read(
                select(Photo.id, Photo.shown_at).where(
                    among(table_of(Photo), chunk), Photo.shown_at.is_not(None)
                )
            )
            writer.set_each(Photo, "corrected_at", {photo: _shifted(at, by) for photo, at in times})

    return catalog.transact(Op.SHIFT_TIME, work)


def shift_camera(catalog: Catalog, camera: int, since: datetime, until: datetime, by: timedelta) -> Changes:
    """Move the time of all that one camera took from one moment until right before another.

    Moments are those that the photos show. Photos without a time keep none.
    """
    begin, end = (moment.replace(tzinfo=None).isoformat() for moment in (since, until))
    taken = select(Photo.id, Photo.shown_at).where(
        Photo.camera_id == camera, Photo.shown_at >= begin, Photo.shown_at < end
    )

    def work(writer: Writer) -> None:
        times = dict(map(tuple, writer.read(taken)))
        for chunk in chunks(times):
            news: dict[int, Value] = {photo: _shifted(times[photo], by) for photo in chunk}
            writer.set_each(Photo, "corrected_at", news)
            come_from(writer, "corrected_at", f"clock {by.total_seconds():+.0f} s", news)

    return catalog.transact(Op.SHIFT_CAMERA, work)


def set_time(catalog: Catalog, photos: Iterable[int], at: datetime | None) -> Changes:
    """Say when photos were taken, by the clock of the place; `None` believes the camera again."""
    corrected = None if at is None else at.replace(tzinfo=None).isoformat()
    return catalog.transact(Op.SET_TIME, lambda writer: writer.set(Photo, photos, corrected_at=corrected))


def set_place(catalog: Catalog, photos: Iterable[int], place: tuple[float, float] | None) -> Changes:
    """Say where photos were taken, as latitude and longitude; `None` believes the camera again."""
    if place is not None and not (-90 <= place[0] <= 90 and -180 <= place[1] <= 180):
        raise Expected(_("There is no such place."), _("Latitude is -90 to 90, longitude -180 to 180."))
    latitude, longitude = place or (None, None)
    return catalog.transact(
        Op.SET_PLACE,
        lambda writer: writer.set(Photo, photos, corrected_latitude=latitude, corrected_longitude=longitude),
    )


def turn(catalog: Catalog, photos: Iterable[int], degrees: int) -> Changes:
    """Turn photos further, clockwise by quarters; the originals stay as they are."""
    if degrees % 90:
        raise Expected(_("Photos are turned by quarters."))

    def work(writer: Writer) -> None:
        for chunk in chunks(photos):
            now = writer.read(select(Photo.id, Photo.rotation).where(among(table_of(Photo), chunk)))
            writer.set_each(Photo, "rotation", {photo: (was + degrees) % 360 for photo, was in now})

    return catalog.transact(Op.TURN, work)


def crop(catalog: Catalog, photos: Iterable[int], to: Crop | None) -> Changes:
    """Say which part of the upright picture is to be seen; `None` is all of it."""
    if to is not None and not _fits(to):
        raise Expected(_("That part does not lie within the picture."))
    seen = None if to is None else json.dumps([to.x, to.y, to.width, to.height])
    return catalog.transact(Op.CROP, lambda writer: writer.set(Photo, photos, crop=seen))


def _shifted(at: str, by: timedelta) -> str:
    try:
        return (datetime.fromisoformat(at) + by).isoformat()
    except OverflowError:
        raise Expected(_("That would be before the year 1 or after 9999.")) from None


def _fits(crop: Crop) -> bool:
    across = crop.width > 0 and crop.x >= 0 and crop.x + crop.width <= 1
    down = crop.height > 0 and crop.y >= 0 and crop.y + crop.height <= 1
    return across and down
