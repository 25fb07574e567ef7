"""How far two places lie apart."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

from imalink_desktop.catalog.query.ast import Near

_RADIUS_KM = 6371.0
_MARGIN = 1.001
_POLE = 89.0


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
