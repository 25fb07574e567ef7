"""Catching up: what a machine has missed, in an order that stands still, with the things as they are now.

A cursor names the epoch and a place in the feed. A server that was reset or restored has another epoch, and
an older copy of the same one a feed that ends before the cursor: both are said, so that a
machine compares everything rather than believe that nothing happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imalink_server.base.errors import Code, Refused
from imalink_server.db import changes, owned, photos, tags
from imalink_server.db.changes import Changed
from imalink_server.db.database import Session
from imalink_server.db.models import Photo
from imalink_server.db.policy import Viewer
from imalink_server.services.accounts import Me
from imalink_server.services.photos.seeing import PhotoSeen, seen
from imalink_server.services.server import Server
from imalink_server.services.tags import TagSeen
from imalink_server.services.tags import seen as tag_seen
from imalink_server.services.things import KINDS, Thing, told


@dataclass(frozen=True, slots=True)
class Missed:
    """A thing that is another since, or no more."""

    kind: str
    uid: str
    is_gone: bool
    at: str
    thing: PhotoSeen | TagSeen | Thing | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A piece of the feed, and where to read on."""

    server_id: str
    epoch: str
    cursor: str
    has_more: bool
    missed: tuple[Missed, ...]


def since(server: Server, me: Me, cursor: str | None, most: int) -> Feed:
    """What has changed since a cursor; without one, everything from the beginning."""
    who = server.identity
    with server.database.reading() as session:
        end = changes.latest(session, me.account_id)
        start = _place(cursor, who.epoch, end, who.server_id)
        found = changes.since(session, me.account_id, start, most + 1)
        page, more = found[:most], len(found) > most
        things = _things(session, me, page)
        missed = tuple(
            Missed(each.kind, each.uid, each.is_gone, each.at, things.get((each.kind, each.uid)))
            for each in page
        )
        at = page[-1].number if page else start
        return Feed(who.server_id, who.epoch, f"{who.epoch}.{at}", more, missed)


def _place(cursor: str | None, epoch: str, end: int, server_id: str) -> int:
    if cursor is None:
        return 0
    of_epoch, _, number = cursor.rpartition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Refused(Code.INVALID_REQUEST, "since: is no cursor of this server", {"where": "since"})
    if of_epoch != epoch or int(number) > end:
        raise Refused(
            Code.STALE_CURSOR,
            "This server has another past than when you were here last. Begin anew.",
            {"server_id": server_id, "epoch": epoch},
        )
    return int(number)


def _things(
    session: Session, me: Me, page: Sequence[Changed]
) -> Mapping[tuple[str, str], PhotoSeen | TagSeen | Thing]:
    """The things of a page as they are now; what is gone is not among them."""
    uids: dict[str, list[str]] = {}
    for each in page:
        if not each.is_gone:
            uids.setdefault(each.kind, []).append(each.uid)
    found: dict[tuple[str, str], PhotoSeen | TagSeen | Thing] = {}
    mine = Viewer(me.account_id)
    rows = owned.by_uids(session, Photo, me.account_id, uids.get("photo", ()))
    for whole in photos.wholes(session, rows) if rows else ():
        found["photo", whole.photo.uid] = seen(whole, mine)
    wanted = set(uids.get("tag", ()))
    for counted in tags.counted(session, me.account_id) if wanted else ():
        if counted.tag.uid in wanted:
            found["tag", counted.tag.uid] = tag_seen(counted)
    for name, kind in KINDS.items():
        some = owned.by_uids(session, kind.table, me.account_id, uids.get(name, ()))
        for thing in told(session, kind, some):
            found[name, thing.values["uid"]] = thing
    return found
