"""What a file carries beside its picture: opinions somebody wrote into it, and notes on reading it.

These travel beside the egg, never in it. The import decides what to do with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DateSource(StrEnum):
    """Where `taken_at` was read, best first."""

    EXIF_ORIGINAL = "exif:DateTimeOriginal"
    EXIF_DIGITIZED = "exif:DateTimeDigitized"
    XMP_ORIGINAL = "xmp:DateTimeOriginal"
    XMP_CREATED = "xmp:CreateDate"
    IPTC_CREATED = "iptc:DateCreated"
    VIDEO_CREATED = "video:creationdate"
    VIDEO_HEADER = "video:mvhd"
    EXIF_MODIFIED = "exif:DateTime"


@dataclass(frozen=True, slots=True)
class Found:
    """What earlier programs and people left in the file, as found.

    `rating` is 0-5, or -1 for rejected. `keywords` are tag paths, `/` between
    the levels: `travel/norway`. `taken_at_offset` is the camera's own word on
    its time zone, as `+02:00`.
    """

    rating: int | None = None
    label: str | None = None
    title: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    creator: str | None = None
    copyright: str | None = None
    taken_at_source: DateSource | None = None
    taken_at_offset: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing about a file that did not stop it: a code from `errors.NOTES`."""

    code: str
    message: str
