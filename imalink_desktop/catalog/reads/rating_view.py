"""The rating view: how many photos have each number of stars, each flag, each colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.decisions import LABELS, MOST_STARS, Flag
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.reads.asked import asked, facet, is_everything

UNLABELLED = ""
"""Stands for no colour among the labels."""


@dataclass(frozen=True, slots=True)
class RatingView:
    """Counts of photos. `stars[4]` is how many have four; flags and labels are complete, with zeros."""

    photos: int
    stars: tuple[int, ...]
    flags: Mapping[int, int]
    labels: Mapping[str, int]


def rating_view(
    connection: Connection, *, query: Query = EVERYTHING, online: Collection[int] = ()
) -> RatingView:
    """Count them all, or those of a query."""
    tally = _kept(connection) if is_everything(query) else _counted(connection, query, online)
    stars = tuple(tally["rating", number] for number in range(MOST_STARS + 1))
    photos = sum(stars)
    flags = {int(flag): tally["flag", int(flag)] for flag in Flag}
    labels = {str(key): many for (kind, key), many in tally.items() if kind == "label" and many}
    none = photos - sum(labels.values())
    return RatingView(photos, stars, flags, {**dict.fromkeys(LABELS, 0), **labels, UNLABELLED: none})


def _kept(connection: Connection) -> Counter[tuple[str, int | str]]:
    found = select(facet.c.kind, facet.c.key, facet.c.count)
    found = found.where(facet.c.kind.in_(["rating", "flag", "label"]))
    return Counter({(kind, key): many for kind, key, many in connection.execute(found)})


def _counted(connection: Connection, query: Query, online: Collection[int]) -> Counter[tuple[str, int | str]]:
    found = asked(connection, query, Photo.rating, Photo.flag, Photo.label, online=online).c
    grouped = select(found.rating, found.flag, found.label, func.count())
    tally: Counter[tuple[str, int | str]] = Counter()
    for rating, flag, label, many in connection.execute(
        grouped.group_by(found.rating, found.flag, found.label)
    ):
        tally["rating", rating] += many
        tally["flag", flag] += many
        if label is not None:
            tally["label", label] += many
    return tally
