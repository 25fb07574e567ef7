"""Shelves that are others because a photo came, moved or went: versions count it, and the feed tells."""

from __future__ import annotations

from collections.abc import Iterable

from imalink_server.db import owned, shelves
from imalink_server.db.models import Collection, Owned, Photo, Shoot, Stack
from imalink_server.db.shelves import Place
from imalink_server.services.writing import Writing

_KINDS: tuple[tuple[str, type[Owned]], ...] = (
    ("collection", Collection),
    ("stack", Stack),
    ("shoot", Shoot),
)


def places(w: Writing, photo: Photo) -> frozenset[Place]:
    """Where a photo stands now."""
    w.session.flush()
    return frozenset(shelves.places(w.session, photo))


def tell(w: Writing, changed: Iterable[Place]) -> None:
    """Count a change of the shelves on which these places are."""
    shelved = {(place.table, place.shelf_id) for place in changed}
    for name, table in _KINDS:
        ids = [id_ for each, id_ in shelved if each is table]
        for row in owned.by_ids(w.session, table, w.me.account_id, ids):
            w.count(name, row)
