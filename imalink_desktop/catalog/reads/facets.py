"""Facets: what there is to narrow a list by, each with its name and the number of photos."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select

from imalink_desktop.catalog.decisions import FLAGS, VISIBILITIES
from imalink_desktop.catalog.models import IMPORT_NAME, Drive, ImportSession
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.query.columns import named
from imalink_desktop.catalog.reads.counts import Key, Kind, all_counts, counts


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that photos have, and how many have it. `key` is a row's number or the value itself."""

    key: Key
    name: str
    count: int


_WORDS: Mapping[Kind, Mapping[Key, str]] = {
    Kind.FLAG: {number: word for word, number in FLAGS.items()},
    Kind.VISIBILITY: {number: word for word, number in VISIBILITIES.items()},
}
_BY_KEY = (Kind.RATING, Kind.FLAG, Kind.VISIBILITY)
"""What has an order of its own; of the rest the most frequent come first."""


def facets(
    connection: Connection, kind: Kind, *, query: Query = EVERYTHING, online: Collection[int] = ()
) -> list[Facet]:
    """All of a kind that any photo has, or any photo of a query. Tags and folders as trees: see `trees`."""
    return _listed(connection, kind, counts(connection, kind, query=query, online=online))


def all_facets(
    connection: Connection,
    kinds: Collection[Kind] = tuple(Kind),
    *,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
) -> dict[Kind, list[Facet]]:
    """Several kinds at once."""
    found = all_counts(connection, kinds, query=query, online=online)
    return {kind: _listed(connection, kind, found[kind]) for kind in kinds}


def _listed(connection: Connection, kind: Kind, found: Mapping[Key, int]) -> list[Facet]:
    called = _names(connection, kind) if found else {}
    listed = [Facet(key, called.get(key, str(key)), many) for key, many in found.items()]
    if kind in _BY_KEY:
        return sorted(listed, key=lambda each: each.key)
    return sorted(listed, key=lambda each: (-each.count, each.name.casefold(), str(each.key)))


def _names(connection: Connection, kind: Kind) -> Mapping[Key, str]:
    if (words := _WORDS.get(kind)) is not None:
        return words
    # These tables are small: to read all of one takes less than to say which rows.
    called = _called(kind)
    return {} if called is None else {row[0]: row[1] for row in connection.execute(called).all()}


def _called(kind: Kind) -> Select[int, str] | None:
    """What the things of a kind are called; a kind whose keys are their own names has none."""
    match kind:
        case Kind.SESSION:
            return select(ImportSession.id, IMPORT_NAME)
        case Kind.DRIVE:
            return select(Drive.id, Drive.label)
        case Kind.RATING | Kind.LABEL | Kind.FORMAT:
            return None
        case _:
            return select(*named(kind.value))
