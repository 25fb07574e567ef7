"""How many photos each filter would find, beside everything else that is asked.

What narrows stars down does not count when stars are counted: the numbers say what a click would give.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.decisions import MOST_STARS, Flag, Visibility
from imalink_desktop.catalog.query.ast import EVERYTHING, Is, Operator, Query, all_of
from imalink_desktop.catalog.query.match import formats_of
from imalink_desktop.catalog.query.select import count
from imalink_desktop.catalog.reads.counts import Kind
from imalink_desktop.catalog.reads.facets import Facet, all_facets, facets
from imalink_desktop.catalog.reads.waiting import home
from imalink_desktop.ui.searching.filters import (
    NO_LABEL,
    PAIR,
    RAW,
    SYNC,
    VIDEO,
    Filters,
    Stars,
    Thing,
    asked_name,
    joined,
    kind_query,
)

_KINDS: Mapping[Thing, Kind] = MappingProxyType(
    {
        Thing.STARS: Kind.RATING,
        Thing.FLAGS: Kind.FLAG,
        Thing.LABELS: Kind.LABEL,
        Thing.CAMERAS: Kind.CAMERA,
        Thing.LENSES: Kind.LENS,
        Thing.LEVELS: Kind.VISIBILITY,
    }
)
ALWAYS = ("JPEG", RAW, PAIR, VIDEO)
"""Kinds that are offered whether there are any or not."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts. Names of cameras and lenses as a query has them, the most frequent first."""

    ratings: Mapping[int, int] = field(default_factory=dict)
    flags: Mapping[Flag, int] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    cameras: Mapping[str, int] = field(default_factory=dict)
    lenses: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[Visibility, int] = field(default_factory=dict)
    is_signed_in: bool = False
    """Whether there is a server that anything could stand with."""

    def with_stars(self, stars: Stars) -> int:
        """How many have so many stars."""
        least = 0 if stars.operator is Operator.AT_MOST else stars.count
        most = MOST_STARS if stars.operator is Operator.AT_LEAST else stars.count
        return sum(self.ratings.get(rating, 0) for rating in range(least, most + 1))


def tally(look: Look, filters: Filters, rest: Query, online: Collection[int] = ()) -> Tally:
    """Count. Things that nothing is asked about share one walk through the photos."""
    together = [thing for thing in _KINDS if filters.without(thing) == filters]
    found: dict[Thing, list[Facet]] = {}
    for things in [together, *([thing] for thing in _KINDS if thing not in together)]:
        query = joined(filters.without(things[0]), rest) if things else EVERYTHING
        listed = all_facets(look, [_KINDS[thing] for thing in things], query=query, online=online)
        found |= {thing: listed[_KINDS[thing]] for thing in things}
    others = joined(filters.without(Thing.LABELS), rest)
    labels = {str(facet.key): facet.count for facet in found[Thing.LABELS]}
    total = sum(facet.count for facet in found[Thing.FLAGS]) if not filters.flags else None
    if total is None or filters.labels:
        total = count(look, others, online=online)
    return Tally(
        {int(facet.key): facet.count for facet in found[Thing.STARS]},
        {Flag(int(facet.key)): facet.count for facet in found[Thing.FLAGS]},
        {**labels, NO_LABEL: total - sum(labels.values())},
        _named("camera", found[Thing.CAMERAS]),
        _named("lens", found[Thing.LENSES]),
        {Visibility(int(facet.key)): facet.count for facet in found[Thing.LEVELS]},
        home(look) is not None,
    )


def kinds(look: Look, filters: Filters, rest: Query, online: Collection[int] = ()) -> dict[str, int]:
    """How many photos of each kind. One of two files is of two kinds, so nothing keeps these numbers.

    They take a while of many photos, and are asked for only when somebody wants to see them.
    """
    query = joined(filters.without(Thing.KINDS), rest)
    formats = facets(look, Kind.FORMAT, query=query, online=online)
    cameras_own = formats_of(RAW) | formats_of(VIDEO) | {"JPEG"}
    counted = {kind: count(look, all_of([query, kind_query(kind)]), online=online) for kind in ALWAYS}
    others = {str(facet.key): facet.count for facet in formats if facet.key not in cameras_own}
    return counted | others


def sync(look: Look, filters: Filters, rest: Query, online: Collection[int] = ()) -> dict[str, int]:
    """How many photos stand so with the server; one can in several ways. These too are asked for."""
    query = joined(filters.without(Thing.SYNC), rest)
    return {state: count(look, all_of([query, Is(state)]), online=online) for state in SYNC}


def _named(field: str, facets: list[Facet]) -> dict[str, int]:
    names = ((asked_name(field, facet.name), facet.count) for facet in facets)
    return {name: count for name, count in names if name is not None}
