"""Photos that follow each other in time, summed up: how many, from when to when, and which stands for them.

The one that stands for them is the best rated of the good ones, else the one nearest to the middle of
the time between the first and the last; among equals the nearest, then the smallest hothash. The kept
numbers go by the same rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TypeAlias

from sqlalchemy import Connection, select

from imalink_desktop.catalog.kept.buckets import GOOD, nearest
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.reads.asked import is_listed, listing

Shot: TypeAlias = tuple[str, int, int]
"""When, which photo, how many stars."""

_HOTHASHES = select(Photo.id, Photo.hothash).where(is_listed(Photo.id.expression))


@dataclass(frozen=True, slots=True)
class Span:
    """Some photos in a row. `equals` are those that may stand for them; only their hothash decides."""

    count: int
    first: str
    last: str
    equals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """The photo that stands for others."""

    photo_id: int
    hothash: str | None


def span_of(shots: Sequence[Shot]) -> Span:
    """Sum up photos in the order of time; there is at least one."""
    first, last = shots[0][0], shots[-1][0]
    best = max(rating for _, _, rating in shots)
    able = shots if best < GOOD else [shot for shot in shots if shot[2] == best]
    begin, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    centre = begin + (end - begin) / 2
    moments = [moment for moment, _, _ in able]
    middle = bisect_left(moments, centre.isoformat())
    chosen = nearest(moments[max(middle - 1, 0) : middle + 1], centre)
    return Span(len(shots), first, last, tuple(photo for moment, photo, _ in able if moment in chosen))


def by_name(shots: Iterable[Shot], length: int) -> Iterator[tuple[str, list[Shot]]]:
    """Photos in the order of time, together where their moments begin alike."""
    for name, group in groupby(shots, lambda shot: shot[0][:length]):
        yield name, list(group)


def faces(connection: Connection, spans: Sequence[Span]) -> list[Face]:
    """For each, the photo that stands for it."""
    able = sorted({photo for span in spans for photo in span.equals})
    hothash = {row[0]: row[1] for row in connection.execute(_HOTHASHES, listing(able)).all()}

    def rank(photo: int) -> tuple[bool, str, int]:
        known = hothash.get(photo)
        return known is None, known or "", photo

    chosen = [min(span.equals, key=rank) for span in spans]
    return [Face(photo, hothash.get(photo)) for photo in chosen]
