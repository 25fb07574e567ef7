"""The photo: what its egg says, what the user decided, and how it is to be shown."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Computed, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment, refers_to

# The place where the user corrected it, else where the camera was; never half of one and half of the other.
_MOMENT = "coalesce(corrected_at, taken_at)"
_PLACE = "CASE WHEN corrected_latitude IS NULL THEN gps_{0} ELSE corrected_{0} END"


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
        Index("ix_photo_timeline", "trashed_at", "shown_at", "id"),
        Index("ix_photo_rating", "rating", "shown_at", "id"),
        {"sqlite_autoincrement": True},
    )

    uid: Mapped[str] = mapped_column(unique=True)
    """The same on every machine: a UUID made with the photo."""

    # What the egg says.
    hothash: Mapped[str | None] = mapped_column(index=True)
    width: Mapped[int | None]
    height: Mapped[int | None]
    taken_at: Mapped[Moment | None]
    """Wall time where it was taken."""
    taken_offset: Mapped[str | None]
    taken_source: Mapped[str | None]
    camera_make: Mapped[str | None]
    camera_model: Mapped[str | None]
    lens_model: Mapped[str | None]
    focal_length: Mapped[float | None]
    f_number: Mapped[float | None]
    iso: Mapped[int | None]
    exposure_time: Mapped[str | None]
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
    place: Mapped[str | None]
    """The name of the place, for search."""
    author_id: Mapped[int | None] = mapped_column(refers_to("author"))
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
