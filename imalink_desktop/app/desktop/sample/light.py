"""The light of an hour: what the sky is like, where the sun stands, and what it does to the land."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from imalink_desktop.app.desktop.sample.brush import (
    RGB,
    Picture,
    Point,
    Rng,
    Size,
    blend,
    cover,
    glow,
    graded,
    mask,
    noise,
    numbers,
    shine,
    step,
    varied,
)


class Hour(StrEnum):
    """Times of the day that look different."""

    DAWN = "dawn"
    DAY = "day"
    GOLDEN = "golden"
    DUSK = "dusk"
    NIGHT = "night"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Light:
    """Colours from the top of the sky to the horizon, and the sun."""

    top: RGB
    middle: RGB
    horizon: RGB
    sun: RGB
    land: RGB
    """What white paper lying there looks like."""
    sun_high: float
    """Over the horizon, in heights of the picture; less than nothing when it has set."""
    strength: float
    cloud: RGB
    cloud_shade: RGB


_LIGHTS = {
    Hour.DAWN: Light(
        (86, 110, 158), (196, 178, 190), (255, 214, 178), (255, 226, 190), (186, 178, 196), 0.07, 0.8,
        (255, 226, 214), (150, 146, 178),
    ),
    Hour.DAY: Light(
        (44, 104, 178), (112, 164, 216), (200, 222, 238), (255, 250, 236), (255, 252, 244), 0.75, 0.35,
        (255, 255, 255), (186, 198, 214),
    ),
    Hour.GOLDEN: Light(
        (74, 112, 162), (178, 176, 170), (255, 208, 136), (255, 222, 150), (255, 222, 176), 0.13, 0.9,
        (255, 232, 200), (172, 150, 150),
    ),
    Hour.DUSK: Light(
        (28, 34, 74), (110, 74, 118), (246, 136, 84), (255, 170, 100), (120, 100, 128), 0.01, 0.85,
        (236, 128, 110), (66, 56, 96),
    ),
    Hour.NIGHT: Light(
        (6, 9, 22), (14, 22, 46), (38, 48, 78), (190, 206, 240), (46, 56, 84), -0.3, 0.0,
        (44, 52, 74), (18, 24, 42),
    ),
    Hour.GREY: Light(
        (138, 148, 160), (176, 184, 192), (212, 216, 218), (240, 240, 240), (206, 210, 216), 0.6, 0.1,
        (226, 229, 232), (150, 158, 168),
    ),
}  # fmt: skip


def light_of(hour: Hour, rng: Rng) -> Light:
    """The light of one such hour; no two are quite the same."""
    usual = _LIGHTS[hour]
    return replace(
        usual,
        top=varied(rng, usual.top, 7),
        middle=varied(rng, usual.middle, 6),
        horizon=varied(rng, usual.horizon, 5),
        sun_high=usual.sun_high * float(rng.uniform(0.6, 1.3)),
    )


def sky(
    rng: Rng, size: Size, light: Light, horizon: float, clouds: float | None = None
) -> tuple[Picture, Point]:
    """A sky down to the horizon and beyond, and where the sun is in it, in parts of the picture."""
    middle = horizon * 0.6
    picture = graded(
        size, (0.0, light.top), (middle, light.middle), (horizon, light.horizon), (1.0, light.horizon)
    )
    sun = (float(rng.uniform(0.15, 0.85)), horizon - light.sun_high * horizon)
    if light.strength:
        shine(picture, light.sun, glow(size, sun, 0.42, 1.2), light.strength * 0.5)
        shine(picture, light.sun, glow(size, sun, 0.12, 1.3), light.strength * 0.7)
    _clouds(rng, picture, light, horizon, float(rng.uniform(-0.2, 1.1)) if clouds is None else clouds)
    if light.strength > 0.5 and light.sun_high > 0.02:
        shine(picture, (255, 250, 235), glow(size, sun, 0.022, 3.2), light.strength)
    return picture, sun


def _clouds(rng: Rng, picture: Picture, light: Light, horizon: float, much: float) -> None:
    """Wide overhead, narrow bands far away; darker underneath."""
    wide, high = picture.size
    down = max(round(high * horizon), 2)
    little = (max(wide // 2, 2), max(down // 2, 2))
    field = numbers(noise(rng, little, float(rng.uniform(0.25, 0.6)), float(rng.uniform(1.6, 4))))
    cut = 1.1 - much * 1.1
    overhead = np.linspace(1, 0.25, little[1], dtype=np.float32)[:, None]
    body = mask(step(field, cut, cut + 1.4) * overhead).resize((wide, down))
    under = mask(step(field, cut + 0.7, cut + 2.4) * overhead).resize((wide, down))
    part = picture.crop((0, 0, wide, down))
    cover(part, blend(light.cloud, light.horizon, 0.15), body, 0.85)
    cover(part, light.cloud_shade, under, 0.5)
    picture.paste(part)
