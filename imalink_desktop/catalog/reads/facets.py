"""Facets: what there is to narrow a list by, each with its name and the number of photos."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from imalink_desktop.catalog.decisions import FLAGS, VISIBILITIES
from imalink_desktop.catalog.models import Author, Camera, Drive, Folder, ImportSession, Lens, Shoot, Tag
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.reads.branches import walk
from imalink_desktop.catalog.reads.counts import Key, Kind, all_counts, counts
from imalink_desktop.catalog.reads.trees import collections


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
    if kind is Kind.COLLECTION:
        return {branch.id: branch.path for branch in walk(collections(connection)) if branch.id is not None}
    # These tables are small: to read all of one takes less than to say which rows.
    named = _named(kind)
    return {} if named is None else {row[0]: row[1] for row in connection.execute(named).all()}


def _named(kind: Kind) -> Select[int, str] | None:
    """Where the names stand; a kind whose keys are its names has none."""
    match kind:
        case Kind.CAMERA:
            return select(Camera.id, func.trim(Camera.make + " " + Camera.model))
        case Kind.LENS:
            return select(Lens.id, Lens.model)
        case Kind.AUTHOR:
            return select(Author.id, Author.name)
        case Kind.SESSION:
            return select(ImportSession.id, func.coalesce(ImportSession.title, ImportSession.source))
        case Kind.SHOOT:
            return select(Shoot.id, Shoot.title)
        case Kind.TAG:
            return select(Tag.id, Tag.path)
        case Kind.FOLDER:
            return select(Folder.id, Folder.path)
        case Kind.DRIVE:
            return select(Drive.id, Drive.label)
        case _:
            return None
