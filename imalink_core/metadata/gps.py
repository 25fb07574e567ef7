"""Where a photo was taken, as decimal degrees and metres; nothing rather than a wrong place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from imalink_core.containers.parts import Tags, TagValue
from imalink_core.errors import note
from imalink_core.found import Note
from imalink_core.metadata.figures import number, number_in
from imalink_core.metadata.text import clean

_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE, _ALTITUDE_REF, _ALTITUDE = range(1, 7)
_LOWEST, _HIGHEST = -12_000.0, 100_000.0
_BELOW = (1, 3, b"\1", b"\3", "1", "3", b"1", b"3")
"""Below the sea; since EXIF 3.0, below the ellipsoid (1) or the sea (3)."""

_DECIMALS = 7
"""A centimetre."""

_XMP_DEGREES = re.compile(r"([\d.]+)(?:,([\d.]+))?(?:,([\d.]+))?([NSEW])", re.ASCII)
_ISO_6709 = re.compile(
    r"([+-])(\d\d)(\d\d)?(\d\d)?(\.\d+)?"
    r"([+-])(\d{3})(\d\d)?(\d\d)?(\.\d+)?"
    r"([+-]\d+(?:\.\d+)?)?(?:CRS[^/]*)?/?$",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A position. Latitude and longitude are both known or both `None`; altitude never stands alone."""

    latitude: float | None = None
    longitude: float | None = None
    altitude: float | None = None
    notes: tuple[Note, ...] = ()


Degrees: TypeAlias = float | None


def from_exif(gps: Tags) -> Place:
    """Read the GPS directory. A position without its N/S and E/W could be anywhere, so it is left out."""
    if _LATITUDE not in gps and _LONGITUDE not in gps:
        return Place()
    latitude = _degrees(gps.get(_LATITUDE), gps.get(_LATITUDE_REF), "NS")
    longitude = _degrees(gps.get(_LONGITUDE), gps.get(_LONGITUDE_REF), "EW")
    altitude = number(gps.get(_ALTITUDE))
    below = gps.get(_ALTITUDE_REF) in _BELOW
    return _place(latitude, longitude, -altitude if below and altitude is not None else altitude)


def from_xmp(latitude: str | None, longitude: str | None, altitude: str | None, below: str | None) -> Place:
    """Read XMP's way: `59,54.834N`."""
    if latitude is None and longitude is None:
        return Place()
    height = number_in(altitude) if altitude else None
    if height is not None and below in _BELOW:
        height = -height
    return _place(_xmp_degrees(latitude, "NS"), _xmp_degrees(longitude, "EW"), height)


def from_iso_6709(text: str | None) -> Place:
    """Read a video's way: `+59.9139+010.7522+012.500/`."""
    if text is None:
        return Place()
    match = _ISO_6709.match(text.strip())
    if match is None:
        return _place(None, None, None)
    latitude, longitude = (
        _sexagesimal(*match.group(1, 2, 3, 4, 5)),
        _sexagesimal(*match.group(6, 7, 8, 9, 10)),
    )
    return _place(latitude, longitude, float(match[11]) if match[11] else None)


def _sexagesimal(
    sign: str, degrees: str, minutes: str | None, seconds: str | None, rest: str | None
) -> Degrees:
    """Degrees, or degrees and minutes, or all three; the decimals belong to the last of them."""
    parts = [float(part) for part in (degrees, minutes, seconds) if part is not None]
    parts[-1] += float(rest or 0)
    total = _sum(parts)
    return -total if total is not None and sign == "-" else total


def _place(latitude: Degrees, longitude: Degrees, altitude: float | None) -> Place:
    """A position that can be true: on earth, and not where broken receivers say they are."""
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return Place(notes=(note("bad_gps"),))
    if latitude == 0 and longitude == 0:
        return Place(notes=(note("bad_gps", "(0, 0)"),))
    notes: tuple[Note, ...] = ()
    if altitude is not None and not _LOWEST <= altitude <= _HIGHEST:
        altitude, notes = None, (note("bad_value", "(GPSAltitude)"),)
    height = None if altitude is None else round(altitude, 3)
    return Place(round(latitude, _DECIMALS), round(longitude, _DECIMALS), height, notes)


def _degrees(value: TagValue, reference: TagValue, letters: str) -> Degrees:
    letter = (clean(reference) or "")[:1].upper()
    if letter not in letters or not letter:
        return None
    degrees = _sum(value if isinstance(value, tuple) else (value,))
    return -degrees if degrees is not None and letter in "SW" else degrees


def _sum(values: Sequence[TagValue]) -> Degrees:
    """Degrees, and minutes and seconds where there are any, each possibly with decimals."""
    if not 1 <= len(values) <= 3:
        return None
    total = 0.0
    for value, share in zip(values, (1, 60, 3600), strict=False):
        part = number(value)
        if part is None or part < 0 or (share > 1 and part > 60):
            return None
        total += part / share
    return total


def _xmp_degrees(text: str | None, letters: str) -> Degrees:
    match = _XMP_DEGREES.fullmatch((text or "").strip().upper())
    if match is None or match[4] not in letters:
        return None
    degrees = _sum([number_in(part) for part in match.groups()[:3] if part])
    return -degrees if degrees is not None and match[4] in "SW" else degrees
