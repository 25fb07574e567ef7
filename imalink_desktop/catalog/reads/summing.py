"""What many photos have in common, and where they differ: for whoever edits all of them at once.

What has been decided of them is counted, and what they all share is certain, up to a million of them.
Tags, gear and files of more photos than `SAMPLE` are looked at in so many of them, evenly chosen;
`Summary.sampled` tells how many. Photos go in as runs of numbers, since most selections are few runs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, select

from imalink_desktop.catalog.decisions import LABELS, MOST_STARS, Flag, Visibility
from imalink_desktop.catalog.models import Conflict, Photo
from imalink_desktop.catalog.reads import summed
from imalink_desktop.catalog.reads.summed import OnDrive, Runs, Spread, inside, runs_of

MOST: Final = 1_000_000
"""Of more photos only so many are counted at all, evenly chosen."""
SAMPLE: Final = 10_000
"""Of more photos the tags, the gear and the files of so many are looked at."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Some photos, taken together. Counts are of photos; what is `None` in them is unknown."""

    total: int = 0
    """How many were counted."""
    sampled: int = 0
    """In how many of them tags, words, gear and files were looked at."""
    rating: Mapping[int, int] = field(default_factory=dict)
    flag: Mapping[int, int] = field(default_factory=dict)
    label: Mapping[str | None, int] = field(default_factory=dict)
    visibility: Mapping[int, int] = field(default_factory=dict)
    tells_place: Mapping[int, int] = field(default_factory=dict)
    tells_names: Mapping[int, int] = field(default_factory=dict)
    author: Spread[str] = field(default_factory=Spread)
    title: Spread[str] = field(default_factory=Spread)
    description: Spread[str] = field(default_factory=Spread)
    place: Spread[str] = field(default_factory=Spread)
    taken: Spread[str] = field(default_factory=Spread)
    latitude: Spread[float] = field(default_factory=Spread)
    longitude: Spread[float] = field(default_factory=Spread)
    times_corrected: int = 0
    places_corrected: int = 0
    focal_length: Spread[float] = field(default_factory=Spread)
    f_number: Spread[float] = field(default_factory=Spread)
    iso: Spread[int] = field(default_factory=Spread)
    exposure_seconds: Spread[float] = field(default_factory=Spread)
    width: Spread[int] = field(default_factory=Spread)
    height: Spread[int] = field(default_factory=Spread)
    bytes: int = 0
    cameras: Mapping[str | None, int] = field(default_factory=dict)
    lenses: Mapping[str | None, int] = field(default_factory=dict)
    formats: Mapping[str | None, int] = field(default_factory=dict)
    sessions: Mapping[str | None, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    """By path; those that most of them have come first."""
    drives: tuple[OnDrive, ...] = ()
    conflicts: int = 0
    """How many of them have two values for something."""

    @property
    def is_sampled(self) -> bool:
        """Whether not all of them were looked at for everything."""
        return self.sampled < self.total


_SHARED = (Photo.title, Photo.description, Photo.place, Photo.author_id)
"""What is edited by its one value: that all have it must be certain."""
_NUMBERS = (
    *(Photo.latitude, Photo.longitude, Photo.focal_length, Photo.f_number, Photo.iso),
    *(Photo.exposure_seconds, Photo.width, Photo.height),
)
_DECIDED: tuple[tuple[Any, Any, tuple[Any, ...]], ...] = (
    (Photo.rating, 0, tuple(range(1, MOST_STARS + 1))),
    (Photo.flag, 0, (int(Flag.REJECTED), int(Flag.PICKED))),
    (Photo.label, None, LABELS),
    (Photo.visibility, 0, tuple(map(int, Visibility))[1:]),
    (Photo.tells_place, 0, (1,)),
    (Photo.tells_names, 0, (1,)),
)
"""What is decided, what a photo has before anybody has, and what else it may have."""


def summary(
    connection: Connection,
    photos: Sequence[int],
    *,
    online: Collection[int] = (),
    sample: int = SAMPLE,
    most: int = MOST,
) -> Summary:
    """Take photos together. Those that are gone are not counted."""
    every, some = runs_of(photos, most), runs_of(photos, sample)
    whole = _counted(connection, every)
    if not whole.total:
        return whole
    looked, spreads = _spreads(connection, some)
    if every != some:
        spreads |= _differing(connection, every, whole.total, spreads)
    found: dict[str, Any] = {
        "author": summed.author(connection, spreads.pop("author_id")),
        **spreads,
        **summed.named(connection, some),
        "tags": summed.tags(connection, some),
        "drives": summed.drives(connection, some, online),
    }
    return replace(whole, sampled=looked, **found)


def _counted(connection: Connection, runs: Runs) -> Summary:
    """One walk through all of them. A count for each value is faster than a group for each."""
    counts = [func.count().filter(column == value) for column, _, values in _DECIDED for value in values]
    rest = (
        *(func.count(), *_spread(Photo.shown_at), func.coalesce(func.sum(Photo.file_size_bytes), 0)),
        *(func.count(Photo.corrected_at), func.count(Photo.corrected_latitude)),
    )
    row = connection.execute(inside(select(*rest, *counts), Photo.id, runs)).one()
    total, known, low, high, size, times, places, *found = row
    numbers = iter(found)
    decided: dict[str, Any] = {
        column.key: _tally(total, bare, values, numbers) for column, bare, values in _DECIDED
    }
    doubtful = inside(select(func.count(Conflict.photo_id.distinct())), Conflict.photo_id, runs)
    return Summary(
        *(total, total),
        **decided,
        taken=Spread(total, known, low, high),
        bytes=size,
        times_corrected=times,
        places_corrected=places,
        conflicts=connection.execute(doubtful).scalar_one(),
    )


def _spreads(connection: Connection, runs: Runs) -> tuple[int, dict[str, Spread[Any]]]:
    """How many photos these are, and of each column from where to where it goes."""
    columns = (*_SHARED, *_NUMBERS)
    parts = (part for column in columns for part in _spread(column))
    total, *found = connection.execute(inside(select(func.count(), *parts), Photo.id, runs)).one()
    triples = zip(*[iter(found)] * 3, strict=True)
    return total, {column.key: Spread(total, *three) for column, three in zip(columns, triples, strict=True)}


def _differing(
    connection: Connection, runs: Runs, total: int, spreads: Mapping[str, Spread[Any]]
) -> dict[str, Spread[Any]]:
    """What only seemed to be the same: some photo past the sample has something else."""
    alike = [column for column in _SHARED if spreads[column.key].same]
    if not alike:
        return {}
    others = (func.count().filter(column.is_distinct_from(spreads[column.key].value)) for column in alike)
    counted = connection.execute(inside(select(*others), Photo.id, runs)).one()
    differing = {}
    for column, many in zip(alike, counted, strict=True):
        value = spreads[column.key].value
        if many:
            differing[column.key] = Spread(total, many if value is None else total - many, value)
    return differing


def _spread(column: Any) -> Iterator[ColumnElement[Any]]:  # noqa: ANN401 - whatever a column holds
    yield func.count(column)
    yield func.min(column)
    yield func.max(column)


def _tally(total: int, bare: Any, values: Sequence[Any], numbers: Iterator[int]) -> dict[Any, int]:  # noqa: ANN401
    """By value; those that none has are left out, and the rest is bare."""
    found = {value: next(numbers) for value in values}
    return {value: many for value, many in {bare: total - sum(found.values()), **found}.items() if many}
