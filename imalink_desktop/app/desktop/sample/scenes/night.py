"""The night sky: northern lights, and more stars than one can count."""

from __future__ import annotations

import numpy as np
from PIL import Image

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
    glow,
    graded,
    mask,
    noise,
    numbers,
    ridge,
    shine,
    smooth,
    step,
)
from imalink_desktop.app.desktop.sample.light import Hour
from imalink_desktop.app.desktop.sample.scenes.trees import row_of_firs

_TOP: RGB = (7, 11, 26)
_LOW: RGB = (30, 44, 72)


def aurora(rng: Rng, size: Size, hour: Hour) -> Picture:
    """Green curtains over a mountain, and over its snow."""
    del hour
    wide, high = size
    picture = graded(size, (0, _TOP), (0.7, _LOW), (1, _LOW))
    _stars(rng, picture, 900)
    colours: tuple[tuple[RGB, RGB], ...] = (
        ((70, 240, 150), (120, 90, 220)),
        ((90, 230, 190), (210, 90, 170)),
    )
    green, violet = colours[int(rng.integers(2))]
    horizon = float(rng.uniform(0.66, 0.76))
    sheen = Image.new("L", size)
    for _ in range(int(rng.integers(2, 4))):
        curtain = _curtain(rng, size, horizon)
        shine(picture, violet, mask(np.clip(curtain[0], 0, 1)).resize(size), 0.55)
        low = mask(np.clip(curtain[1], 0, 1)).resize(size)
        shine(picture, green, low, 0.95)
        sheen.paste(255, (0, 0, *size), low.point([round(v * 0.4) for v in range(256)]))
    line = ridge(rng, wide, hills=3.5, rough=0.5) * high * 0.06 + high * (horizon - 0.02)
    rock = blend((26, 34, 48), green, 0.06)
    mass = Image.new("RGB", size, rock)
    cover(
        mass,
        blend((120, 140, 170), green, 0.25),
        mask(step(numbers(noise(rng, size, 0.6, 0.5)), 0.1, 1.0) * 0.5),
    )
    cover(picture, mass, below(line, high))
    ground = graded(size, (0, (70, 92, 120)), (horizon + 0.04, (60, 84, 112)), (1, (26, 38, 60)))
    mirrored = blurred(
        picture.crop((0, 0, wide, round(high * horizon))).transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        wide * 0.02,
    )
    part = mirrored.resize((wide, high - round(high * (horizon + 0.05))))
    ground.paste(
        Image.blend(ground.crop((0, high - part.height, wide, high)), part, 0.55), (0, high - part.height)
    )
    shore = smooth(ridge(rng, wide, hills=2, rough=0.3), 31) * high * 0.012 + high * (horizon + 0.05)
    cover(picture, ground, below(shore, high))
    cover(picture, (10, 15, 22), row_of_firs(rng, size, shore + 4, 0.07))
    return picture


def stars(rng: Rng, size: Size, hour: Hour) -> Picture:
    """The Milky Way from the horizon upwards, over what is merely dark."""
    del hour
    wide, high = size
    horizon = float(rng.uniform(0.78, 0.88))
    warm: RGB = ((120, 84, 70), (70, 90, 110))[int(rng.integers(2))]
    picture = graded(size, (0, (8, 10, 24)), (0.6, (22, 28, 54)), (horizon, warm), (1, warm))
    at, lean = float(rng.uniform(0.35, 0.65)), float(rng.uniform(-0.5, 0.5))
    low = (wide // 2, high // 2)
    x = np.linspace(0, 1, low[0], dtype=np.float32)[None, :]
    y = np.linspace(0, 1, low[1], dtype=np.float32)[:, None]
    off = (x - at - lean * (y - 0.5)) * wide / max(wide, high)
    cloud = numbers(noise(rng, low, 0.5, 0.8))
    fine = numbers(noise(rng, low, 1.5))
    band = np.exp(-((off / 0.13) ** 2)) * np.clip(0.55 + 0.28 * cloud + 0.12 * fine, 0, 1)
    dust = np.exp(-(((off - 0.015 * cloud) / 0.045) ** 2)) * step(numbers(noise(rng, low, 0.9)) + 0.3, 0, 1.2)
    shine(picture, (120, 124, 168), mask(band * 0.55).resize(size))
    shine(picture, (206, 156, 136), mask(band**2 * 0.45).resize(size))
    cover(picture, (16, 16, 28), mask(dust * 0.75).resize(size))
    _stars(rng, picture, 2600, mask(band))
    line = ridge(rng, wide, hills=2.5, rough=0.45) * high * 0.04 + high * horizon
    dark = blend(warm, (6, 8, 14), 0.86)
    cover(picture, blend(dark, warm, 0.25), below(line - high * 0.03, high))
    if rng.random() < 0.5:
        cover(picture, dark, row_of_firs(rng, size, line + 4, 0.12))
    cover(picture, dark, below(line + high * 0.02, high))
    if rng.random() < 0.4:
        spot = (float(rng.uniform(0.2, 0.8)), horizon + 0.01)
        shine(picture, (255, 180, 90), glow(size, spot, 0.05, 1.2), 0.9)
    return picture


def _stars(rng: Rng, picture: Picture, many: int, thicker: Picture | None = None) -> None:
    """Most are faint; a few are not, and those have a halo."""
    wide, high = picture.size
    sky = np.zeros((high, wide), dtype=np.float32)
    x, y = rng.integers(1, wide - 1, many), rng.integers(1, high - 1, many)
    bright = np.minimum(0.3 + rng.pareto(2.0, many) * 0.35, 1.0).astype(np.float32)
    if thicker is not None:
        near = numbers(thicker.resize(picture.size))[y, x] / 255
        bright *= 0.5 + near
    sky[y, x] = bright
    for ahead, part in ((1, 0.5), (-1, 0.25)):
        sky[y, x + ahead] = np.maximum(sky[y, x + ahead], bright * part)
        sky[y + ahead, x] = np.maximum(sky[y + ahead, x], bright * part)
    points = mask(sky)
    shine(picture, (226, 232, 255), points)
    shine(picture, (200, 214, 255), blurred(mask(np.where(sky > 0.85, 1, 0)), 2.5), 3.0)


def _curtain(rng: Rng, size: Size, horizon: float) -> tuple[Field, Field]:
    """Its upper part and its lower one, at a third of the size: a winding hem, and rays that rise from it."""
    wide, high = size[0] // 3, size[1] // 3
    x = np.linspace(0, 1, wide, dtype=np.float32)
    hem = (
        horizon
        - float(rng.uniform(0.16, 0.4))
        + 0.10 * np.sin(x * float(rng.uniform(4, 9)) + float(rng.uniform(0, 6)))
    )
    hem = hem + smooth(ridge(rng, wide, hills=3, rough=0.4), wide // 30) * 0.03
    rays = 0.62 + 0.38 * ridge(rng, wide, hills=30, rough=0.7, octaves=4)
    there = np.clip(0.55 + 0.8 * smooth(ridge(rng, wide, hills=2, rough=0.3), wide // 10), 0, 1)
    up = hem[None, :] - np.linspace(0, 1, high, dtype=np.float32)[:, None]
    above = np.where(up > 0, np.exp(-up / (0.10 + 0.05 * rays[None, :])), np.exp(up / 0.012))
    strength = (np.clip(rays, 0, 1) * there)[None, :]
    far = np.where(up > 0, np.exp(-(((up - 0.2) / 0.14) ** 2)), 0)
    return (far * strength * 0.55).astype(np.float32), (above * strength).astype(np.float32)
