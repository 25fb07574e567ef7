"""How many photos are asked about at once, and what hangs on them: tags, gear, authors, drives."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Connection, Select, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from imalink_desktop.catalog.models import (
    IMPORT_NAME,
    Author,
    Drive,
    Folder,
    ImageFile,
    ImportSession,
    Photo,
    PhotoTag,
    Tag,
)
from imalink_desktop.catalog.query.columns import named as called

Runs: TypeAlias = tuple[tuple[int, int], ...]
"""Numbers of photos, as the first and the last of each run."""
_BLOCKS = 200
"""In so many places a part of many photos is taken."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread(Generic[T]):
    """One field over many photos: how many have it, and from where to where it goes."""

    of: int = 0
    known: int = 0
    low: T | None = None
    high: T | None = None

    @property
    def same(self) -> bool:
        """Whether all have the same, be it nothing."""
        return self.known == 0 or (self.known == self.of and self.low == self.high)

    @property
    def value(self) -> T | None:
        """What all have; nothing where they differ."""
        return self.low if self.same else None


@dataclass(frozen=True, slots=True)
class OnDrive:
    """How many photos have files on a drive, and whether it is there now."""

    id: int
    label: str
    is_online: bool
    photos: int


def runs_of(photos: Sequence[int], most: int) -> Runs:
    """These numbers as runs; of more than `most`, so many from everywhere among them."""
    import numpy as np  # slow to import, and only needed once something is chosen

    numbers = np.frombuffer(photos, np.int64) if isinstance(photos, array) else np.asarray(photos, np.int64)
    numbers = np.sort(numbers)
    if len(numbers) > most:
        begins = np.linspace(0, len(numbers), min(_BLOCKS, most), endpoint=False).astype(np.int64)
        each = most // len(begins)
        numbers = np.concatenate([numbers[begin : begin + each] for begin in begins])
    edges = np.flatnonzero(np.diff(numbers) > 1)
    firsts, lasts = np.concatenate(([0], edges + 1)), np.append(edges, len(numbers) - 1)
    if not len(numbers):
        return ()
    return tuple(zip(numbers[firsts].tolist(), numbers[lasts].tolist(), strict=True))


def inside(
    statement: Select[*tuple[Any, ...]], photo: InstrumentedAttribute[int], runs: Runs
) -> Select[*tuple[Any, ...]]:
    """The same of these photos only, however many they are."""
    run = func.json_each(literal(json.dumps(runs))).table_valued("value", joins_implicitly=True).c.value
    first, last = func.json_extract(run, "$[0]"), func.json_extract(run, "$[1]")
    return statement.where(photo.between(first, last))


def named(connection: Connection, runs: Runs) -> dict[str, Mapping[str | None, int]]:
    """What they were taken with, of what format they are, and with which imports they came, by name."""
    columns = (Photo.camera_id, Photo.lens_id, Photo.session_id, Photo.image_format)
    found = select(*columns, func.count()).group_by(*columns)
    tallies: tuple[Counter[Any], ...] = tuple(Counter() for _ in columns)
    for *keys, many in connection.execute(inside(found, Photo.id, runs)):
        for tally, key in zip(tallies, keys, strict=True):
            tally[key] += many
    cameras, lenses, sessions, formats = tallies
    session = select(ImportSession.id, IMPORT_NAME)
    return {
        "cameras": _called(connection, select(*called("camera")), cameras),
        "lenses": _called(connection, select(*called("lens")), lenses),
        "sessions": _called(connection, session, sessions),
        "formats": dict(formats.most_common()),
    }


def author(connection: Connection, numbers: Spread[int]) -> Spread[str]:
    """By name: who took them, from one author to another."""
    both = select(Author.id, Author.name).where(Author.id.in_((numbers.low, numbers.high)))
    called = {row[0]: row[1] for row in connection.execute(both)}
    low, high = (None if each is None else called.get(each) for each in (numbers.low, numbers.high))
    return Spread(numbers.of, numbers.known, low, high)


def tags(connection: Connection, runs: Runs) -> dict[str, int]:
    """Their tags by path, the most frequent first."""
    found = inside(
        select(PhotoTag.tag_id, func.count().label("many")).group_by(PhotoTag.tag_id), PhotoTag.photo_id, runs
    ).subquery()
    rows = select(Tag.path, found.c.many).join(found, found.c.tag_id == Tag.id)
    listed = connection.execute(rows.order_by(found.c.many.desc(), Tag.folded))
    return dict(map(tuple, listed))


def drives(connection: Connection, runs: Runs, online: Collection[int]) -> tuple[OnDrive, ...]:
    """The drives they lie on, by name."""
    there = (
        inside(select(ImageFile.photo_id, Folder.drive_id).distinct(), ImageFile.photo_id, runs)
        .join(Folder, Folder.id == ImageFile.folder_id)
        .subquery()
    )
    rows = (
        select(Drive.id, Drive.label, func.count())
        .join(there, there.c.drive_id == Drive.id)
        .group_by(Drive.id)
        .order_by(Drive.label, Drive.id)
    )
    return tuple(
        OnDrive(number, label, number in online, many) for number, label, many in connection.execute(rows)
    )


def _called(
    connection: Connection, names: Select[int, str], tally: Counter[int | None]
) -> dict[str | None, int]:
    """By name instead of by number, the most frequent first; a name of blanks is none."""
    called: dict[int | None, str] = {row[0]: row[1] for row in connection.execute(names)}
    found: Counter[str | None] = Counter()
    for number, many in tally.items():
        found[called.get(number) or None] += many
    return dict(found.most_common())
