"""Cities: a skyline with its windows lit, a street in perspective, and lamps in the rain."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from imalink_desktop.app.desktop.sample.brush import (
    RGB,
    Picture,
    Point,
    Rng,
    Size,
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
from imalink_desktop.app.desktop.sample.light import Hour, Light, light_of, sky
from imalink_desktop.app.desktop.sample.scenes.people import discs, walker

_WARM: tuple[RGB, ...] = ((255, 206, 130), (255, 226, 176), (255, 188, 104), (216, 226, 255), (255, 238, 214))
_PLASTER: tuple[RGB, ...] = (
    (222, 192, 148), (206, 150, 108), (196, 176, 160), (228, 214, 186), (184, 116, 96), (170, 182, 180),
)  # fmt: skip


def skyline(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Towers against the last light, and all of it once more in the river."""
    light = light_of(hour, rng)
    wide, high = size
    shore = round(high * float(rng.uniform(0.62, 0.72)))
    picture, _ = sky(rng, size, light, shore / high, clouds=float(rng.uniform(-0.2, 0.5)))
    shine(picture, (255, 176, 110), glow(size, (0.5, shore / high), 0.5, 1.6, 2.4), 0.35)
    for row in range(3):
        near = (row + 1) / 3
        _towers(rng, picture, light, shore, near)
    shine(picture, (255, 190, 120), glow(size, (0.5, shore / high), 0.6, 2, 9), 0.4)
    above = picture.crop((0, max(2 * shore - high, 0), wide, shore)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    water = blurred(above, 1.2).resize((wide, high - shore))
    pixels = np.asarray(water)
    waves = numbers(on_the_ground(rng, water.size, near=0.5, far=6, squeeze=10))
    deep = np.linspace(0.004, 0.05, water.height, dtype=np.float32)[:, None] * high
    rows = np.clip(np.arange(water.height)[:, None] + waves * deep, 0, water.height - 1).astype(np.intp)
    water = Image.fromarray(pixels[rows, np.arange(wide)[None, :]])
    tall = water.resize((wide, max(water.height // 14, 1))).resize(water.size)
    water = Image.blend(water, tall, 0.45)
    cover(water, lit(light.top, 0.6), graded(water.size, (0, (70,) * 3), (1, (150,) * 3)).convert("L"))
    picture.paste(shade(water, waves, 0.10), (0, shore))
    quay = Image.new("RGB", (wide, max(round(high * 0.012), 2)), lit(light.top, 0.35))
    picture.paste(quay, (0, shore - quay.height // 2))
    _lamps(rng, picture, shore)
    return picture


def street(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Between two rows of houses, somebody on the way."""
    light = light_of(hour, rng)
    wide, high = size
    vanish = (wide * float(rng.uniform(0.4, 0.6)), high * float(rng.uniform(0.5, 0.58)))
    picture, _ = sky(rng, size, light, vanish[1] / high, clouds=float(rng.uniform(-0.3, 0.6)))
    far = wide * float(rng.uniform(0.045, 0.08))
    sunny = 1 if rng.random() < 0.5 else -1
    _pavement(rng, picture, light, vanish)
    for side in (-1, 1):
        _houses(rng, picture, light, vanish, far, side, bright=side == sunny)
    cover(picture, light.horizon, glow(size, (vanish[0] / wide, vanish[1] / high), 0.10, 1.8), 0.6)
    if light.strength > 0.5:
        shine(picture, light.sun, glow(size, (vanish[0] / wide, vanish[1] / high - 0.06), 0.34, 1.4), 0.5)
    for _ in range(int(rng.integers(1, 4))):
        near = float(rng.uniform(0.12, 0.5))
        foot = (
            vanish[0] + float(rng.normal(0, 0.16)) * wide * (near + 0.2),
            vanish[1] + (high * 0.95 - vanish[1]) * near,
        )
        tall = (foot[1] - vanish[1]) * 1.12
        somebody = walker(rng, size, foot, tall)
        fallen = somebody.transform(size, Image.Transform.AFFINE, (1, -0.6 * sunny, 0.6 * sunny * foot[1],
                                                                    0, -3.0, 4.0 * foot[1]))  # fmt: skip
        cover(picture, (40, 36, 44), blurred(fallen, 2), 0.35)
        tone = lit(varied(rng, (62, 58, 70), 14), light.land)
        cover(picture, blend(tone, light.horizon, 0.35 * (1 - near)), somebody)
    return picture


def rain(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Lamps and their reflections, out of focus, in a wet street."""
    light = light_of(hour, rng)
    wide, high = size
    line = 0.62
    picture = graded(
        size, (0, lit(light.top, 1.2)), (line, (38, 36, 52)), (line + 0.02, (26, 26, 38)), (1, (14, 15, 24))
    )
    shine(picture, (120, 80, 60), glow(size, (float(rng.uniform(0.3, 0.7)), line), 0.45, 1.5, 1.6), 0.8)
    lights = Image.new("RGB", size)
    radius = min(size) * float(rng.uniform(0.022, 0.042))
    for tint in (*_WARM, (255, 70, 50), (255, 70, 50), (90, 220, 190), (120, 150, 255)):
        spread = rng.normal(0, 0.5, 6)
        for offset in spread:
            x, y = (0.5 + offset * 0.55) * wide, high * (line - abs(float(rng.normal(0, 0.19))) - 0.01)
            _light(
                lights, (x, y), radius * float(rng.uniform(0.5, 1.25)), tint, float(rng.uniform(0.25, 0.85))
            )
    mirror = lights.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    up = round(high * (1.35 * (1 - line) - line))
    long = mirror.resize((wide, round(high * 1.35))).crop((0, up, wide, up + high))
    low = long.resize((wide // 2, max(high // 36, 1))).resize(size)
    wet = Image.blend(Image.new("RGB", size), low, 0.85)
    rough = numbers(on_the_ground(rng, size, near=0.6, far=4, squeeze=7))
    wet = shade(wet, rough, 0.35)
    under = graded(
        size, (0, (0,) * 3), (line, (0,) * 3), (line + 0.015, (235,) * 3), (1, (200,) * 3)
    ).convert("L")
    black = Image.new("RGB", size)
    black.paste(wet, (0, 0), under)
    picture = ImageChops.screen(ImageChops.screen(picture, lights), black)
    if rng.random() < 0.75:
        foot = (wide * float(rng.uniform(0.3, 0.7)), high * float(rng.uniform(0.86, 0.95)))
        tall = high * float(rng.uniform(0.42, 0.55))
        somebody = walker(rng, size, foot, tall)
        cover(picture, (14, 13, 20), blurred(_umbrella(size, foot, tall), 1.2))
        cover(picture, (14, 13, 20), blurred(somebody, 1.2))
    return discs(rng, picture, (255, 220, 180), 12, radius * 0.5, 0.12)


def _light(on: Picture, at: Point, radius: float, tint: RGB, bright: float) -> None:
    left, top = int(at[0] - radius) - 2, int(at[1] - radius) - 2
    size = (int(2 * radius) + 6, int(2 * radius) + 6)
    disc = drawn(size, lambda d, k: d.ellipse((2 * k, 2 * k, (size[0] - 3) * k, (size[1] - 3) * k), 205, 255,
                                              max(round(radius * 0.09 * k), 1)))  # fmt: skip
    part = on.crop((left, top, left + size[0], top + size[1]))
    shine(part, tint, disc, bright)
    on.paste(part, (left, top))


def _umbrella(size: Size, foot: Point, tall: float) -> Picture:
    x, y = foot[0] + tall * 0.05, foot[1] - tall * 1.0
    wide = tall * 0.34

    def draw(on: ImageDraw.ImageDraw, k: int) -> None:
        on.chord([part * k for part in (x - wide, y - wide * 0.62, x + wide, y + wide * 0.72)], 183, 357, 255)
        for part in range(4):
            left = x - wide + part * wide / 2
            on.pieslice(
                [p * k for p in (left, y - wide * 0.05, left + wide / 2, y + wide * 0.10)], 180, 360, 0
            )
        on.line(
            (x * k, (y - wide * 0.7) * k, x * k, (y + tall * 0.45) * k), 255, max(round(tall * 0.012 * k), 1)
        )

    return drawn(size, draw)


def _towers(rng: Rng, picture: Picture, light: Light, shore: int, near: float) -> None:
    wide, high = picture.size
    body = Image.new("L", picture.size)
    on_body = ImageDraw.Draw(body)
    lamps = Image.new("RGB", picture.size)
    on_lamps = ImageDraw.Draw(lamps)
    x = -wide * 0.02
    cell = max(wide / 330 * (0.6 + 0.5 * near), 2.0)
    while x < wide:
        broad = round(cell * int(rng.integers(7, 20)))
        middle = 1 - abs((x + broad / 2) / wide - 0.5) * 1.3
        tall = high * float(rng.uniform(0.06, 0.2) + rng.random() ** 3 * 0.30 * middle) * (1.25 - 0.5 * near)
        top = shore - tall
        on_body.rectangle((x, top, x + broad, shore), 255)
        crown = rng.random()
        if crown < 0.2:
            on_body.rectangle((x + broad * 0.2, top - tall * 0.07, x + broad * 0.8, top), 255)
        elif crown < 0.3:
            on_body.polygon([(x, top), (x + broad / 2, top - broad * 0.8), (x + broad, top)], 255)
        elif crown < 0.42:
            on_body.line(
                (x + broad / 2, top - tall * 0.2, x + broad / 2, top), 255, max(round(cell * 0.4), 1)
            )
            at, up = x + broad / 2, top - tall * 0.2
            on_lamps.ellipse((at - 1.5, up - 1.5, at + 1.5, up + 1.5), (255, 60, 50))
        _windows(rng, on_lamps, (x, top, x + broad, shore), cell)
        x += broad + (cell * float(rng.uniform(0, 3)) if rng.random() < 0.35 else 0)
    tone = blend(lit((30, 34, 48), 1.0), blend(light.horizon, light.middle, 0.5), 0.55 * (1 - near))
    cover(picture, tone, body)
    picture.paste(
        ImageChops.screen(picture, lamps.point([round(v * (0.45 + 0.55 * near)) for v in range(256)] * 3))
    )
    if near == 1:
        picture.paste(
            ImageChops.screen(
                picture,
                blurred(lamps, wide * 0.006).point([min(255, round(v * 0.8)) for v in range(256)] * 3),
            )
        )


def _windows(rng: Rng, on: ImageDraw.ImageDraw, box: tuple[float, float, float, float], cell: float) -> None:
    x, top, right, bottom = box
    across, down = int((right - x) / cell) - 1, int((bottom - top) / (cell * 1.35)) - 1
    if across < 1 or down < 1:
        return
    tint = _WARM[int(rng.integers(len(_WARM)))]
    much = float(rng.uniform(0.12, 0.55))
    floors = rng.random(down) < 0.12
    on_at = (rng.random((down, across)) < much) | floors[:, None]
    bright = rng.uniform(0.35, 1.0, (down, across))
    for row, column in zip(*np.nonzero(on_at), strict=True):
        left, up = x + cell * (0.65 + column), top + cell * 1.35 * (0.7 + row)
        on.rectangle((left, up, left + cell * 0.55, up + cell * 0.7), lit(tint, float(bright[row, column])))


def _lamps(rng: Rng, picture: Picture, shore: int) -> None:
    """Along the quay, each with its streak on the water."""
    wide, high = picture.size
    marks, streaks = Image.new("L", picture.size), Image.new("L", picture.size)
    on, below = ImageDraw.Draw(marks), ImageDraw.Draw(streaks)
    for x in np.arange(wide * float(rng.uniform(0.01, 0.05)), wide, wide * float(rng.uniform(0.035, 0.06))):
        radius = wide * 0.0016
        on.ellipse((x - radius, shore - radius * 4, x + radius, shore - radius * 2), 255)
        below.rectangle(
            (x - radius, shore + 3, x + radius, shore + (high - shore) * float(rng.uniform(0.4, 0.9))), 150
        )
    shine(picture, (255, 214, 150), marks)
    shine(picture, (255, 190, 110), blurred(marks, wide * 0.006), 2.2)
    shine(picture, (255, 190, 110), blurred(streaks, wide * 0.002), 0.55)


def _houses(
    rng: Rng, picture: Picture, light: Light, vanish: Point, far: float, side: int, *, bright: bool
) -> None:
    """A row of fronts, painted flat and then seen from the side."""
    wide, high = picture.size
    tall = 520
    fronts: list[Picture] = []
    long = 0
    while long < 2100:
        front = _front(rng, int(rng.integers(220, 420)), tall, light)
        fronts.append(front)
        long += front.width
    flat = Image.new("RGBA", (long, tall + 80))
    x = 0
    for front in fronts:
        flat.paste(front, (x, tall + 80 - front.height))
        x += front.width
    out = wide * 0.75
    edge = vanish[0] + side * out
    roof = vanish[1] - out * high / wide * 1.24 * float(rng.uniform(1.0, 1.25))
    near = [(edge, roof), (edge, vanish[1] + out * 0.52)]
    less = far / out
    away = [(vanish[0] + side * far, vanish[1] + (y - vanish[1]) * less) for _, y in near]
    corners = [away[0], near[0], near[1], away[1]]
    source = [(0.0, 0.0), (float(long), 0.0), (float(long), tall + 80.0), (0.0, tall + 80.0)]
    wall = flat.transform(
        picture.size, Image.Transform.PERSPECTIVE, _perspective(corners, source), Image.Resampling.BILINEAR
    )
    face = wall.convert("RGB")
    cover(face, (255, 255, 255) if bright else (0, 0, 0), Image.new("L", picture.size, 20 if bright else 80))
    if not bright:
        cover(face, light.top, Image.new("L", picture.size, 36))
    picture.paste(face, (0, 0), wall.getchannel("A"))


def _front(rng: Rng, wide: int, tall: int, light: Light) -> Picture:
    """One house: plaster, windows with shutters or without, a door or a shop below."""
    plaster = lit(varied(rng, _PLASTER[int(rng.integers(len(_PLASTER)))], 8), light.land)
    storeys = int(rng.integers(3, 5))
    high = tall - int(rng.integers(0, 90))
    size = (wide, high)
    house = shade(Image.new("RGB", size, plaster), numbers(noise(rng, size, 0.35)), 0.05)
    on = ImageDraw.Draw(house)
    across = max(int(wide / float(rng.uniform(75, 100))), 2)
    shutters = lit(
        varied(rng, ((74, 96, 92), (96, 70, 56), (72, 90, 120), (120, 124, 112))[int(rng.integers(4))]),
        light.land,
    )
    with_shutters = rng.random() < 0.55
    glass = lit((70, 84, 100), light.land)
    awake = 0.55 if light.land[0] < 140 else 0.0
    step_x, step_y = wide / across, (high - 130) / storeys
    for storey in range(storeys):
        y = 34 + storey * step_y
        on.line((0, y + step_y * 0.87, wide, y + step_y * 0.87), lit(plaster, 0.88), 3)
        for column in range(across):
            x = column * step_x + step_x * 0.31
            w, h = step_x * 0.38, step_y * 0.62
            on.rectangle((x - 4, y - 4, x + w + 4, y + h + 4), lit(plaster, 1.12))
            pane = _WARM[int(rng.integers(3))] if rng.random() < awake else varied(rng, glass, 12)
            on.rectangle((x, y, x + w, y + h), pane)
            on.rectangle((x, y, x + w, y + 7), lit(plaster, 0.55))
            on.line((x + w / 2, y, x + w / 2, y + h), lit(plaster, 1.05), 3)
            on.line((x, y + h * 0.4, x + w, y + h * 0.4), lit(plaster, 1.05), 2)
            on.rectangle((x - 7, y + h + 4, x + w + 7, y + h + 9), lit(plaster, 0.8))
            if with_shutters:
                for left in (x - w * 0.52, x + w * 1.06):
                    on.rectangle((left, y - 2, left + w * 0.46, y + h + 2), shutters)
                    for slat in np.arange(y + 4, y + h, 7):
                        on.line((left + 2, slat, left + w * 0.46 - 2, slat), lit(shutters, 0.82))
    ground = high - 104
    on.rectangle((0, ground, wide, high), lit(plaster, 0.78))
    for column in range(max(across - 1, 1)):
        x = (column + 0.2) * wide / max(across - 1, 1)
        w = wide / max(across - 1, 1) * 0.6
        inside = (255, 214, 150) if rng.random() < 0.4 + awake else lit((52, 50, 54), light.land)
        on.rectangle((x, ground + 22, x + w, high - (0 if column == 0 else 22)), lit(inside, 0.85))
        awning = lit(
            varied(rng, ((170, 60, 50), (60, 96, 84), (214, 188, 140))[int(rng.integers(3))]), light.land
        )
        on.polygon(
            [(x - 6, ground + 30), (x + w + 6, ground + 30), (x + w, ground + 10), (x, ground + 10)], awning
        )
    on.rectangle((0, 0, wide, 14), lit(plaster, 0.66))
    on.rectangle((0, 14, wide, 19), lit(plaster, 0.5))
    on.line((0, 0, 0, high), lit(plaster, 0.7), 3)
    return house.convert("RGBA")


def _pavement(rng: Rng, picture: Picture, light: Light, vanish: Point) -> None:
    wide, high = picture.size
    top = int(vanish[1])
    size = (wide, high - top)
    stone = lit(varied(rng, (150, 142, 134), 6), light.land)
    away = np.linspace(0.02, 1, size[1], dtype=np.float32)[:, None]
    across = (np.arange(wide, dtype=np.float32)[None, :] - vanish[0]) / wide / away
    depth = 1 / away
    joints = np.maximum(np.cos(across * 60), np.cos(depth * 26 + 0 * across))
    fade = np.clip(away * 3 - 0.2, 0, 1)
    rough = numbers(on_the_ground(rng, size, near=0.9, far=5, squeeze=5))
    ground = shade(
        Image.new("RGB", size, stone),
        rough * 0.9 - step(joints.astype(np.float32), 0.86, 0.99) * fade * 1.8,
        0.10,
    )
    cover(
        ground,
        light.horizon,
        mask(np.broadcast_to(np.clip(0.55 - away * 2.2, 0, 1), (size[1], wide)).astype(np.float32)),
    )
    gutter = step(-np.abs(np.abs(across) - 0.30), -0.016, -0.004)
    cover(ground, lit(stone, 0.6), mask(gutter * 0.8))
    picture.paste(ground, (0, top))


def _perspective(corners: list[Point], source: list[Point]) -> tuple[float, ...]:
    """Pillow's eight numbers: from where in the source each point of the picture comes."""
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(part) for part in np.linalg.solve(np.asarray(rows), np.asarray(values)))
