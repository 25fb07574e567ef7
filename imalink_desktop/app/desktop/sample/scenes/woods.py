"""Between the trunks of a forest, and leaves near by."""

from __future__ import annotations

import math

import numpy as np
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
    graded,
    lit,
    mask,
    noise,
    numbers,
    on_the_ground,
    shade,
    shine,
    step,
    varied,
)
from imalink_desktop.app.desktop.sample.light import Hour, light_of
from imalink_desktop.app.desktop.sample.scenes.people import blurred_world
from imalink_desktop.app.desktop.sample.scenes.trees import trunks

_LAYERS = 5


def forest(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Trunks behind trunks, paler and paler; sometimes the sun comes in between."""
    light = light_of(hour, rng)
    moods: tuple[tuple[RGB, RGB], ...] = (
        ((206, 220, 196), (58, 92, 48)), ((236, 214, 166), (150, 96, 36)), ((200, 210, 214), (70, 84, 70)),
    )  # fmt: skip
    air, leaf = moods[int(rng.integers(len(moods)))]
    air, leaf = lit(varied(rng, air, 6), light.land), lit(varied(rng, leaf), light.land)
    bark = lit(varied(rng, (62, 50, 42), 6), light.land)
    sun = (float(rng.uniform(0.3, 0.7)), float(rng.uniform(0.18, 0.4)))
    floor = float(rng.uniform(0.62, 0.72))
    picture = graded(
        size,
        (0, blend(air, leaf, 0.35)),
        (0.45, air),
        (floor, blend(air, leaf, 0.2)),
        (1, blend(air, leaf, 0.4)),
    )
    shine(picture, light.sun, glow(size, sun, 0.3, 1.3), 0.55 if light.strength else 0.15)
    for layer in range(_LAYERS):
        near = (layer + 1) / _LAYERS
        haze = 0.80 * (1 - near) ** 0.8
        foot = floor - 0.06 + 0.22 * near**1.5
        _floor(rng, picture, blend(lit(leaf, 0.55 + 0.3 * (1 - near)), air, haze), foot)
        stems = trunks(rng, size, int(26 / (layer + 1) ** 0.75), 0.007 + 0.032 * near**1.7, foot + 0.015)
        wood = shade(
            Image.new("RGB", size, blend(bark, air, haze)), numbers(noise(rng, size, 1.3, 0.16)), 0.16 * near
        )
        cover(wood, blend(light.sun, air, 0.4), glow(size, sun, 0.25 + 0.2 * near, 1.5), 0.30)
        cover(picture, wood, stems)
        if layer < _LAYERS - 1:
            _leaves(rng, picture, blend(leaf, air, haze), near)
    if light.strength > 0.3 and rng.random() < 0.7:
        shine(picture, light.sun, _rays(rng, size, sun), 0.5)
    return picture


def leaves(rng: Rng, size: Size, hour: Hour) -> Picture:
    """A twig with a few leaves, everything behind it out of focus."""
    light = light_of(hour, rng)
    wide, high = size
    picture = blurred_world(rng, size, hour)
    tones: tuple[RGB, ...] = ((198, 92, 34), (214, 158, 44), (168, 52, 38), (104, 140, 52), (132, 152, 66))
    tone = tones[int(rng.integers(len(tones)))]
    side = 1 if rng.random() < 0.5 else -1
    start = (wide * (0.5 - 0.6 * side), high * float(rng.uniform(0.05, 0.3)))
    end = (wide * (0.5 + 0.3 * side), high * float(rng.uniform(0.5, 0.75)))
    path = bent([start, (wide * 0.4, high * 0.1), (wide * 0.55, high * 0.5), end], 60)
    for blur, many, scale in ((wide * 0.012, 5, 0.8), (0.6, 9, 1.0)):
        for place in np.linspace(8, 59, many):
            at = path[int(place)]
            toward = path[min(int(place) + 1, 59)]
            along = math.atan2(toward[1] - at[1], toward[0] - at[0])
            turn = along + float(rng.choice([-1, 1])) * float(rng.uniform(0.4, 1.1))
            long = wide * float(rng.uniform(0.13, 0.2)) * scale
            if blur > 1:
                at = (at[0] + float(rng.normal(0, 0.13)) * wide, at[1] + float(rng.normal(0, 0.2)) * high)
            _leaf(rng, picture, at, turn, long, lit(varied(rng, tone, 18), light.land), light.sun, blur)
        if blur > 1:
            twig = drawn(
                size,
                lambda on, k: on.line(
                    [(a * k, b * k) for a, b in path], 255, round(wide * 0.006 * k), joint="curve"
                ),
            )
            cover(picture, lit((84, 62, 48), light.land), twig)
    return picture


def _floor(rng: Rng, picture: Picture, colour: RGB, foot: float) -> None:
    """Ferns and moss, or what one takes for them."""
    wide, high = picture.size
    top = int(high * (foot - 0.03))
    part = (wide, high - top)
    rough = numbers(on_the_ground(rng, part, near=0.7, far=5, squeeze=4))
    ground = shade(Image.new("RGB", part, colour), rough, 0.2)
    edge = step(
        np.arange(part[1], dtype=np.float32)[:, None] + rough * high * 0.012, high * 0.01, high * 0.035
    )
    picture.paste(ground, (0, top), mask(edge))


def _leaves(rng: Rng, picture: Picture, colour: RGB, near: float) -> None:
    """Foliage hangs in from above."""
    size = picture.size
    field = numbers(noise(rng, (size[0] // 2, size[1] // 2), 1.4 - 0.7 * near))
    down = np.linspace(1.1, -1.9, size[1] // 2, dtype=np.float32)[:, None]
    cover(picture, colour, mask(step(field * 0.8 + down, 0.35, 0.75)).resize(size), 0.75)


def _rays(rng: Rng, size: Size, sun: Point) -> Picture:
    """Light that falls between the trunks."""
    low = (size[0] // 3, size[1] // 3)
    beams = [
        (float(rng.uniform(0.15, 1.25)), float(rng.uniform(0.012, 0.05)), int(rng.uniform(50, 190)))
        for _ in range(11)
    ]
    x, y = sun[0] * low[0], sun[1] * low[1] - low[1] * 0.3
    far = low[0] * 1.6
    rays = Image.new("L", low)
    on = ImageDraw.Draw(rays)
    for turn, broad, bright in beams:
        at = math.pi * (0.1 + 0.64 * turn)
        on.polygon([(x, y), (x + far * math.cos(at - broad), y + far * math.sin(at - broad)),
                    (x + far * math.cos(at + broad), y + far * math.sin(at + broad))], bright)  # fmt: skip
    fade = glow(low, (sun[0], sun[1]), 0.55, 1.6)
    soft = numbers(blurred(rays, low[0] * 0.012)) * numbers(fade) / 255**2
    return mask(soft).resize(size)


def _leaf(
    rng: Rng, picture: Picture, at: Point, turn: float, long: float, colour: RGB, sun: RGB, blur: float
) -> None:
    """Pointed, with ribs, one half lighter than the other."""
    cos, sin = math.cos(turn), math.sin(turn)

    def put(along: float, aside: float) -> Point:
        return at[0] + (along * cos - aside * sin) * long, at[1] + (along * sin + aside * cos) * long

    fat = float(rng.uniform(0.30, 0.46))
    upper = bent([(0.08, 0.0), (0.15, fat * 1.25), (0.7, fat), (1.0, 0.0)], 20)
    half = [put(a, b) for a, b in upper]
    other = [put(a, -b) for a, b in upper]
    reach = long * 1.2
    box = tuple(int(part) for part in (at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach))
    size = (max(box[2] - box[0], 2), max(box[3] - box[1], 2))

    def shape(corners: list[Point], k: int) -> list[Point]:
        return [((a - box[0]) * k, (b - box[1]) * k) for a, b in corners]

    whole = drawn(size, lambda on, k: on.polygon(shape(half + other[::-1], k), 255))
    lower = drawn(size, lambda on, k: on.polygon(shape([*other, put(0.08, 0)], k), 255))
    lines = [[put(0.1, 0), put(0.97, 0)]]
    for along in np.linspace(0.22, 0.78, 6):
        out = fat * 0.62 * math.sin(math.pi * along)
        lines += [[put(along, 0), put(along + 0.14, side * out)] for side in (-1, 1)]

    def draw_ribs(on: ImageDraw.ImageDraw, k: int) -> None:
        for line in lines:
            on.line(shape(line, k), 255, max(round(long * 0.008 * k), 1))

    ribs = drawn(size, draw_ribs)
    stalk = drawn(
        size,
        lambda on, k: on.line(shape([put(-0.12, 0), put(0.1, 0)], k), 255, max(round(long * 0.02 * k), 1)),
    )
    face = shade(Image.new("RGB", size, colour), numbers(noise(rng, size, 0.3)), 0.09)
    cover(face, lit(colour, 0.72), lower)
    cover(face, blend(colour, sun, 0.5), glow(size, (0.5 + 0.3 * cos, 0.5 + 0.3 * sin), 0.28), 0.35)
    cover(face, lit(colour, 1.35), ribs, 0.6)
    part = picture.crop((box[0], box[1], box[0] + size[0], box[1] + size[1]))
    cover(part, lit(colour, 0.6), blurred(stalk, blur))
    part.paste(face, (0, 0), blurred(whole, blur))
    picture.paste(part, (box[0], box[1]))
