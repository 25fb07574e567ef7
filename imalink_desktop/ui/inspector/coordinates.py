"""A place as people paste it from a map, as two numbers."""

from __future__ import annotations

import re
from typing import TypeAlias

Place: TypeAlias = tuple[float, float]

_NUMBER = r"[-+]?\d{1,3}(?:[.,]\d+)?"
_PLAIN = re.compile(rf"({_NUMBER})(?:\s*[;/]\s*|,\s+|\s+|,)({_NUMBER})")
_IN_ADDRESS = (
    re.compile(r"!3d(-?\d+\.?\d*)!4d(-?\d+\.?\d*)"),  # the place itself, before the middle of its map
    re.compile(r"@(-?\d+\.?\d*),(-?\d+\.?\d*)"),
    re.compile(
        r"[?&](?:q|ll|query|center|daddr)=(?:loc:)?(-?\d+\.?\d*)(?:,|%2C)\+?(-?\d+\.?\d*)", re.IGNORECASE
    ),
    re.compile(r"[?&]mlat=(-?\d+\.?\d*)&mlon=(-?\d+\.?\d*)"),
    re.compile(r"#map=\d+\.?\d*/(-?\d+\.?\d*)/(-?\d+\.?\d*)"),
    re.compile(r"^geo:(-?\d+\.?\d*),(-?\d+\.?\d*)", re.IGNORECASE),
)
"""Of addresses of maps, and of the `geo:` scheme."""
_FIGURES = (
    r"(\d{1,3}(?:[.,]\d+)?)\s*[°º]?\s*"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|''|′′)\s*)?"
)
_BETWEEN = r"\s*[,;]?\s*"
_BY_COMPASS = (
    (re.compile(rf"{_FIGURES}([NSEW]){_BETWEEN}{_FIGURES}([NSEW])", re.IGNORECASE), (3, 7), (0, 4)),
    (re.compile(rf"([NSEW])\s*{_FIGURES}{_BETWEEN}([NSEW])\s*{_FIGURES}", re.IGNORECASE), (0, 4), (1, 5)),
)
"""Degrees, minutes and seconds, the letter after them or before; and where both stand in what is found."""
_LONGEST = 2_000


def read_place(text: str) -> Place | None:
    """Latitude and longitude; `None` where there are no two such numbers."""
    text = text.strip().strip("()[]")
    if len(text) > _LONGEST:
        return None
    for pattern in _IN_ADDRESS:
        if found := pattern.search(text):
            return _on_earth(float(found[1]), float(found[2]))
    if found := _PLAIN.fullmatch(text):
        return _on_earth(_number(found[1]), _number(found[2]))
    return _by_compass(text)


def _by_compass(text: str) -> Place | None:
    """`59°54'50"N 10°45'8"E`, in either order."""
    for pattern, letters, figures in _BY_COMPASS:
        if (found := pattern.fullmatch(text)) is None:
            continue
        values: dict[bool, float] = {}
        for letter, first in zip(letters, figures, strict=True):
            way = found.groups()[letter].upper()
            degrees, minutes, seconds = (_number(part or "0") for part in found.groups()[first : first + 3])
            if minutes >= 60 or seconds >= 60:
                return None
            angle = degrees + minutes / 60 + seconds / 3600
            values[way in "NS"] = -angle if way in "SW" else angle
        return _on_earth(values[True], values[False]) if len(values) == 2 else None
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _on_earth(latitude: float, longitude: float) -> Place | None:
    fits = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return (round(latitude, 7), round(longitude, 7)) if fits else None
