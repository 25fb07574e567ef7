"""How far two places lie apart."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

from imalink_desktop.catalog.query.ast import Near

_RADIUS_KM = 6371.0
_MARGIN = 1.001
_POLE = 89.0
_DATE_LINE = 180.0


def km_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The way along the surface of a round earth."""
    north, south = radians(latitude), radians(other_latitude)
    height = sin((south - north) / 2) ** 2
    height += cos(north) * cos(south) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * _RADIUS_KM * asin(min(1.0, sqrt(height)))


def latitudes_around(near: Near) -> tuple[float, float]:
    """All that is near lies between these latitudes, so that an index can leave out the rest."""
    reach = degrees(near.km / _RADIUS_KM) * _MARGIN + 1e-9
    return near.latitude - reach, near.latitude + reach


def longitudes_around(near: Near) -> tuple[float, float]:
    """The same for longitudes; all of them where a pole or the date line is near."""
    reach = near.km / _RADIUS_KM * _MARGIN + 1e-9
    if abs(radians(near.latitude)) + reach < radians(_POLE):
        wide = degrees(asin(min(1.0, sin(reach) / cos(radians(near.latitude))))) + 1e-9
        west, east = near.longitude - wide, near.longitude + wide
        if west >= -_DATE_LINE and east <= _DATE_LINE:
            return west, east
    return -_DATE_LINE, _DATE_LINE
