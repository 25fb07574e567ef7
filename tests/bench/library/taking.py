"""With what the photos of a made-up library were taken: camera, lens, exposure, format, place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tests.bench.library.outings import Numbers, Outings, Shots
from tests.bench.library.vocabulary import CAMERAS, LENSES, PLACES

STOPS = (1.4, 1.8, 2.8, 4.0, 4.5, 5.6, 7.1, 8.0, 11.0, 16.0)
ISOS = (64, 100, 200, 400, 800, 1600, 3200, 6400, 12800)
SHUTTERS = ("1", "1/4", "1/15", "1/30", "1/60", "1/125", "1/250", "1/500", "1/1000", "1/2000", "1/8000")

_PAIRS = 0.08
_RAW = 0.5
_FILMS = 0.01
_MAIN_CAMERA = 0.7
_NIGHT_FALLS = 18


class Made(IntEnum):
    """What a press of the button made."""

    PICTURE = 0
    RAW = 1
    PAIR = 2
    FILM = 3


@dataclass(frozen=True, slots=True)
class Taking:
    """A value for each shot; `latitude` and `longitude` are no number where nobody knows."""

    camera: Numbers
    lens: Numbers
    number: Numbers
    """How many this camera had taken before."""
    made: Numbers
    focal: NDArray[np.float64]
    stop: Numbers
    iso: Numbers
    shutter: Numbers
    upright: NDArray[np.bool_]
    bytes: Numbers
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]


def taking(rng: Generator, of: Outings, shots: Shots) -> Taking:
    """Take a camera and a lens for each burst, and expose each shot for the light there is."""
    count = len(shots)
    camera = _cameras(rng, of, shots)
    lens = _lenses(rng, camera, shots)
    hour = shots.moment // 3600 % 24
    dark = (hour >= _NIGHT_FALLS).astype(np.int64)
    phone = np.isin(camera, [place for place, one in enumerate(CAMERAS) if one.raw is None])
    made = _made(rng, phone)
    shortest, longest, widest = (
        np.array([getattr(one, name) for one in LENSES])[lens] for name in ("shortest", "longest", "widest")
    )
    megapixels = np.array([one.width * one.height for one in CAMERAS])[camera]
    here = of.place[shots.outing]
    return Taking(
        camera=camera,
        lens=lens,
        number=_counted(camera),
        made=made,
        focal=np.round(shortest + (longest - shortest) * rng.beta(0.6, 0.8, count), 2),
        stop=np.clip(np.searchsorted(STOPS, widest) + rng.geometric(0.5, count) - 1, 0, len(STOPS) - 1),
        iso=np.clip(rng.poisson(1.2 + 3 * dark), 0, len(ISOS) - 1),
        shutter=np.clip(rng.normal(7 - 3 * dark, 1.5).round().astype(np.int64), 0, len(SHUTTERS) - 1),
        upright=rng.random(count) < 0.3,
        bytes=(megapixels * np.where(made == Made.RAW, 1.1, 0.35) * rng.uniform(0.6, 1.4, count)).astype(
            np.int64
        ),
        latitude=_somewhere(rng, np.array([one.latitude for one in PLACES])[here], phone),
        longitude=_somewhere(rng, np.array([one.longitude for one in PLACES])[here], phone),
    )


def _cameras(rng: Generator, of: Outings, shots: Shots) -> Numbers:
    """Most of an outing with one camera, a burst always."""
    shares = [one.share for one in CAMERAS]
    bursts = int(shots.burst[-1]) + 1
    main = rng.choice(len(CAMERAS), len(of), p=shares)[shots.outing]
    other = rng.choice(len(CAMERAS), bursts, p=shares)[shots.burst]
    return np.where((rng.random(bursts) < _MAIN_CAMERA)[shots.burst], main, other)


def _lenses(rng: Generator, camera: Numbers, shots: Shots) -> Numbers:
    most = max(len(one.lenses) for one in CAMERAS)
    lenses = [[one.lenses[place % len(one.lenses)] for place in range(most)] for one in CAMERAS]
    bag = np.array(lenses, dtype=np.int64)
    bursts = int(shots.burst[-1]) + 1
    taken: Numbers = bag[camera, rng.integers(0, most, bursts)[shots.burst]]
    return taken


def _made(rng: Generator, phone: NDArray[np.bool_]) -> Numbers:
    """Raw files, pictures, both: but a telephone makes no raw files."""
    chance = rng.random(len(phone))
    pairs = _PAIRS * len(phone) / max(1, int((~phone).sum()))
    camera = np.select(
        [chance < pairs, chance < pairs + _RAW, chance > 1 - _FILMS],
        [Made.PAIR, Made.RAW, Made.FILM],
        Made.PICTURE,
    )
    return np.where(phone, np.where(chance > 1 - _FILMS, Made.FILM, Made.PICTURE), camera).astype(np.int64)


def _counted(camera: Numbers) -> Numbers:
    number = np.zeros(len(camera), np.int64)
    for one in range(len(CAMERAS)):
        number[camera == one] = np.arange((camera == one).sum())
    return number


def _somewhere(rng: Generator, centre: NDArray[np.float64], known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Within a few kilometres of a place."""
    return np.where(known, np.round(centre + rng.normal(0, 0.02, len(centre)), 6), np.nan)
