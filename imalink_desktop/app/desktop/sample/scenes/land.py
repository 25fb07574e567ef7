"""Mountains in haze, hills, dunes, fields and snow."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from imalink_desktop.app.desktop.sample.brush import (
    RGB,
    Field,
    Picture,
    Rng,
    Size,
    below,
    blend,
    blurred,
    cover,
    drawn,
    graded,
    lit,
    mask,
    noise,
    numbers,
    on_the_ground,
    ridge,
    shade,
    shine,
    smooth,
    step,
    varied,
)
from imalink_desktop.app.desktop.sample.light import Hour, Light, light_of, sky
from imalink_desktop.app.desktop.sample.scenes.trees import bare_tree, leafy_tree, row_of_firs


def mountains(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Range behind range, each paler than the one before it."""
    light = light_of(hour, rng)
    wide, high = size
    horizon = float(rng.uniform(0.5, 0.62))
    picture, _ = sky(rng, size, light, horizon, clouds=float(rng.uniform(-0.2, 0.8)))
    count = int(rng.integers(4, 7))
    rock = varied(rng, (74, 84, 96))
    wood = varied(rng, (40, 58, 46))
    for number in range(count):
        near = number / (count - 1)
        line = ridge(rng, wide, hills=2.2 + 2.5 * near, rough=0.5 - 0.06 * near)
        swing = high * float(rng.uniform(0.09, 0.15)) * (1.15 - 0.5 * near)
        line = line * swing + high * (horizon - 0.12 + (0.62 * near) ** 1.6 * 0.62)
        colour = lit(blend(rock, wood, near), light.land)
        mass = _slope(rng, size, colour, line, light, snow=0.75 * (1 - near) ** 2, rough=0.10 + 0.10 * near)
        haze = blend(light.horizon, light.middle, 0.25)
        cover(mass, haze, Image.new("L", size, round(215 * (1 - near) ** 0.8)))
        foot = mask(np.clip((_rows(size) - line[None, :]) / (high * 0.22), 0, 1) * 0.55 * (1 - near * 0.75))
        cover(mass, haze, foot)
        cover(picture, mass, below(line, high))
        if near > 0.6 and near < 1:
            cover(
                picture,
                lit(wood, lit(light.land, 0.55)),
                row_of_firs(rng, size, line + 4, 0.02 + 0.03 * near),
            )
    line = ridge(rng, wide, hills=4.5, rough=0.44) * high * 0.06 + high * (horizon + 0.28)
    cover(picture, lit(wood, lit(light.land, 0.3)), row_of_firs(rng, size, line, 0.10))
    cover(picture, lit(wood, lit(light.land, 0.3)), below(line, high))
    return picture


def peak(rng: Rng, size: Size, hour: Hour) -> Picture:
    """One great mountain of rock and snow, the light on one side of it."""
    light = light_of(hour, rng)
    wide, high = size
    horizon = float(rng.uniform(0.7, 0.8))
    picture, _ = sky(rng, size, light, horizon, clouds=float(rng.uniform(-0.5, 0.4)))
    middle = wide * float(rng.uniform(0.35, 0.65))
    x = np.arange(wide, dtype=np.float32)
    cone = np.abs(x - middle) / wide
    for part, tall in ((0.0, 0.45), (1.0, 0.75)):
        slope = cone * (1.1 if part else 0.5) * float(rng.uniform(0.8, 1.2))
        line = (high * (horizon - tall * horizon + slope)).astype(np.float32)
        line += ridge(rng, wide, hills=5, rough=0.55) * high * 0.05
        rock = lit(varied(rng, (92, 88, 92)), light.land)
        mass = _rock(rng, size, rock, lit((244, 246, 252), light.land), line, light)
        cover(mass, blend(light.horizon, light.middle, 0.3), Image.new("L", size, 110 if part == 0 else 30))
        cover(picture, mass, below(line, high))
    mist = mask(step(_rows(size) / high, horizon - 0.2, horizon + 0.05) * np.clip(
        numbers(noise(rng, size, 0.5, 3)) * 0.25 + 0.65, 0, 1))  # fmt: skip
    cover(picture, blend(light.horizon, light.cloud, 0.4), mist, 0.8)
    line = ridge(rng, wide, hills=3, rough=0.4) * high * 0.03 + high * (horizon + 0.1)
    wood = lit(varied(rng, (34, 50, 40)), lit(light.land, 0.6))
    cover(picture, wood, below(line, high))
    cover(picture, wood, row_of_firs(rng, size, line + 6, 0.12))
    cover(picture, lit(wood, 0.55), row_of_firs(rng, size, line + high * 0.12, 0.2))
    cover(picture, lit(wood, 0.55), below(line + high * 0.12, high))
    return picture


def hills(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Soft hills with fields on them, and a few trees."""
    light = light_of(hour, rng)
    wide, high = size
    horizon = float(rng.uniform(0.38, 0.5))
    picture, sun = sky(rng, size, light, horizon)
    greens = ((92, 122, 58), (138, 140, 70), (76, 104, 56), (172, 152, 84))
    count = int(rng.integers(4, 6))
    for number in range(count):
        near = number / (count - 1)
        line = smooth(ridge(rng, wide, hills=1.3 + near, rough=0.3, octaves=4), wide // 24)
        line = line * high * 0.055 + high * (horizon + 0.02 + 0.42 * near**1.3)
        colour = lit(varied(rng, greens[int(rng.integers(len(greens)))], 8), light.land)
        ground = shade(Image.new("RGB", size, colour), numbers(on_the_ground(rng, size)), 0.10 + 0.05 * near)
        side = np.clip(np.gradient(smooth(line, wide // 12)) * (1 if sun[0] < 0.5 else -1) * 2.2, -0.45, 0.45)
        ground = shade(ground, np.broadcast_to(side[None, :], (high, wide)).astype(np.float32), 1.0)
        fall = mask(np.clip(1.0 - (_rows(size) - line[None, :]) / (high * 0.3), 0, 1) * 0.7)
        cover(ground, lit(colour, 1.35), fall, 0.5)
        cover(ground, light.horizon, Image.new("L", size, round(170 * (1 - near) ** 1.3)))
        cover(picture, ground, below(line, high))
        for _ in range(int(rng.integers(2, 9)) if 0 < near < 1 else 0):
            at = int(rng.integers(wide))
            tall = high * (0.02 + 0.055 * near) * float(rng.uniform(0.7, 1.3))
            where = leafy_tree(rng, size, (at, float(line[at]) + tall * 0.15), tall)
            leaf = blend(lit((48, 66, 36), lit(light.land, 0.75)), light.horizon, 0.55 * (1 - near))
            cover(picture, leaf, where)
    return picture


def field(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Rows that run to the horizon: lavender, rape, or the plain furrows of a plough."""
    light = light_of(hour, rng)
    wide, high = size
    horizon = float(rng.uniform(0.34, 0.46))
    picture, _ = sky(rng, size, light, horizon)
    kinds: tuple[tuple[RGB, RGB], ...] = (
        ((126, 92, 168), (74, 84, 52)),
        ((226, 194, 52), (120, 132, 48)),
        ((128, 100, 74), (84, 64, 50)),
        ((206, 176, 104), (160, 128, 70)),
        ((112, 150, 66), (74, 104, 50)),
    )
    crop, soil = kinds[int(rng.integers(len(kinds)))]
    top = round(high * horizon)
    ground = _furrows(rng, (wide, high - top), lit(crop, light.land), lit(soil, light.land))
    haze = graded(ground.size, (0, (150,) * 3), (0.25, (30,) * 3), (1, (0,) * 3)).convert("L")
    cover(ground, light.horizon, haze)
    picture.paste(ground, (0, top))
    line = ridge(rng, wide, hills=4, rough=0.4) * high * 0.012 + top - high * 0.012
    far = blend(lit((64, 84, 60), light.land), light.horizon, 0.4)
    cover(picture, far, _strip(line, size, top))
    if rng.random() < 0.7:
        at = wide * float(rng.choice([0.3, 0.36, 0.64, 0.7]))
        tall = high * float(rng.uniform(0.12, 0.24))
        cover(picture, lit((40, 54, 32), lit(light.land, 0.8)), leafy_tree(rng, size, (at, top + 3), tall))
    return picture


def dunes(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Sand, one side in the sun and the other in the shade, the crest between them sharp."""
    light = light_of(hour, rng)
    wide, high = size
    horizon = float(rng.uniform(0.3, 0.42))
    picture, _ = sky(rng, size, light, horizon, clouds=-0.6)
    sand = lit(varied(rng, (232, 172, 108), 8), light.land)
    dark = lit(blend(sand, (96, 60, 66), 0.55), 0.72)
    count = 5
    x = np.arange(wide, dtype=np.float32)
    for number in range(count):
        near = number / (count - 1)
        line = smooth(ridge(rng, wide, hills=1.0 + 1.2 * (1 - near), rough=0.25, octaves=3), wide // 16)
        line = line * high * (0.035 + 0.07 * near) + high * (horizon + 0.03 + 0.5 * near**1.4)
        ripple = numbers(on_the_ground(rng, size, near=0.9, far=5, squeeze=8))
        face = shade(Image.new("RGB", size, sand), ripple, 0.03 + 0.03 * near)
        fall = np.clip((_rows(size) - line[None, :]) / (high * (0.16 + 0.4 * near)), 0, 1)
        cover(face, dark, mask(fall * 0.5))
        # The crest runs down towards us and parts light from shade.
        at = wide * float(rng.uniform(0.2, 0.8))
        lean = float(rng.uniform(-0.9, 0.9))
        rows = _rows(size) - float(line[min(int(at), wide - 1)])
        crest = at + rows * lean + np.sin(rows / high * float(rng.uniform(5, 9))) * wide * 0.05
        lee = (x[None, :] - crest) / (wide * 0.002 + np.abs(rows) * 0.02 + 1)
        soft = np.clip(1 - (x[None, :] - crest) / (wide * 0.5), 0, 1)
        shadow = shade(Image.new("RGB", size, dark), ripple, 0.04)
        cover(face, shadow, mask(step(lee, -0.5, 0.5) * soft * 0.95))
        cover(face, light.horizon, Image.new("L", size, round(140 * (1 - near) ** 1.5)))
        cover(picture, face, below(line, high))
    return picture


def snow(rng: Rng, size: Size, hour: Hour) -> Picture:
    """A white hill, a bare tree, blue shadows; sometimes it snows."""
    light = light_of(hour, rng)
    wide, high = size
    horizon = float(rng.uniform(0.5, 0.62))
    picture, _ = sky(rng, size, light, horizon, clouds=0.5)
    white = lit((246, 249, 255), light.land)
    blue = blend(white, light.top, 0.35)
    far = ridge(rng, wide, hills=5, rough=0.45) * high * 0.02 + high * (horizon - 0.03)
    wood = blend(lit((54, 62, 72), light.land), light.horizon, 0.45)
    cover(picture, wood, row_of_firs(rng, size, far + 8, 0.045))
    line = far
    for near in (0.0, 0.5, 1.0):
        line = smooth(ridge(rng, wide, hills=1.2, rough=0.3, octaves=3), wide // 12)
        line = line * high * 0.03 + high * (horizon + 0.01 + 0.17 * near)
        drift = numbers(on_the_ground(rng, size, near=0.25, far=1.6, squeeze=2))
        ground = Image.new("RGB", size, white)
        cover(ground, blue, mask(step(drift, -0.2, 1.8) * 0.8))
        cover(ground, blue, mask(np.clip((_rows(size) - line[None, :]) / (high * 0.5), 0, 1) * 0.6))
        cover(picture, ground, below(line, high))
    at = int(wide * float(rng.choice([0.3, 0.38, 0.62, 0.7])))
    tree = bare_tree(rng, size, (at, float(line[at]) + high * 0.01), high * float(rng.uniform(0.4, 0.52)))
    cover(picture, lit((50, 44, 46), lit(light.land, 0.8)), tree)
    if rng.random() < 0.5:
        _snowfall(rng, picture)
    return picture


def _rows(size: Size) -> Field:
    return np.arange(size[1], dtype=np.float32)[:, None]


def _strip(line: Field, size: Size, bottom: int) -> Picture:
    """What lies between a line and a row."""
    where = below(line, size[1])
    where.paste(0, (0, bottom, *size))
    return where


def _slope(
    rng: Rng, size: Size, colour: RGB, line: Field, light: Light, *, snow: float, rough: float
) -> Picture:
    """The side of a range: gullies run down it, snow lies high up."""
    wide, high = size
    gullies = numbers(noise(rng, (wide // 2, high // 2), 0.55, 0.45).resize(size))
    mass = shade(Image.new("RGB", size, colour), gullies, rough)
    if snow > 0.1:
        depth = (_rows(size) - line[None, :]) / high
        cover(mass, lit((240, 244, 250), light.land), mask(step(gullies * 0.10 - depth, -0.10, 0.0) * snow))
    return mass


def _rock(rng: Rng, size: Size, rock: RGB, white: RGB, line: Field, light: Light) -> Picture:
    """Rock whose faces look to the light or away from it, with snow where it is not too steep."""
    high = size[1]
    height = numbers(noise(rng, size, 0.5, 0.6)) + 0.5 * numbers(noise(rng, size, 1.6, 0.7))
    facing = np.clip((height - np.roll(height, 6, axis=1)) * 1.6, -1, 1).astype(np.float32)
    mass = Image.new("RGB", size, rock)
    depth = (_rows(size) - line[None, :]) / high
    lies = step(0.42 - depth * 1.5 + facing * 0.35 + height * 0.10, -0.05, 0.2)
    cover(mass, white, mask(lies))
    mass = shade(mass, facing, 0.42)
    cover(mass, blend(light.top, (30, 40, 70), 0.4), mask(step(-facing, 0.1, 0.9) * 0.35))
    return mass


def _furrows(rng: Rng, size: Size, crop: RGB, soil: RGB) -> Picture:
    """Rows, seen from a little above."""
    wide, high = size
    away = np.linspace(0.035, 1.0, high, dtype=np.float32)[:, None]
    vanish = float(rng.uniform(0.2, 0.8))
    across = (np.arange(wide, dtype=np.float32)[None, :] / wide - vanish) / away
    rough = numbers(on_the_ground(rng, size, near=0.8, far=6, squeeze=6))
    rows = 0.5 + 0.5 * np.sin(across * float(rng.uniform(26, 40)) + rough * 0.35)
    far = np.clip(away * 5, 0.25, 1)
    bed = step(rows.astype(np.float32) + rough * 0.12 * far, 0.25, 0.7)
    ground = Image.new("RGB", size, soil)
    cover(ground, crop, mask(bed))
    sunny = mask(step(np.roll(bed, -max(wide // 200, 1), axis=1) - bed, 0.0, 0.5) * 0.5)
    cover(ground, lit(crop, 1.25), sunny)
    return shade(ground, rough, 0.16)


def _snowfall(rng: Rng, picture: Picture) -> None:
    size = picture.size
    flakes = [(rng.random() * size[0], rng.random() * size[1], rng.random() ** 3) for _ in range(420)]

    def draw(on: ImageDraw.ImageDraw, scale: int) -> None:
        for x, y, near in flakes:
            radius = (1 + 5 * near) * scale * size[0] / 1600
            on.ellipse((x * scale - radius, y * scale - radius, x * scale + radius, y * scale + radius), 220)

    shine(picture, (235, 240, 250), blurred(drawn(size, draw, over=1), 1.4), 0.75)
