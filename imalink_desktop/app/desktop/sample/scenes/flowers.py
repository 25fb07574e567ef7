"""Flowers from very near: petals around a heart, a stem, and the meadow as mere colour."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from imalink_desktop.app.desktop.sample.brush import (
    RGB,
    Picture,
    Point,
    Rng,
    Size,
    bent,
    blend,
    blurred,
    cover,
    drawn,
    glow,
    lit,
    noise,
    numbers,
    shade,
    varied,
)
from imalink_desktop.app.desktop.sample.light import Hour, light_of
from imalink_desktop.app.desktop.sample.scenes.people import blurred_world

_KINDS: tuple[tuple[int, float, float, RGB, RGB, RGB, float], ...] = (
    # petals, how broad, how pointed, outside, inside, heart, size of the heart
    (21, 0.16, 0.8, (246, 244, 240), (226, 226, 220), (222, 172, 38), 0.26),
    (5, 0.72, 0.3, (206, 52, 40), (84, 16, 22), (38, 30, 32), 0.17),
    (13, 0.3, 0.6, (236, 178, 40), (198, 110, 22), (86, 50, 26), 0.3),
    (8, 0.4, 0.5, (196, 102, 170), (236, 190, 220), (226, 190, 70), 0.16),
    (6, 0.46, 0.9, (112, 92, 190), (200, 190, 236), (236, 206, 90), 0.12),
    (16, 0.26, 0.7, (236, 140, 120), (250, 206, 170), (180, 110, 50), 0.2),
)


def flower(rng: Rng, size: Size, hour: Hour) -> Picture:
    """One in focus, others behind it that are not."""
    light = light_of(hour, rng)
    wide, high = size
    picture = blurred_world(rng, size, hour)
    kind = int(rng.integers(len(_KINDS)))
    least = min(size)
    for blur in (0.035, 0.018):
        for _ in range(int(rng.integers(1, 4))):
            at = (wide * float(rng.uniform(0.05, 0.95)), high * float(rng.uniform(0.15, 0.8)))
            _bloom(rng, picture, kind, at, least * float(rng.uniform(0.10, 0.2)), light.land, least * blur)
    at = (wide * float(rng.uniform(0.36, 0.64)), high * float(rng.uniform(0.36, 0.5)))
    _bloom(rng, picture, kind, at, least * float(rng.uniform(0.26, 0.36)), light.land, 0.5)
    cover(picture, light.sun, glow(size, (float(rng.random()), 0.0), 0.4, 1.3), 0.22 * light.strength)
    return picture


def _bloom(rng: Rng, picture: Picture, kind: int, at: Point, radius: float, land: RGB, blur: float) -> None:
    many, broad, pointed, outside, inside, heart, middle = _KINDS[kind]
    reach = round(radius * 1.35 + blur * 2)
    size = (2 * reach, 2 * reach)
    tilt = float(rng.uniform(0.6, 0.95))
    _stem(rng, picture, at, radius, lit(varied(rng, (84, 116, 58)), land), blur)
    tone = varied(rng, outside, 8)
    layer = Image.new("RGB", size, lit(tone, land))
    shape = Image.new("L", size)
    begin = float(rng.random())
    rows = 2 if many > 10 else 1
    order = [(row, place) for row in range(rows) for place in range(many)]
    for row, place in order:
        turn = (place + begin + row * 0.5 + float(rng.normal(0, 0.06))) * math.tau / many
        long = radius * (1 - 0.16 * row) * float(rng.uniform(0.9, 1.05))
        petal = _petal(size, (reach, reach), turn, long, broad * float(rng.uniform(0.9, 1.1)), pointed, tilt)
        bright = 1.0 + 0.13 * math.sin(turn + 2.4) + float(rng.normal(0, 0.03))
        painted = Image.new("RGB", size, lit(lit(tone, bright), land))
        cover(painted, lit(lit(inside, bright), land), glow(size, (0.5, 0.5), 0.20 + middle * 0.2, 2))
        edge = blurred(petal, radius * 0.03)
        cover(layer, lit(lit(tone, 0.5), land), edge, 0.42)
        layer.paste(painted, (0, 0), petal)
        shape.paste(255, (0, 0, *size), petal)
    layer = shade(layer, numbers(noise(rng, size, 0.5)), 0.035)
    _heart(rng, layer, shape, lit(varied(rng, heart, 8), land), radius * middle, tilt)
    where = blurred(shape, blur)
    corner = (round(at[0]) - reach, round(at[1]) - reach)
    picture.paste(blurred(layer, blur) if blur > 1 else layer, corner, where)


def _petal(
    size: Size, centre: Point, turn: float, long: float, broad: float, pointed: float, tilt: float
) -> Picture:
    cos, sin = math.cos(turn), math.sin(turn)
    blunt = 1 - pointed
    side = bent(
        [
            (0.0, 0.0),
            (0.35, broad * 0.8),
            (0.85, broad * (0.7 + 0.6 * blunt)),
            (1.0, broad * blunt * 0.7),
            (1.0, 0),
        ],
        14,
    )
    corners = [*side, *((a, -b) for a, b in side[::-1])]
    points = [
        (centre[0] + (a * cos - b * sin) * long, centre[1] + (a * sin + b * cos) * long * tilt)
        for a, b in corners
    ]
    return drawn(size, lambda on, k: on.polygon([(a * k, b * k) for a, b in points], 255))


def _heart(rng: Rng, layer: Picture, shape: Picture, colour: RGB, radius: float, tilt: float) -> None:
    """Hundreds of small grains, arranged as sunflowers do it."""
    size = layer.size
    x, y = size[0] / 2, size[1] / 2

    def disc(on: ImageDraw.ImageDraw, k: int) -> None:
        on.ellipse([part * k for part in (x - radius, y - radius * tilt, x + radius, y + radius * tilt)], 255)

    where = drawn(size, disc)
    cover(layer, lit(colour, 0.6), blurred(where, radius * 0.12), 0.8)
    cover(layer, lit(colour, 0.75), where)
    shape.paste(255, (0, 0, *size), where)
    on = ImageDraw.Draw(layer)
    grain = max(radius * 0.055, 0.8)
    for seed in range(170):
        out, turn = radius * math.sqrt(seed / 170), seed * 2.39996
        a, b = x + out * math.cos(turn), y + out * math.sin(turn) * tilt
        tone = lit(
            blend(colour, (255, 236, 170), float(rng.uniform(0, 0.35))), 1.1 - 0.35 * (1 - out / radius)
        )
        on.ellipse((a - grain, b - grain, a + grain, b + grain), tone)


def _stem(rng: Rng, picture: Picture, at: Point, radius: float, colour: RGB, blur: float) -> None:
    high = picture.height
    foot = (at[0] + float(rng.normal(0, 0.25)) * radius, high + radius * 0.2)
    path = bent([at, (at[0], at[1] + radius), (foot[0], (at[1] + high) / 2), foot], 16)
    left = int(min(a for a, _ in path) - radius * 0.3 - blur * 2)
    right = int(max(a for a, _ in path) + radius * 0.3 + blur * 2)
    size = (right - left, high)
    for aside, tone in ((0.0, lit(colour, 0.75)), (radius * 0.012, lit(colour, 1.12))):

        def draw(on: ImageDraw.ImageDraw, k: int, aside: float = aside) -> None:
            line = [((a - left - aside) * k, b * k) for a, b in path]
            on.line(line, 255, max(round(radius * (0.07 if aside == 0 else 0.03) * k), 1), joint="curve")

        part = picture.crop((left, 0, right, high))
        cover(part, tone, blurred(drawn(size, draw, over=2), max(blur, 0.6)))
        picture.paste(part, (left, 0))
