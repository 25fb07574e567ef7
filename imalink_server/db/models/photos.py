"""The photo: what its egg says, what its owner decided, its files, and what it is tagged with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Computed, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from imalink_server.db.models.base import (
    Base,
    JsonText,
    Moment,
    Owned,
    WallTime,
    Words,
    belongs_to,
    refers_to,
)

# The place where the owner corrected it, else where the camera was; never half of one and half of the other.
_SHOWN_AT = "coalesce(corrected_at, taken_at)"
_PLACE = "CASE WHEN corrected_latitude IS NULL THEN gps_{0} ELSE corrected_{0} END"

_FIRST = text("1")
"""The version of a photo that has just come."""
_IS_RAW = text("lower(role) = 'raw'")


def _indexes() -> tuple[Index, ...]:
    """An order for each way to look: one's own photos, those shown to all, and short lists of the few."""

    def in_sight(name: str, *columns: str, also: str = "") -> Index:
        where = text(f"trashed_at IS NULL{f' AND {also}' if also else ''}")
        return Index(f"ix_photo_{name}", *columns, sqlite_where=where, postgresql_where=where)

    in_trash, shown = text("trashed_at IS NOT NULL"), "visibility >= 2"
    return (
        in_sight("own_time", "owner_id", "shown_at", "id", "rating"),
        in_sight("shown_time", "shown_at", "id", "visibility", "rating", "owner_id", also=shown),
        in_sight("shown_rating", "visibility", "rating", "shown_at", "id", "owner_id", also=shown),
        in_sight("shown_camera", "camera_model", "shown_at", "id", "visibility", "owner_id", also=shown),
        in_sight("own_camera", "owner_id", "camera_model", "shown_at", "id"),
        in_sight("own_rating", "owner_id", "rating", "shown_at", "id"),
        in_sight("own_added", "owner_id", "created_at", "id"),
        in_sight("own_label", "owner_id", "label", "shown_at", "id", "flag", also="label IS NOT NULL"),
        in_sight("own_shown", "owner_id", "visibility", "shown_at", "id", also="visibility > 0"),
        Index("ix_photo_hothash", "hothash", "owner_id", "id"),
        Index("ix_photo_trash", "owner_id", "trashed_at", sqlite_where=in_trash, postgresql_where=in_trash),
        Index("ix_photo_author", "author_id"),
        Index("ix_photo_session", "import_session_id"),
        Index("ix_photo_stack", "stack_id", "stack_position"),
    )


class Author(Owned):
    """Whoever took photos."""

    __tablename__ = "author"

    name: Mapped[str]
    email: Mapped[str | None]
    bio: Mapped[str | None]


class ImportSession(Owned):
    """One act of importing, on one of the owner's machines."""

    __tablename__ = "import_session"

    title: Mapped[str | None]
    description: Mapped[str | None]
    source: Mapped[str | None]
    default_author_id: Mapped[int | None] = mapped_column(refers_to("author"), index=True)


class Stack(Owned):
    """Photos folded into one. The one of the lowest position lies on top."""

    __tablename__ = "stack"

    kind: Mapped[str | None]
    reason: Mapped[str | None]


class Photo(Owned):
    """One picture. What the camera said is never overwritten: a correction stands beside it."""

    __tablename__ = "photo"

    @classmethod
    def more_args(cls) -> tuple[Any, ...]:
        """The bounds of what can be decided, and an index for each way to look."""
        return (
            CheckConstraint("rating BETWEEN 0 AND 5", name="rating"),
            CheckConstraint("flag BETWEEN -1 AND 1", name="flag"),
            CheckConstraint("visibility BETWEEN 0 AND 3", name="visibility"),
            *_indexes(),
        )

    # What the egg says.
    hothash: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    taken_at: Mapped[WallTime | None]
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
    is_valid_image: Mapped[bool] = mapped_column(default=True)

    # What the owner says.
    title: Mapped[str | None]
    description: Mapped[str | None]
    rating: Mapped[int] = mapped_column(default=0)
    """0-5; 0 is unrated."""
    flag: Mapped[int] = mapped_column(default=0)
    """1 picked, -1 rejected."""
    label: Mapped[str | None]
    visibility: Mapped[int] = mapped_column(default=0)
    """`base.visibility` tells what the numbers mean; who may see it is `db.policy`'s to say."""
    tells_place: Mapped[bool] = mapped_column(default=False)
    """Others may know where it was taken."""
    tells_names: Mapped[bool] = mapped_column(default=False)
    """Others may know whose camera it was, with its number, and how the file was called."""
    author_id: Mapped[int | None] = mapped_column(refers_to("author"))
    import_session_id: Mapped[int | None] = mapped_column(refers_to("import_session"))
    stack_id: Mapped[int | None] = mapped_column(refers_to("stack"))
    stack_position: Mapped[int | None]
    trashed_at: Mapped[Moment | None]

    # By which version who sees it was last decided: what was decided twice may be as it was before.
    visibility_since: Mapped[int] = mapped_column(server_default=_FIRST)
    place_since: Mapped[int] = mapped_column(server_default=_FIRST)
    names_since: Mapped[int] = mapped_column(server_default=_FIRST)
    spaces_since: Mapped[int] = mapped_column(server_default=_FIRST)

    # How it is to be shown, beside what the camera said.
    corrected_at: Mapped[WallTime | None]
    corrected_latitude: Mapped[float | None]
    corrected_longitude: Mapped[float | None]
    correction_reason: Mapped[str | None]
    rotation: Mapped[int] = mapped_column(default=0)
    crop: Mapped[JsonText | None]
    """x, y, width, height as parts of the upright picture."""
    exposure_adjust: Mapped[float | None]

    shown_at: Mapped[str | None] = mapped_column(Words, Computed(_SHOWN_AT, persisted=True))
    latitude: Mapped[float | None] = mapped_column(Computed(_PLACE.format("latitude"), persisted=True))
    longitude: Mapped[float | None] = mapped_column(Computed(_PLACE.format("longitude"), persisted=True))


class PhotoPreview(Base):
    """A photo's small preview, kept apart so that rows of photos stay short, and facts of the large one."""

    __tablename__ = "photo_preview"

    photo_id: Mapped[int] = mapped_column(belongs_to("photo"), unique=True)
    hot: Mapped[bytes]
    cold_sha256: Mapped[str | None] = mapped_column(index=True)
    """The key of the large preview in the store."""
    cold_width: Mapped[int | None]
    cold_height: Mapped[int | None]
    cold_size: Mapped[int | None]


class PhotoExif(Base):
    """A photo's `exif_dict`: what nobody looks at in a list."""

    __tablename__ = "photo_exif"

    photo_id: Mapped[int] = mapped_column(belongs_to("photo"), unique=True)
    exif: Mapped[JsonText]


class ImageFile(Base):
    """One file of a photo in one place; the same bytes in three places are three rows. Its owner's alone."""

    __tablename__ = "image_file"
    __table_args__ = (
        Index("ix_image_file_identity", "owner_id", "sha256"),
        Index("ix_image_file_raw", "owner_id", "photo_id", sqlite_where=_IS_RAW, postgresql_where=_IS_RAW),
        {"sqlite_autoincrement": True},
    )

    owner_id: Mapped[int] = mapped_column(belongs_to("account"))
    photo_id: Mapped[int] = mapped_column(belongs_to("photo"), index=True)
    import_session_id: Mapped[int | None] = mapped_column(refers_to("import_session"), index=True)
    sha256: Mapped[str | None]
    filename: Mapped[str]
    format: Mapped[str | None]
    size: Mapped[int | None]
    role: Mapped[str | None]
    machine: Mapped[str | None]
    drive: Mapped[str | None]
    imported_info: Mapped[JsonText | None]
    local_storage_info: Mapped[JsonText | None]
    added_at: Mapped[Moment]


class Tag(Owned):
    """A word for photos; `travel/norway` lies below `travel`."""

    __tablename__ = "tag"

    @classmethod
    def more_args(cls) -> tuple[Any, ...]:
        """No two of one owner's differ in case alone."""
        return (UniqueConstraint("owner_id", "folded"),)

    name: Mapped[str]
    folded: Mapped[str]


class PhotoTag(Base):
    """A photo has a tag."""

    __tablename__ = "photo_tag"
    __table_args__ = (
        UniqueConstraint("tag_id", "photo_id"),
        Index("ix_photo_tag_photo_tag", "photo_id", "tag_id"),
        {"sqlite_autoincrement": True},
    )

    photo_id: Mapped[int] = mapped_column(belongs_to("photo"))
    tag_id: Mapped[int] = mapped_column(belongs_to("tag"))
