"""The photo: what its egg says, what the user decided, and how it is to be shown."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Computed,
    Index,
    Text,
    UniqueConstraint,
    collate,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment, refers_to

# The place where the user corrected it, else where the camera was; never half of one and half of the other.
_MOMENT = "coalesce(corrected_at, taken_at)"
_PLACE = "CASE WHEN corrected_latitude IS NULL THEN gps_{0} ELSE corrected_{0} END"

_IN_SIGHT = text("trashed_at IS NULL")


def _indexes() -> tuple[Index, ...]:
    """An order for each way to sort, and a short list for whatever few photos have.

    The first carries along what is asked for most, so that a walk through time need not look at
    the photos themselves.
    """

    def in_sight(name: str, *columns: str | ColumnElement[Any], also: str = "") -> Index:
        where = text(f"trashed_at IS NULL AND {also}") if also else _IN_SIGHT
        return Index(f"ix_photo_{name}", *columns, sqlite_where=where)

    often_asked = ("rating", "flag", "label", "visibility", "camera_id", "lens_id", "image_format")
    return (
        in_sight("time", "shown_at", "id", *often_asked),
        in_sight("rating", "rating", "shown_at", "id"),
        in_sight("name", collate(literal_column("name"), "NOCASE"), "id"),
        in_sight("size", "file_size_bytes", "id"),
        in_sight("added", "added_at", "id"),
        in_sight("camera", "camera_id", "shown_at", "id"),
        in_sight("lens", "lens_id", "shown_at", "id"),
        in_sight("flag", "flag", "shown_at", "id", also="flag != 0"),
        in_sight("label", "label", "shown_at", "id", also="label IS NOT NULL"),
        in_sight("visibility", "visibility", "shown_at", "id", also="visibility != 0"),
        in_sight("tells_place", "tells_place", "shown_at", "id", also="tells_place != 0"),
        in_sight("tells_names", "tells_names", "shown_at", "id", also="tells_names != 0"),
        in_sight("iso", "iso"),
        in_sight("focal_length", "focal_length"),
        in_sight("f_number", "f_number"),
        in_sight("exposure_seconds", "exposure_seconds"),
        in_sight("format", "image_format", "shown_at", "id"),
        in_sight("width", "width"),
        in_sight("height", "height"),
        in_sight("damaged", "is_valid_image", also="is_valid_image = 0"),
        Index("ix_photo_trash", "trashed_at", "id", sqlite_where=text("trashed_at IS NOT NULL")),
        Index("ix_photo_where", "latitude", "longitude", sqlite_where=text("latitude IS NOT NULL")),
    )


class Photo(Base):
    """One picture. Its files are `ImageFile` rows; its EXIF, which is large, is a `PhotoExif` row.

    What the camera said is never overwritten: a correction stands beside it, and the
    computed columns `shown_at`, `latitude` and `longitude` say what counts.
    """

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 0 AND 5", name="rating"),
        CheckConstraint("flag BETWEEN -1 AND 1", name="flag"),
        CheckConstraint("visibility BETWEEN 0 AND 3", name="visibility"),
        CheckConstraint("tells_place IN (0, 1)", name="tells_place"),
        CheckConstraint("tells_names IN (0, 1)", name="tells_names"),
        *_indexes(),
        {"sqlite_autoincrement": True},
    )

    uid: Mapped[str] = mapped_column(unique=True)
    """The same on every machine: a UUID made with the photo."""

    # What the egg says.
    hothash: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str | None]
    """The name of its first file, for sorting; search knows the names of all."""
    look: Mapped[int | None] = mapped_column(index=True)
    """The picture in 64 bits: what looks alike differs in few of them."""
    width: Mapped[int | None]
    height: Mapped[int | None]
    taken_at: Mapped[Moment | None]
    """Wall time where it was taken."""
    taken_offset: Mapped[str | None]
    taken_source: Mapped[str | None]
    camera_id: Mapped[int | None] = mapped_column(refers_to("camera"))
    lens_id: Mapped[int | None] = mapped_column(refers_to("lens"))
    focal_length: Mapped[float | None]
    f_number: Mapped[float | None]
    iso: Mapped[int | None]
    exposure_time: Mapped[str | None]
    exposure_seconds: Mapped[float | None]
    """The same as a number, which has an order."""
    gps_latitude: Mapped[float | None]
    gps_longitude: Mapped[float | None]
    gps_altitude: Mapped[float | None]
    image_format: Mapped[str | None]
    file_size_bytes: Mapped[int | None]
    is_valid_image: Mapped[int] = mapped_column(default=1)

    # What the user says.
    title: Mapped[str | None]
    description: Mapped[str | None]
    rating: Mapped[int] = mapped_column(default=0)
    """0-5; 0 is unrated."""
    flag: Mapped[int] = mapped_column(default=0)
    """1 picked, -1 rejected."""
    label: Mapped[str | None]
    visibility: Mapped[int] = mapped_column(default=0)
    """0 private, 1 space, 2 authenticated, 3 public."""
    tells_place: Mapped[int] = mapped_column(server_default=text("0"))
    """1: who may see it is told where it was taken."""
    tells_names: Mapped[int] = mapped_column(server_default=text("0"))
    """1: who may see it is told its author and owner, serial numbers, names of files and paths."""
    place: Mapped[str | None]
    """The name of the place, for search."""
    author_id: Mapped[int | None] = mapped_column(refers_to("author"), index=True)
    session_id: Mapped[int | None] = mapped_column(refers_to("import_session"), index=True)
    stack_id: Mapped[int | None] = mapped_column(refers_to("stack"), index=True)
    stack_position: Mapped[int | None]
    trashed_at: Mapped[Moment | None]
    added_at: Mapped[Moment]

    # How it is to be shown, beside what the camera said.
    corrected_at: Mapped[Moment | None]
    """Wall time."""
    corrected_latitude: Mapped[float | None]
    corrected_longitude: Mapped[float | None]
    rotation: Mapped[int] = mapped_column(default=0)
    crop: Mapped[str | None]
    """JSON: x, y, width, height as parts of the upright picture."""
    exposure_adjust: Mapped[float | None]

    shown_at: Mapped[str | None] = mapped_column(Text, Computed(_MOMENT, persisted=False))
    latitude: Mapped[float | None] = mapped_column(Computed(_PLACE.format("latitude"), persisted=False))
    longitude: Mapped[float | None] = mapped_column(Computed(_PLACE.format("longitude"), persisted=False))


class PhotoExif(Base):
    """A photo's `exif_dict`, kept apart so that rows of photos stay short."""

    __tablename__ = "photo_exif"

    photo_id: Mapped[int] = mapped_column(refers_to("photo"), unique=True)
    exif: Mapped[str]
    """JSON."""


class Origin(Base):
    """Where a value comes from that is neither the camera's nor typed by the user.

    It holds while the photo still has that value: once the user has chosen another, it is theirs.
    """

    __tablename__ = "origin"
    __table_args__ = (UniqueConstraint("photo_id", "field"), {"sqlite_autoincrement": True})

    photo_id: Mapped[int] = mapped_column(refers_to("photo"))
    field: Mapped[str]
    source: Mapped[str]
    """`file`, `sidecar DSC_0001.xmp`, `clock +01:00:00`."""
    value: Mapped[str | None]
    """JSON."""
