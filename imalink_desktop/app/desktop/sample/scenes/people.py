"""People as one photographs strangers: from behind, from afar, against the light."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PIL import Image, ImageChops, ImageDraw

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
    graded,
    lit,
    mask,
    noise,
    numbers,
    shade,
    shine,
    step,
    varied,
)
from imalink_desktop.app.desktop.sample.light import Hour, light_of


def walker(rng: Rng, size: Size, foot: Point, tall: float) -> Picture:
    """Somebody who walks, as a mask."""
    x, y = foot
    stride = float(rng.uniform(0.06, 0.12))
    skirt = rng.random() < 0.4
    lean = float(rng.choice([-1, 1]))

    def draw(on: ImageDraw.ImageDraw, k: int) -> None:
        def at(right: float, up: float) -> Point:
            return (x + right * lean * tall) * k, (y - up * tall) * k

        head = 0.062 * tall * k
        cx, cy = at(0.012, 0.925)
        on.ellipse((cx - head * 0.82, cy - head * 1.08, cx + head * 0.82, cy + head * 1.08), 255)
        on.polygon([at(-0.02, 0.89), at(0.03, 0.89), at(0.03, 0.82), at(-0.03, 0.82)], 255)
        on.polygon(
            [*bent([at(-0.03, 0.86), at(-0.11, 0.84), at(-0.11, 0.7)], 8), at(-0.075, 0.5), at(0.075, 0.5),
             *bent([at(0.10, 0.7), at(0.11, 0.84), at(0.03, 0.86)], 8)], 255)  # fmt: skip
        for side in (-1, 1):
            knee, ankle = at(side * stride * 0.55 + 0.015, 0.27), at(side * stride * 1.15, 0.03)
            thick = round(0.062 * tall * k)
            on.line([at(side * 0.03, 0.52), knee], 255, max(round(thick * 1.15), 1))
            on.line([knee, ankle], 255, max(round(thick * 0.8), 1))
            on.ellipse(
                (knee[0] - thick / 2, knee[1] - thick / 2, knee[0] + thick / 2, knee[1] + thick / 2), 255
            )
            toe = at(side * stride * 1.15 + 0.06, 0.0)
            on.polygon([at(side * stride * 1.15 - 0.025, 0.04), at(side * stride * 1.15 + 0.03, 0.04), toe,
                        at(side * stride * 1.15 - 0.03, 0.0)], 255)  # fmt: skip
            elbow, hand = (
                at(-side * stride * 0.5 - 0.045 * side, 0.66),
                at(-side * stride * 1.0 - 0.03 * side, 0.49),
            )
            on.line(
                [at(-0.09 * side, 0.81), elbow, hand], 255, max(round(0.042 * tall * k), 1), joint="curve"
            )
        if skirt:
            on.polygon([at(-0.075, 0.56), at(0.075, 0.56), at(0.13, 0.24), at(-0.13, 0.24)], 255)

    return drawn(size, draw)


def portrait(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Somebody from behind, looking out at what is blurred by a fast lens."""
    light = light_of(hour, rng)
    wide, high = size
    picture = blurred_world(rng, size, hour)
    x = wide * float(rng.choice([0.36, 0.42, 0.5, 0.58, 0.64]))
    head = high * (0.15 if wide > high else 0.125) * float(rng.uniform(0.9, 1.12))
    y = high * float(rng.uniform(0.36, 0.44))
    sun = -1 if rng.random() < 0.5 else 1
    coats: tuple[RGB, ...] = (
        (64, 74, 92),
        (150, 66, 54),
        (196, 182, 156),
        (52, 60, 52),
        (204, 160, 62),
        (86, 64, 84),
    )
    hairs: tuple[RGB, ...] = (
        (38, 28, 24),
        (86, 56, 36),
        (168, 128, 78),
        (26, 24, 26),
        (122, 64, 40),
        (150, 148, 148),
    )
    coat, hair = (varied(rng, of[int(rng.integers(len(of)))], 6) for of in (coats, hairs))
    long_hair = rng.random() < 0.65
    skin = varied(rng, ((226, 184, 154), (196, 146, 112), (122, 84, 62))[int(rng.integers(3))], 5)
    corners = [(x - head * 0.42, y), (x + head * 0.42, y)]
    corners += [(x + head * 0.55, y + head * 1.6), (x - head * 0.55, y + head * 1.6)]
    neck = drawn(size, lambda on, k: on.polygon([(a * k, b * k) for a, b in corners], 255))
    _solid(rng, picture, lit(skin, lit(light.land, 0.8)), neck, light.sun, sun, head)
    _solid(
        rng, picture, lit(coat, light.land), _shoulders(size, (x, y), head), light.sun, sun, head, cloth=True
    )
    above = bent([(x - head * 0.78, y + head * 1.5), (x, y + head * 0.9), (x + head * 0.78, y + head * 1.5)])
    under = bent([(x + head * 0.7, y + head * 1.85), (x, y + head * 1.35), (x - head * 0.7, y + head * 1.85)])
    collar = drawn(size, lambda on, k: on.polygon([(a * k, b * k) for a, b in (*above, *under)], 255))
    _solid(rng, picture, lit(lit(coat, 0.8), light.land), collar, light.sun, sun, head)
    hairs_there = _hair(rng, size, (x, y), head, long=long_hair)
    _solid(rng, picture, lit(hair, light.land), hairs_there, light.sun, sun, head, strands=True)
    return picture


def blurred_world(rng: Rng, size: Size, hour: Hour) -> Picture:
    """What a wide open lens leaves of trees, water and lamps: soft colours and round lights."""
    light = light_of(hour, rng)
    wide, high = size
    kind = int(rng.integers(3))
    grounds: tuple[tuple[RGB, RGB, RGB], ...] = (
        ((132, 150, 92), (74, 100, 58), (112, 122, 66)),
        ((150, 170, 190), (104, 130, 146), (150, 140, 118)),
        ((196, 150, 92), (140, 92, 56), (104, 84, 60)),
    )
    upper, middle, lower = (lit(varied(rng, colour), light.land) for colour in grounds[kind])
    picture = graded(size, (0, blend(light.horizon, upper, 0.5)), (0.45, upper), (0.6, middle), (1, lower))
    clouds = numbers(noise(rng, (wide // 4, high // 4), 0.35))
    for low, colour in ((0.1, lit(middle, 0.6)), (0.9, blend(light.horizon, upper, 0.3))):
        cover(picture, colour, blurred(mask(step(clouds, low, low + 0.9)).resize(size), wide * 0.012), 0.55)
        clouds = -clouds
    return discs(rng, picture, light.sun, int(rng.integers(25, 60)), wide * 0.028, 0.32)


def discs(rng: Rng, picture: Picture, colour: RGB, count: int, radius: float, strength: float) -> Picture:
    """Lights out of focus: round, even, a little brighter at the rim."""
    size = picture.size
    low = (size[0] // 2, size[1] // 2)
    for tint in (colour, blend(colour, (255, 255, 255), 0.5), blend(colour, (255, 190, 110), 0.5)):
        lights = [
            (
                rng.random() * low[0],
                abs(rng.normal(0, 0.3)) * low[1],
                radius / 2 * rng.uniform(0.5, 1.3),
                int(rng.uniform(50, 230)),
            )
            for _ in range(count // 3)
        ]

        def draw(
            on: ImageDraw.ImageDraw, k: int, lights: list[tuple[float, float, float, int]] = lights
        ) -> None:
            for x, y, r, bright in lights:
                box = [part * k for part in (x - r, y - r, x + r, y + r)]
                on.ellipse(box, round(bright * 0.8), outline=bright, width=max(round(r * k * 0.08), 1))

        shine(picture, tint, blurred(drawn(low, draw), 0.8).resize(size), strength)
    return picture


def _shoulders(size: Size, head_at: Point, head: float) -> Picture:
    (x, y), high = head_at, size[1]
    steps = ((0.5, 1.25), (0.8, 1.8), (1.85, 1.75), (1.95, 3.1))
    left = bent([(x - head * out, y + head * down) for out, down in steps], 20)
    down = [(x - head * 2.25, high + 10.0), (x + head * 2.25, high + 10.0)]
    right = [(2 * x - a, b) for a, b in left[::-1]]
    return drawn(size, lambda on, k: on.polygon([(a * k, b * k) for a, b in (*left, *down, *right)], 255))


def _hair(rng: Rng, size: Size, head_at: Point, head: float, *, long: bool) -> Picture:
    """A head of hair from behind: short to the neck, or falling in locks that end where they like."""
    x, y = head_at
    turns = np.linspace(0, 2 * np.pi, 60)
    outline = [(x + head * 0.78 * float(np.cos(t)), y + head * float(np.sin(t))) for t in turns]
    fall = head * float(rng.uniform(1.7, 2.5))
    sway = head * float(rng.normal(0, 0.12))
    locks = []
    for start in np.linspace(-0.74, 0.74, 34):
        down = fall * (1 - 0.22 * abs(start) ** 2) * float(rng.uniform(0.86, 1.04))
        out = start * float(rng.uniform(1.02, 1.22))
        falls = ((start, 0, 0), (out * 1.12, 0, 0.45), (out, sway, 0.8), (start * 0.8, sway, 1))
        locks.append(bent([(x + aside * head + by, y + down * part) for aside, by, part in falls], 12))
    wisps = [(float(rng.uniform(0, 2 * np.pi)), float(rng.uniform(1.0, 1.06)), float(rng.normal(0, 0.14)))
             for _ in range(46)]  # fmt: skip

    def draw(on: ImageDraw.ImageDraw, k: int) -> None:
        on.polygon([(a * k, b * k) for a, b in outline], 255)
        for lock in locks if long else ():
            for part, (one, other) in enumerate(pairwise(lock)):
                broad = head * 0.15 * (1 - part / len(lock)) ** 0.5
                on.line((one[0] * k, one[1] * k, other[0] * k, other[1] * k), 255, max(round(broad * k), 1))
        for turn, out, curl in wisps:
            start = (x + head * 0.75 * np.cos(turn), y + head * 0.95 * np.sin(turn))
            end = (x + head * 0.79 * out * np.cos(turn + curl), y + head * out * np.sin(turn + curl))
            on.line((start[0] * k, start[1] * k, end[0] * k, end[1] * k), 255, 1)

    return drawn(size, draw)


def _solid(
    rng: Rng,
    picture: Picture,
    colour: RGB,
    where: Picture,
    sun: RGB,
    side: int,
    head: float,
    *,
    cloth: bool = False,
    strands: bool = False,
) -> None:
    """Round, because one side is lit and the other is not, with a bright rim against the light."""
    box = where.getbbox()
    if box is None:
        return
    part, shape = picture.crop(box), where.crop(box)
    soft = numbers(blurred(shape, head * 0.28)) / 255
    away = max(round(head * 0.22), 1)
    turned = np.roll(soft, side * away, axis=1) - np.roll(soft, -side * away, axis=1)
    field = np.clip(-turned * 0.55 + (soft - 0.7) * 0.5, -0.6, 0.6)
    if cloth:
        field = field + numbers(noise(rng, shape.size, 0.35, 0.6)) * 0.045
    if strands:
        field = field + numbers(noise(rng, shape.size, 1.1, 0.12)) * 0.13
    painted = shade(Image.new("RGB", shape.size, colour), field.astype(np.float32), 1.0)
    rim = ImageChops.subtract(
        shape,
        ImageChops.offset(
            blurred(shape, head * 0.02), -side * max(round(head * 0.045), 1), round(head * 0.03)
        ),
    )
    shine(painted, sun, blurred(rim, head * 0.02), 0.6)
    part.paste(painted, (0, 0), blurred(shape, 1.0))
    picture.paste(part, box[:2])
