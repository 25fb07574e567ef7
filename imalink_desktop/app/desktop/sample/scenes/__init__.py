"""What there is to be photographed. A scene draws a picture of any size in the light of an hour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from imalink_desktop.app.desktop.sample.brush import Picture, Rng, Size
from imalink_desktop.app.desktop.sample.light import Hour
from imalink_desktop.app.desktop.sample.scenes import city, flowers, land, night, people, water, woods

SCENES: Mapping[str, Callable[[Rng, Size, Hour], Picture]] = MappingProxyType(
    {
        "mountains": land.mountains,
        "peak": land.peak,
        "hills": land.hills,
        "field": land.field,
        "dunes": land.dunes,
        "snow": land.snow,
        "lake": water.lake,
        "sea": water.sea,
        "aurora": night.aurora,
        "stars": night.stars,
        "forest": woods.forest,
        "leaves": woods.leaves,
        "flower": flowers.flower,
        "portrait": people.portrait,
        "street": city.street,
        "skyline": city.skyline,
        "rain": city.rain,
    }
)
"""By name."""
