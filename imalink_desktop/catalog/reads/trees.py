"""Trees with counts: tags, collections, and the folders of each drive."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from imalink_desktop.catalog.models import Collection as Album
from imalink_desktop.catalog.models import Folder, Tag
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.reads.asked import is_everything
from imalink_desktop.catalog.reads.branches import Branch, Node, downwards, grow, lineage, walk
from imalink_desktop.catalog.reads.counts import Kind, counts, links


def tags(
    connection: Connection,
    *,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
    deep: bool = False,
) -> tuple[Branch, ...]:
    """All tags, by name; of a query, only those that its photos have, and what leads to them.

    `deep` counts every `whole`, which takes a while of many photos.
    """
    rows = connection.execute(select(Tag.id, Tag.parent_id, Tag.path).order_by(Tag.folded))
    nodes = [Node(number, above, number, path.rpartition("/")[2]) for number, above, path in rows]
    return _tree(connection, Kind.TAG, nodes, query, online, deep=deep)


def collections(
    connection: Connection,
    *,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
    deep: bool = False,
) -> tuple[Branch, ...]:
    """All collections, in the photographer's order."""
    rows = connection.execute(
        select(Album.id, Album.parent_id, Album.name).order_by(Album.position, Album.id)
    )
    nodes = [Node(number, above, number, name) for number, above, name in rows]
    return _tree(connection, Kind.COLLECTION, nodes, query, online, deep=deep)


def folders(
    connection: Connection,
    drive: int,
    *,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
    deep: bool = False,
) -> tuple[Branch, ...]:
    """The folders of a drive, by name."""
    rows = connection.execute(select(Folder.path, Folder.id).where(Folder.drive_id == drive))
    known = {tuple(filter(None, path.split("/"))): number for path, number in rows}
    ways = {names[:depth] for names in known for depth in range(1, len(names) + 1)} | ({()} & known.keys())
    nodes = [
        Node(names, _above(names, () in known), known.get(names), names[-1] if names else "")
        for names in sorted(ways, key=lambda names: [name.casefold() for name in names])
    ]
    return _tree(connection, Kind.FOLDER, nodes, query, online, deep=deep)


def whole(
    connection: Connection,
    kind: Kind,
    branch: Branch,
    *,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
) -> int:
    """Count the photos on a branch and on all below it, each once."""
    rows = [each.id for each in walk([branch]) if each.id is not None]
    found = _wholes(connection, kind, [(row, 0) for row in rows], query, online)
    return found.get(0, 0)


def _above(names: tuple[str, ...], has_root: bool) -> tuple[str, ...] | None:
    return names[:-1] if len(names) > 1 or (names and has_root) else None


def _tree(
    connection: Connection,
    kind: Kind,
    nodes: Sequence[Node],
    query: Query,
    online: Collection[int],
    *,
    deep: bool,
) -> tuple[Branch, ...]:
    order = downwards(nodes)
    own = counts(connection, kind, query=query, online=online)
    wholes = _wholes(connection, kind, lineage(order), query, online) if deep else None
    return grow(order, own, wholes, all_kept=is_everything(query))


def _wholes(
    connection: Connection,
    kind: Kind,
    pairs: Sequence[tuple[int, int]],
    query: Query,
    online: Collection[int],
) -> dict[int, int]:
    link = links(connection, kind, query=query, online=online).subquery().c
    listed = func.json_each(json.dumps(pairs)).table_valued("value").c.value
    row, place = func.json_extract(listed, "$[0]"), func.json_extract(listed, "$[1]")
    found = select(place, func.count(link.photo.distinct())).where(link.key == row).group_by(place)
    return dict(map(tuple, connection.execute(found)))
