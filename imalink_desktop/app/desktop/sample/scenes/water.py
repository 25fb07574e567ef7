"""The sea and its horizon; a lake that repeats the mountains."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from imalink_desktop.app.desktop.sample.brush import (
    Picture,
    Point,
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
from imalink_desktop.app.desktop.sample.scenes.land import mountains
from imalink_desktop.app.desktop.sample.scenes.people import walker


def sea(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Water to the horizon, the sun's path on it; a headland, a boat, or the beach we stand on."""
    light = light_of(hour, rng)
    wide, high = size
    horizon = float(rng.uniform(0.42, 0.58))
    picture, sun = sky(rng, size, light, horizon)
    top = round(high * horizon)
    picture.paste(_water(rng, (wide, high - top), light, sun), (0, top))
    kind = int(rng.integers(4))
    if kind == 0:
        _headland(rng, picture, light, top)
    elif kind == 1:
        _boat(rng, picture, light, top, sun)
    else:
        _beach(rng, picture, light, with_somebody=kind == 2)
    if kind != 0 and rng.random() < 0.5:
        _islands(rng, picture, light, top)
    return picture


def lake(rng: Rng, size: Size, hour: Hour) -> Picture:
    """What stands on the shore, and once more in the water."""
    wide, high = size
    light = light_of(hour, rng)
    shore = round(high * float(rng.uniform(0.54, 0.62)))
    above = mountains(rng, (wide, shore), hour)
    picture = Image.new("RGB", size)
    picture.paste(above)
    below_it = high - shore
    mirrored = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).crop((0, 0, wide, below_it))
    mirrored = blurred(mirrored, 1.5)
    waves = numbers(on_the_ground(rng, (wide, below_it), near=0.4, far=5, squeeze=8))
    pixels = np.asarray(mirrored)
    deep = np.linspace(0.004, 0.03, below_it, dtype=np.float32)[:, None] * high
    rows = np.clip(np.arange(below_it)[:, None] + waves * deep, 0, below_it - 1).astype(np.intp)
    water = Image.fromarray(pixels[rows, np.arange(wide)[None, :]])
    cover(
        water,
        lit(varied(rng, (38, 62, 74)), light.land),
        graded(water.size, (0, (50,) * 3), (1, (150,) * 3)).convert("L"),
    )
    water = shade(water, waves, 0.06)
    picture.paste(water, (0, shore))
    edge = Image.new("RGB", (wide, 3), lit((60, 66, 60), light.land))
    picture.paste(_row_of_haze(edge, light), (0, shore - 1))
    if rng.random() < 0.6:
        _stones(rng, picture, light)
    return picture


def _row_of_haze(row: Picture, light: Light) -> Picture:
    """The line where water begins, paler in the haze."""
    return Image.blend(row, Image.new("RGB", row.size, light.horizon), 0.35)


def _water(rng: Rng, size: Size, light: Light, sun: Point) -> Picture:
    wide, high = size
    deep = lit(varied(rng, (24, 74, 96), 10), light.land)
    mirror = blend(light.middle, light.top, 0.4)
    far = blend(light.horizon, light.middle, 0.35)
    water = graded(
        size, (0, far), (0.12, blend(far, mirror, 0.6)), (0.5, blend(mirror, deep, 0.5)), (1, deep)
    )
    waves = numbers(on_the_ground(rng, size, near=0.35, far=6, squeeze=9))
    small = numbers(on_the_ground(rng, size, near=0.9, far=6, squeeze=14))
    sea = 0.7 * waves + 0.5 * small
    amount = np.linspace(0.25, 1, high, dtype=np.float32)[:, None]
    cover(water, lit(deep, 0.62), mask(step(sea, 0.2, 1.6) * amount * 0.75))
    cover(water, blend(light.horizon, light.sun, 0.3), mask(step(-sea, 0.6, 2.0) * amount * 0.5))
    if light.strength > 0.2:
        x = np.linspace(0, 1, wide, dtype=np.float32)[None, :]
        down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
        low = max(0.0, 1 - light.sun_high * 1.4)
        path = np.exp(-(((x - sun[0]) / (0.035 + 0.13 * down)) ** 2)) * low
        glitter = step(sea + path * 1.6, 1.1, 1.7) * path
        shine(water, light.sun, mask(path * 0.35))
        shine(water, light.sun, mask(glitter), light.strength)
    return water


def _headland(rng: Rng, picture: Picture, light: Light, top: int) -> None:
    wide, high = picture.size
    side = 1 if rng.random() < 0.5 else -1
    x = np.linspace(0, 1, wide, dtype=np.float32)[::side]
    for part in range(3):
        reach = 0.75 - 0.22 * part
        tall = high * (0.1 + 0.06 * part)
        line = np.where(x < reach, np.sqrt(np.clip(1 - x / reach, 0, 1)), -0.2) * tall
        line = line + np.where(x < reach, ridge(rng, wide, hills=6, rough=0.5) * high * 0.008, 0)
        foot = top + high * 0.012 * part
        where = below((foot - line).astype(np.float32), high)
        where.paste(0, (0, round(foot) + 1, wide, high))
        rock = lit(blend((70, 80, 78), (42, 52, 46), part / 2), light.land)
        cover(picture, blend(rock, light.horizon, 0.5 - 0.2 * part), where)


def _islands(rng: Rng, picture: Picture, light: Light, top: int) -> None:
    wide, high = picture.size
    line = smooth(ridge(rng, wide, hills=2.2, rough=0.45), 9)
    line = top - np.clip(line - 0.35, 0, 9) * high * 0.05
    where = below(line.astype(np.float32), high)
    where.paste(0, (0, top, wide, high))
    cover(picture, blend(lit((70, 84, 96), light.land), light.horizon, 0.55), where)


def _boat(rng: Rng, picture: Picture, light: Light, top: int, sun: Point) -> None:
    wide, high = picture.size
    x = wide * float(np.clip(sun[0] + rng.uniform(-0.2, 0.2), 0.12, 0.88))
    foot, tall = top + high * 0.03, high * float(rng.uniform(0.1, 0.2))

    def hull(on: ImageDraw.ImageDraw, k: int) -> None:
        h = tall
        on.polygon([((x + a * h) * k, (foot + b * h) * k) for a, b in
                    ((-0.32, -0.1), (0.36, -0.11), (0.26, 0.02), (-0.24, 0.02))], 255)  # fmt: skip
        on.line([(x * k, (foot - 0.1 * h) * k), (x * k, (foot - h) * k)], 255, max(round(h * 0.018 * k), 1))

    def sails(on: ImageDraw.ImageDraw, k: int) -> None:
        h = tall
        on.polygon([((x + a * h) * k, (foot + b * h) * k) for a, b in
                    ((0.02, -0.98), (0.10, -0.6), (0.36, -0.17), (0.02, -0.16))], 255)  # fmt: skip
        on.polygon([((x + a * h) * k, (foot + b * h) * k) for a, b in
                    ((-0.02, -0.92), (-0.10, -0.5), (-0.28, -0.17), (-0.02, -0.17))], 255)  # fmt: skip

    against = light.strength > 0.6
    cover(
        picture, lit((238, 234, 226), lit(light.land, 0.55 if against else 1.0)), drawn(picture.size, sails)
    )
    cover(picture, lit((54, 40, 38), lit(light.land, 0.7)), drawn(picture.size, hull))
    box = (x - tall * 0.3, foot - 1, x + tall * 0.34, foot + tall * 0.09)
    shadow = drawn(picture.size, lambda on, k: on.ellipse([part * k for part in box], 150))
    cover(picture, (16, 28, 38), blurred(shadow, tall * 0.02), 0.6)


def _beach(rng: Rng, picture: Picture, light: Light, *, with_somebody: bool) -> None:
    wide, high = picture.size
    line = smooth(ridge(rng, wide, hills=1.0, rough=0.3, octaves=3), wide // 10)
    line = line * high * 0.03 + high * float(rng.uniform(0.74, 0.82))
    sand = lit(varied(rng, (206, 182, 146), 8), light.land)
    rows = np.arange(high, dtype=np.float32)[:, None] - line[None, :]
    rough = numbers(on_the_ground(rng, picture.size, near=1.0, far=4, squeeze=4))
    beach = shade(Image.new("RGB", picture.size, sand), rough, 0.05)
    wet = np.clip(1 - rows / (high * 0.1), 0, 1)
    cover(beach, blend(lit(sand, 0.55), light.horizon, 0.35), mask(wet * 0.85))
    cover(picture, beach, below(line, high))
    foam = step(-np.abs(rows + rough * high * 0.006 + high * 0.006), -high * 0.014, -high * 0.004)
    cover(picture, blend((255, 255, 255), light.horizon, 0.25), mask(foam * 0.9))
    for out in (0.045, 0.085):
        wave = step(-np.abs(rows * 1.0 + rough * high * 0.012 + high * out), -high * 0.010, -high * 0.002)
        cover(picture, blend((255, 255, 255), light.horizon, 0.3), mask(wave * step(rough, -0.6, 0.8) * 0.7))
    if with_somebody:
        x = wide * float(rng.uniform(0.25, 0.75))
        foot = float(line[int(x)]) + high * 0.06
        tall = high * float(rng.uniform(0.15, 0.22))
        cover(
            picture,
            lit(sand, 0.45),
            blurred(_lying(walker(rng, picture.size, (x, foot), tall), foot), 2),
            0.55,
        )
        cover(picture, lit((58, 50, 56), lit(light.land, 0.75)), walker(rng, picture.size, (x, foot), tall))


def _lying(somebody: Picture, foot: float) -> Picture:
    """The shadow on the ground: the same, upside down, flatter and to one side."""
    return somebody.transform(
        somebody.size,
        Image.Transform.AFFINE,
        (1, 0.9, -0.9 * foot, 0, -2.2, 3.2 * foot),
        Image.Resampling.BILINEAR,
    )


def _stones(rng: Rng, picture: Picture, light: Light) -> None:
    """Some lie in the water before us."""
    wide, high = picture.size
    for _ in range(int(rng.integers(4, 9))):
        x, y = wide * float(rng.uniform(0, 1)), high * float(rng.uniform(0.84, 1.0))
        broad = wide * float(rng.uniform(0.02, 0.06)) * (y / high - 0.6) * 3
        turns = np.linspace(0, 2 * np.pi, 18)
        rough = 1 + 0.12 * rng.normal(0, 1, 18)
        corners = [(x + broad * float(np.cos(t) * r), y + broad * 0.42 * float(np.sin(t) * r))
                   for t, r in zip(turns, rough, strict=True)]  # fmt: skip
        stone = lit(varied(rng, (88, 86, 84), 6), light.land)
        for down, colour in (
            (broad * 0.16, lit(stone, 0.35)),
            (0.0, lit(stone, 0.7)),
            (-broad * 0.12, stone),
        ):
            less = 1.0 if down >= 0 else 0.75
            shape = [((x + (a - x) * less), (y + (b - y) * less + down)) for a, b in corners]
            where = drawn(picture.size, lambda on, k, shape=shape: on.polygon(  # type: ignore[misc]
                [(a * k, b * k) for a, b in shape], 255))  # fmt: skip
            cover(picture, colour, blurred(where, 1.5))
