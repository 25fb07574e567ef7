"""Reading photos: one, a page of them, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from imalink_server.db import photos, searching, spaces
from imalink_server.db.policy import Viewer
from imalink_server.db.searching import Criteria, Order
from imalink_server.services.photos.changing import missing
from imalink_server.services.photos.seeing import PhotoSeen, seen
from imalink_server.services.server import Server

__all__ = ["Criteria", "Order", "Page", "one", "search"]


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what was found, and how much that is in all."""

    photos: tuple[PhotoSeen, ...]
    total: int
    offset: int
    limit: int


def one(server: Server, viewer: Viewer, key: str) -> PhotoSeen:
    """A photo, as this viewer sees it."""
    with server.database.reading() as session:
        photo = photos.find(session, viewer, key)
        if photo is None:
            raise missing()
        return seen(photos.whole(session, photo), viewer)


def search(server: Server, viewer: Viewer, criteria: Criteria, order: Order) -> Page:
    """A page of what this viewer may see of what is asked for."""
    with server.database.reading() as session:
        inside = criteria.space_id is None or spaces.of_member(
            session, viewer.account_id or 0, [criteria.space_id]
        )
        if not inside:
            return Page((), 0, order.offset, order.limit)
        ids, total = searching.page(session, viewer, criteria, order)
        wholes = photos.wholes(session, photos.in_order(session, ids)) if ids else []
        return Page(tuple(seen(each, viewer) for each in wholes), total, order.offset, order.limit)
