"""Trees, as masks: firs in a row, leafy ones, bare ones."""

from __future__ import annotations

import math

import numpy as np
from PIL import ImageDraw

from imalink_desktop.app.desktop.sample.brush import Field, Picture, Point, Rng, Size, drawn

_FINEST = 9
_TWIGS = 900


def row_of_firs(rng: Rng, size: Size, line: Field, tall: float) -> Picture:
    """Firs that stand along a line, `tall` in heights of the picture."""
    wide, high = size
    trees: list[tuple[float, float, float]] = []
    x = -rng.random() * 20
    while x < wide:
        here = high * tall * float(rng.uniform(0.45, 1.15))
        trees.append((x, float(line[min(max(int(x), 0), wide - 1)]), here))
        x += here * float(rng.uniform(0.14, 0.5))

    def draw(on: ImageDraw.ImageDraw, scale: int) -> None:
        for at, foot, here in trees:
            on.polygon(_fir(rng, at * scale, foot * scale, here * scale), 255)

    return drawn(size, draw)


def _fir(rng: Rng, x: float, foot: float, tall: float) -> list[Point]:
    """Storeys of branches, wider and wider."""
    storeys = 9 if tall > 60 else 4
    left: list[Point] = [(x, foot - tall)]
    right: list[Point] = []
    for storey in range(1, storeys + 1):
        y = foot - tall * (1 - storey / storeys)
        out = tall * 0.19 * (storey / storeys) ** 0.9
        left += [(x - out * rng.uniform(0.8, 1.2), y), (x - out * 0.5, y - tall * 0.012)]
        right += [(x + out * rng.uniform(0.8, 1.2), y), (x + out * 0.5, y - tall * 0.012)]
    return left + right[::-1]


def leafy_tree(rng: Rng, size: Size, foot: Point, tall: float) -> Picture:
    """A trunk, and a crown of many small clouds of leaves."""
    x, y = foot
    clumps = [
        (
            x + tall * 0.34 * math.cos(turn) * math.sqrt(out),
            y - tall * 0.66 + tall * 0.27 * math.sin(turn) * math.sqrt(out),
            tall * float(rng.uniform(0.05, 0.13)),
        )
        for turn, out in zip(rng.uniform(0, math.tau, 60), rng.random(60), strict=True)
    ]
    leaves = rng.normal(0, 1, (240, 2))

    def draw(on: ImageDraw.ImageDraw, scale: int) -> None:
        trunk = tall * 0.028
        on.polygon(
            [
                ((x - trunk * 1.4) * scale, y * scale),
                ((x + trunk * 1.4) * scale, y * scale),
                ((x + trunk * 0.6) * scale, (y - tall * 0.6) * scale),
                ((x - trunk * 0.6) * scale, (y - tall * 0.6) * scale),
            ],
            255,
        )
        for at, up, radius in clumps:
            box = (at - radius, up - radius * 0.8, at + radius, up + radius * 0.8)
            on.ellipse([part * scale for part in box], 255)
        for right, down in leaves:
            at, up = x + tall * 0.2 * right, y - tall * 0.66 + tall * 0.16 * down
            radius = tall * 0.014
            on.ellipse([part * scale for part in (at - radius, up - radius, at + radius, up + radius)], 255)

    return drawn(size, draw)


def bare_tree(rng: Rng, size: Size, foot: Point, tall: float) -> Picture:
    """A trunk that parts and parts again, down to twigs."""
    strokes: list[tuple[Point, Point, float]] = []
    _branch(rng, strokes, foot, -math.pi / 2, tall * 0.27, tall * 0.035, 0)

    def draw(on: ImageDraw.ImageDraw, scale: int) -> None:
        for (x, y), (to_x, to_y), thick in strokes:
            width = max(round(thick * scale), 1)
            on.line((x * scale, y * scale, to_x * scale, to_y * scale), 255, width)
            if width > 3:
                radius = width / 2
                on.ellipse((to_x * scale - radius, to_y * scale - radius,
                            to_x * scale + radius, to_y * scale + radius), 255)  # fmt: skip

    return drawn(size, draw)


def _branch(
    rng: Rng,
    strokes: list[tuple[Point, Point, float]],
    at: Point,
    turn: float,
    long: float,
    thick: float,
    storey: int,
) -> None:
    for part in range(3):
        turn += float(rng.normal(0, 0.07))
        end = (at[0] + math.cos(turn) * long / 3, at[1] + math.sin(turn) * long / 3)
        strokes.append((at, end, thick * (1 - 0.1 * part)))
        at = end
    if storey >= _FINEST or long < 3 or len(strokes) > _TWIGS * 3:
        return
    for side in (-1, 1):
        spread = float(rng.uniform(0.22, 0.62))
        shorter = float(rng.uniform(0.62, 0.86))
        _branch(rng, strokes, at, turn + side * spread, long * shorter, thick * 0.68, storey + 1)


def trunks(rng: Rng, size: Size, count: int, thick: float, floor: float) -> Picture:
    """Tall trunks from the ground out of the picture, thinner at the top, some leaning a little."""
    wide, high = size
    stems = []
    for x in np.sort(rng.uniform(-0.02, 1.02, count)) * wide:
        broad = wide * thick * float(rng.uniform(0.6, 1.4))
        stems.append((float(x), broad, float(rng.normal(0, 0.02)) * wide, float(rng.normal(0, 0.012))))

    def draw(on: ImageDraw.ImageDraw, scale: int) -> None:
        for x, broad, lean, bend in stems:
            foot = high * (floor + bend)
            left: list[Point] = []
            right: list[Point] = []
            for part in np.linspace(0, 1, 14):
                y = foot + (0 - 10 - foot) * part
                here = broad * (1 - 0.45 * part) * (1 + 0.5 * max(0, 0.07 - part) / 0.07)
                middle = x + lean * part + math.sin(part * 5 + x) * broad * 0.18
                left.append(((middle - here / 2) * scale, y * scale))
                right.append(((middle + here / 2) * scale, y * scale))
            on.polygon(left + right[::-1], 255)
            for _ in range(3):
                up = float(rng.uniform(0.25, 0.95))
                side = 1 if rng.random() < 0.5 else -1
                fork = foot * (1 - up)
                out = broad * float(rng.uniform(2, 5)) * side
                on.line((x * scale, fork * scale, (x + out) * scale, (fork - abs(out) * 0.35) * scale), 255,
                        max(round(broad * 0.09 * scale), 1))  # fmt: skip

    return drawn(size, draw)
