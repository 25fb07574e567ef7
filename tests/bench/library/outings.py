"""When the photos of a made-up library were taken: years of outings, in each of them bursts and pauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tests.bench.library.vocabulary import FIRST_YEAR, PLACES, YEARS

Numbers: TypeAlias = NDArray[np.int64]

_SEASONS = (4, 5, 6, 7, 9, 11, 14, 12, 8, 7, 4, 9)
"""How much more often one goes out in July than in January."""

_PHOTOS_AN_OUTING = 222
_OUTINGS_A_YEAR = 300
_TRIPS = 0.2
_SHOTS_A_SECOND = 3
_DAY = 86_400
_DAWN, _NOON, _NIGHT, _SPREAD = 5 * 3600, 13.5 * 3600, 23.5 * 3600, 3.2 * 3600
_SATURDAY = 2  # the first of January 1970 was a Thursday
_LATE = 60
"""Outings come into the catalog roughly in their order: by so many days, give or take."""


@dataclass(frozen=True, slots=True)
class Outings:
    """Every outing, in the order in which they came into the catalog: a folder for each."""

    day: Numbers
    """The first, counted from 1970."""
    days: Numbers
    place: Numbers
    photos: Numbers

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True, slots=True)
class Shots:
    """Every press of the button, in the order of the catalog: a photo for each."""

    moment: Numbers
    """Seconds from 1970, by the clock on the wall."""
    outing: Numbers
    burst: Numbers
    in_burst: Numbers

    def __len__(self) -> int:
        return len(self.moment)


def outings(rng: Generator, photos: int) -> Outings:
    """Choose days, more in summer, more at weekends, and more in later years."""
    count = int(np.clip(photos // _PHOTOS_AN_OUTING, 5, YEARS * _OUTINGS_A_YEAR))
    later = np.linspace(1, 2, YEARS)
    year = FIRST_YEAR + rng.choice(YEARS, count, p=later / later.sum())
    often = np.array(_SEASONS, float)
    month = rng.choice(12, count, p=often / often.sum())
    first = ((year - 1970) * 12 + month).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    day = first + rng.integers(0, 28, count)
    weekend = rng.random(count) < 0.5
    day = np.where(weekend, day - (day - _SATURDAY) % 7, day)
    days = np.where(rng.random(count) < _TRIPS, rng.integers(3, 15, count), 1)
    size = rng.lognormal(0, 0.9, count)
    order = np.argsort(day + rng.normal(0, _LATE, count), kind="stable")
    place = (rng.random(count) ** 2 * len(PLACES)).astype(np.int64)
    return Outings(day[order], days[order], place[order], rng.multinomial(photos, size / size.sum()))


def shots(rng: Generator, of: Outings) -> Shots:
    """Press the button, on each outing so many times."""
    bursts = 0
    moments, numbers, places = [], [], []
    for day, days, photos in zip(of.day, of.days, of.photos, strict=True):
        lengths = rng.geometric(0.6, photos) * rng.choice((1, 4), photos, p=(0.93, 0.07))
        burst = np.repeat(np.arange(photos), lengths)[:photos]
        place = np.arange(photos) - np.searchsorted(burst, burst)
        found = int(burst[-1]) + 1 if photos else 0
        clock = np.clip(rng.normal(_NOON, _SPREAD, found), _DAWN, _NIGHT)
        begun = np.sort((day + rng.integers(0, days, found)) * _DAY + clock.astype(np.int64))
        moments.append(np.maximum.accumulate(begun[burst] + place // _SHOTS_A_SECOND))
        numbers.append(burst + bursts)
        places.append(place)
        bursts += found
    return Shots(
        np.concatenate(moments),
        np.repeat(np.arange(len(of)), of.photos),
        np.concatenate(numbers),
        np.concatenate(places),
    )
