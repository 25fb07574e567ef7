"""EXIF as cameras write it, and as no camera ever would.

    camera_exif(taken_at="2024:01:15 14:30:00", gps=(59.9139, 10.7522, 12.5), orientation=6)
    exif_blob(image={0x010F: text("Canon")}, photo={0x829A: rational((1, 0))}, byte_order="MM")

Both give the TIFF stream alone, without the prefix that JPEG puts before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias, TypedDict, Unpack

from tests.drawing.directory import (
    ByteOrder,
    Directory,
    Entry,
    byte,
    long,
    rational,
    short,
    text,
    tiff_stream,
    undefined,
)

Entries: TypeAlias = Mapping[int, Entry]
Ratio: TypeAlias = tuple[int, int]


class Camera(TypedDict, total=False):
    """What a camera says of a photo; `None` leaves the tag out."""

    make: str | bytes | None
    model: str | bytes | None
    orientation: int | None
    modified: str | bytes | None
    exposure: Ratio | None
    f_number: Ratio | None
    iso: int | None
    taken_at: str | bytes | None
    digitized: str | bytes | None
    offset: str | bytes | None
    subsec: str | bytes | None
    focal_length: Ratio | None
    lens: str | bytes | None
    gps: tuple[float, float] | tuple[float, float, float] | None
    """Latitude, longitude, and maybe metres above the sea."""
    image: Entries
    """Tags to add to the first directory, or to replace there."""
    photo: Entries
    """Tags to add to the EXIF directory, or to replace there."""


DEFAULT_CAMERA: Camera = {
    "make": "Canon",
    "model": "Canon EOS R5",
    "orientation": 1,
    "modified": "2024:01:15 14:30:00",
    "exposure": (1, 250),
    "f_number": (28, 10),
    "iso": 400,
    "taken_at": "2024:01:15 14:30:00",
    "digitized": "2024:01:15 14:30:00",
    "focal_length": (50, 1),
    "lens": "RF24-105mm F4 L IS USM",
}
"""What `camera_exif` says of a photo unless told otherwise."""

_IMAGE: dict[str, tuple[int, Callable[[Any], Entry]]] = {
    "make": (0x010F, text),
    "model": (0x0110, text),
    "orientation": (0x0112, short),
    "modified": (0x0132, text),
}
_PHOTO: dict[str, tuple[int, Callable[[Any], Entry]]] = {
    "exposure": (0x829A, rational),
    "f_number": (0x829D, rational),
    "iso": (0x8827, short),
    "taken_at": (0x9003, text),
    "digitized": (0x9004, text),
    "offset": (0x9011, text),
    "subsec": (0x9291, text),
    "focal_length": (0x920A, rational),
    "lens": (0xA434, text),
}
_EXIF_DIRECTORY, _GPS_DIRECTORY, _THUMBNAIL, _THUMBNAIL_LENGTH = 0x8769, 0x8825, 0x0201, 0x0202


def exif_blob(
    image: Entries | None = None,
    photo: Entries | None = None,
    gps: Entries | None = None,
    thumbnail: bytes | None = None,
    byte_order: ByteOrder = "II",
    after: Directory | int = 0,
) -> bytes:
    """EXIF with just these tags. `after` is a directory, or an offset, to stand where IFD1 would."""
    if thumbnail is not None:
        after = thumbnail_directory(thumbnail)
    return tiff_stream(Directory(image or {}, children=_below(photo, gps), next=after), byte_order)


def camera_exif(
    *, thumbnail: bytes | None = None, byte_order: ByteOrder = "II", **told: Unpack[Camera]
) -> bytes:
    """EXIF of an ordinary photo, with whatever of `Camera` is told otherwise."""
    first = camera_directory(**told)
    after = 0 if thumbnail is None else thumbnail_directory(thumbnail)
    return tiff_stream(Directory(first.entries, first.children, next=after), byte_order)


def camera_directory(**told: Unpack[Camera]) -> Directory:
    """The same as a directory, for files that are TIFF themselves."""
    facts: Mapping[str, Any] = {**DEFAULT_CAMERA, **told}
    place = facts.get("gps")
    gps = None if place is None else gps_tags(*place)
    photo = {0x9000: undefined(b"0231"), **_told(facts, _PHOTO), **facts.get("photo", {})}
    return Directory({**_told(facts, _IMAGE), **facts.get("image", {})}, children=_below(photo, gps))


def thumbnail_directory(thumbnail: bytes, length: int | None = None) -> Directory:
    """IFD1 with an embedded JPEG; `length`, if given, is a lie about its size."""
    entries = {
        0x0103: short(6),
        0x011A: rational((72, 1)),
        0x011B: rational((72, 1)),
        0x0128: short(2),
        _THUMBNAIL_LENGTH: long(len(thumbnail) if length is None else length),
    }
    return Directory(entries, blobs={_THUMBNAIL: [thumbnail]})


def gps_tags(latitude: float, longitude: float, altitude: float | None = None) -> dict[int, Entry]:
    """The GPS directory of a place, in degrees, minutes and seconds; below the sea is negative."""
    tags = {
        0x0000: byte(2, 3, 0, 0),
        0x0001: text("S" if latitude < 0 else "N"),
        0x0002: rational(*_sexagesimal(latitude)),
        0x0003: text("W" if longitude < 0 else "E"),
        0x0004: rational(*_sexagesimal(longitude)),
    }
    if altitude is not None:
        tags[0x0005] = byte(1 if altitude < 0 else 0)
        tags[0x0006] = rational(Fraction(abs(altitude)).limit_denominator(1000))
    return tags


def _sexagesimal(degrees: float) -> tuple[Ratio, ...]:
    hundred_thousandths = round(abs(degrees) * 3600 * 100_000)
    whole, rest = divmod(hundred_thousandths, 3600 * 100_000)
    minutes, seconds = divmod(rest, 60 * 100_000)
    return ((whole, 1), (minutes, 1), (seconds, 100_000))


def _below(photo: Entries | None, gps: Entries | None) -> dict[int, list[Directory]]:
    below = {_EXIF_DIRECTORY: photo, _GPS_DIRECTORY: gps}
    return {tag: [Directory(tags)] for tag, tags in below.items() if tags is not None}


def _told(
    facts: Mapping[str, Any], table: Mapping[str, tuple[int, Callable[[Any], Entry]]]
) -> dict[int, Entry]:
    return {tag: write(facts[name]) for name, (tag, write) in table.items() if facts.get(name) is not None}
