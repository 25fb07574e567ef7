"""Reading photos: one, a page of them, and what a search finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imalink_server.db import facets, photos, searching, spaces, words
from imalink_server.db.facets import FACETS, Count
from imalink_server.db.policy import Viewer
from imalink_server.db.searching import Criteria, Order
from imalink_server.services.photos.changing import missing
from imalink_server.services.photos.seeing import PhotoSeen, seen
from imalink_server.services.server import Server

__all__ = ["FACETS", "MOST_WORDS", "Count", "Criteria", "Order", "Page", "one", "search", "words_of"]

words_of = words.apart
MOST_WORDS = words.MOST_ASKED


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what was found, and how much that is in all."""

    photos: tuple[PhotoSeen, ...]
    total: int
    is_exact: bool
    """Otherwise there are so many at least."""
    offset: int
    limit: int
    facets: Mapping[str, Sequence[Count]] | None = None


def one(server: Server, viewer: Viewer, key: str) -> PhotoSeen:
    """A photo, as this viewer sees it."""
    with server.database.reading() as session:
        photo = photos.find(session, viewer, key)
        if photo is None:
            raise missing()
        return seen(photos.whole(session, photo), viewer)


def search(
    server: Server, viewer: Viewer, criteria: Criteria, order: Order, wanted: Sequence[str] | None = None
) -> Page:
    """A page of what this viewer may see of what is asked for; with counts of all that, if any are wanted."""
    with server.database.reading() as session:
        inside = criteria.space_id is None or spaces.of_member(
            session, viewer.account_id or 0, [criteria.space_id]
        )
        if not inside:
            nothing = None if wanted is None else dict.fromkeys(wanted, ())
            return Page((), 0, True, order.offset, order.limit, nothing)
        among = searching.walks(session, viewer, criteria)
        found = searching.page(session, among, order)
        wholes = photos.wholes(session, photos.in_order(session, found.ids)) if found.ids else []
        shown = tuple(seen(each, viewer) for each in wholes)
        counted = None if wanted is None else facets.counted(session, viewer, criteria, among, wanted)
        return Page(shown, found.total, found.is_exact, order.offset, order.limit, counted)
