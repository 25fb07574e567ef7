"""The diary of two years: who was where when, with which camera, and what was seen there.

Years of photographs are not even: there are journeys, days with many pictures, moments of which five are
taken in a second, and weeks without any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from imalink_desktop.app.desktop.sample.brush import Point, Rng
from imalink_desktop.app.desktop.sample.light import Hour


@dataclass(frozen=True, slots=True)
class Camera:
    """What writes itself into every picture."""

    make: str
    model: str
    prefix: str
    lenses: tuple[tuple[str, float, float], ...]
    """Name, focal length, and the largest aperture."""
    knows_where: bool = False
    side: tuple[int, int] = (3, 2)


@dataclass(frozen=True, slots=True)
class Trip:
    """Some days somewhere."""

    title: str
    begins: datetime
    days: int
    place: Point
    scenes: tuple[str, ...]
    camera: Camera
    keywords: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture that was taken."""

    trip: Trip
    number: int
    taken: datetime
    scene: str
    hour: Hour
    moment: int
    """Shots of one moment show the same, a little later."""
    later: int
    shape: tuple[int, int]
    lens: tuple[str, float, float]
    monochrome: bool
    stars: int
    title: str | None

    @property
    def file(self) -> str:
        """Folder and name, as a camera and an orderly person would have it."""
        folder = f"{self.taken.year}-{self.trip.begins.month:02} {self.trip.title}"
        return f"{folder}/{self.trip.camera.prefix}{self.number:04}.JPG"


_CANON = Camera(
    "Canon", "Canon EOS R6", "IMG_",
    (("RF24-105mm F4 L IS USM", 35.0, 4.0), ("RF35mm F1.8 MACRO IS STM", 35.0, 1.8),
     ("RF100mm F2.8 L MACRO IS USM", 100.0, 2.8)),
)  # fmt: skip
_FUJI = Camera("FUJIFILM", "X-T4", "DSCF", (("XF23mmF2 R WR", 23.0, 2.0), ("XF56mmF1.2 R", 56.0, 1.2)))
_NIKON = Camera(
    "NIKON CORPORATION", "NIKON Z 6_2", "DSC_",
    (("NIKKOR Z 14-30mm f/4 S", 16.0, 4.0), ("NIKKOR Z 70-200mm f/2.8 VR S", 135.0, 2.8)),
)  # fmt: skip
_PHONE = Camera("Google", "Pixel 8", "PXL_", (("Pixel 8 back camera 6.9mm f/1.68", 6.9, 1.68),), True, (4, 3))

TRIPS = (
    Trip("Lofoten", datetime(2023, 2, 18), 5, (68.23, 14.56),
         ("mountains", "peak", "snow", "lake", "aurora", "sea"), _NIKON, ("travel", "norway", "winter"), 1.3),
    Trip("Garden", datetime(2023, 5, 6), 2, (59.91, 10.75),
         ("flower", "flower", "portrait", "leaves"), _CANON, ("garden", "spring"), 1.0),
    Trip("Provence", datetime(2023, 7, 8), 6, (43.83, 5.04),
         ("field", "hills", "street", "flower", "portrait", "sea"), _FUJI,
         ("travel", "france", "summer"), 1.3),
    Trip("Weekends", datetime(2023, 9, 2), 44, (59.95, 10.67),
         ("forest", "lake", "street", "portrait", "hills"), _PHONE, ("family",), 1.0),
    Trip("Black Forest", datetime(2023, 10, 20), 3, (48.05, 8.12),
         ("forest", "forest", "hills", "leaves", "lake"), _CANON, ("travel", "autumn", "hiking"), 1.1),
    Trip("City lights", datetime(2023, 12, 8), 3, (52.52, 13.40),
         ("skyline", "street", "rain", "skyline", "portrait"), _FUJI, ("city", "night"), 1.2),
    Trip("Morocco", datetime(2024, 3, 9), 7, (31.10, -4.01),
         ("dunes", "dunes", "stars", "street", "portrait"), _NIKON, ("travel", "morocco", "desert"), 1.3),
    Trip("Coast", datetime(2024, 6, 14), 5, (38.71, -9.42),
         ("sea", "sea", "street", "portrait", "skyline", "field"), _FUJI, ("travel", "portugal", "sea"), 1.3),
    Trip("Alps", datetime(2024, 8, 17), 5, (46.58, 7.91),
         ("peak", "mountains", "lake", "flower", "stars", "forest"), _CANON, ("travel", "hiking"), 1.3),
    Trip("At home", datetime(2024, 11, 2), 40, (59.91, 10.75),
         ("snow", "street", "leaves", "portrait", "rain"), _PHONE, ("family",), 0.9),
)  # fmt: skip

_WHEN = {
    Hour.DAWN: (6, 7), Hour.DAY: (10, 16), Hour.GOLDEN: (17, 19), Hour.DUSK: (20, 21), Hour.NIGHT: (22, 23),
    Hour.GREY: (9, 16),
}  # fmt: skip
_HOURS = {
    "aurora": (Hour.NIGHT,), "stars": (Hour.NIGHT,), "skyline": (Hour.DUSK, Hour.NIGHT),
    "rain": (Hour.NIGHT,),
    "flower": (Hour.DAY, Hour.GOLDEN, Hour.GREY), "leaves": (Hour.DAY, Hour.GOLDEN),
    "portrait": (Hour.DAY, Hour.GOLDEN, Hour.GREY),
    "forest": (Hour.DAWN, Hour.DAY, Hour.GOLDEN, Hour.GREY), "street": (Hour.DAY, Hour.GOLDEN, Hour.DUSK),
    "field": (Hour.DAY, Hour.GOLDEN, Hour.DUSK, Hour.DAWN),
    "hills": (Hour.DAWN, Hour.DAY, Hour.GOLDEN, Hour.GREY),
    "snow": (Hour.DAWN, Hour.DAY, Hour.GOLDEN, Hour.GREY),
}  # fmt: skip
_ANY = (Hour.DAWN, Hour.DAY, Hour.GOLDEN, Hour.DUSK)
_TITLES = {
    "aurora": "Northern lights", "dunes": "Where the sand begins", "lake": "Not a breath of wind",
    "peak": "The summit",
    "sea": "Last light at sea", "skyline": "Blue hour", "forest": "Between the trunks",
    "field": "Rows to the horizon",
    "stars": "A clear night", "portrait": "Looking out", "street": "Afternoon in the old town",
}  # fmt: skip
_WIDE = frozenset({"mountains", "hills", "dunes", "sea", "skyline", "lake", "aurora"})
_TALL = frozenset({"portrait", "forest", "street", "flower", "peak", "rain", "leaves", "stars"})


def diary(rng: Rng, count: int) -> Iterator[Shot]:
    """So many shots, in the order in which they were taken."""
    weights = sum(trip.weight for trip in TRIPS)
    left, moment = count, 0
    for place, trip in enumerate(TRIPS):
        many = left if place == len(TRIPS) - 1 else min(left, round(count * trip.weight / weights))
        left -= many
        for shot in _of_a_trip(rng, trip, many, moment):
            moment = shot.moment + 1
            yield shot


def _of_a_trip(rng: Rng, trip: Trip, many: int, moment: int) -> Iterator[Shot]:
    moments: list[tuple[datetime, str, Hour, int]] = []
    while (taken := sum(burst for *_, burst in moments)) < many:
        scene = trip.scenes[len(moments) % len(trip.scenes)]
        hours = _HOURS.get(scene, _ANY)
        hour = hours[int(rng.integers(len(hours)))]
        first, last = _WHEN[hour]
        day = trip.begins + timedelta(days=int(rng.integers(trip.days)))
        at = day.replace(hour=int(rng.integers(first, last + 1)), minute=int(rng.integers(60)))
        at += timedelta(seconds=int(rng.integers(60)))
        burst = int(rng.integers(3, 6)) if rng.random() < 0.07 else 1
        moments.append((at, scene, hour, min(burst, many - taken)))
    number = int(rng.integers(100, 8000))
    for at, scene, hour, burst in sorted(moments):
        shape, lens = _shape(rng, scene, trip.camera, burst), _lens(rng, scene, trip.camera)
        stars = int(rng.choice([0, 0, 0, 2, 3, 3, 4, 4, 5]))
        titled = stars >= 4 and rng.random() < 0.6
        monochrome = bool(rng.random() < (0.2 if scene in {"street", "portrait", "rain", "forest"} else 0.03))
        title = _TITLES.get(scene) if titled else None
        for later in range(burst):
            when = at + timedelta(milliseconds=240 * later)
            noted = (stars, title) if later == 0 else (0, None)
            yield Shot(
                trip, number, when, scene, hour, moment, later, shape, lens, monochrome, *noted
            )  # fmt: skip
            number += 1
        number += int(rng.integers(0, 4))
        moment += 1


def _shape(rng: Rng, scene: str, camera: Camera, burst: int) -> tuple[int, int]:
    long, short = camera.side
    chance = rng.random()
    if scene in _WIDE and chance < 0.14 and burst == 1:
        return (5, 2)
    if chance > 0.92 and burst == 1:
        return (1, 1)
    return (short, long) if scene in _TALL and rng.random() < 0.45 else (long, short)


def _lens(rng: Rng, scene: str, camera: Camera) -> tuple[str, float, float]:
    if scene in {"flower", "leaves", "portrait", "rain"}:
        return camera.lenses[-1]
    return camera.lenses[int(rng.integers(max(len(camera.lenses) - 1, 1)))]
