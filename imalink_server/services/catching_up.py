"""Catching up: what a machine has missed, in an order that stands still, with the things as they are now.

A cursor names the epoch, a place in the feed, and the mark that was drawn for what stands there. A server
that was reset or restored has another epoch. An older copy of the same one, put back file by file, has a feed
that ends before the cursor, or has gone on since under other marks. All of that is said, so that
a machine compares everything rather than believe that nothing happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from imalink_server.base.errors import Code, Refused
from imalink_server.db import changes, owned, photos, tags
from imalink_server.db.about import Identity
from imalink_server.db.changes import Changed
from imalink_server.db.database import Session
from imalink_server.db.models import Photo
from imalink_server.db.policy import Viewer
from imalink_server.services import spaces
from imalink_server.services.accounts import Me
from imalink_server.services.photos.seeing import PhotoSeen, seen
from imalink_server.services.server import Server
from imalink_server.services.spaces import SpaceSeen
from imalink_server.services.tags import TagSeen
from imalink_server.services.tags import seen as tag_seen
from imalink_server.services.things import KINDS, Thing, told

Told: TypeAlias = PhotoSeen | TagSeen | SpaceSeen | Thing


@dataclass(frozen=True, slots=True)
class Missed:
    """A thing that is another since, or no more."""

    kind: str
    uid: str
    is_gone: bool
    at: str
    thing: Told | None


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
        start = _place(session, me, cursor, who, end)
        found = changes.since(session, me.account_id, start, most + 1)
        page, more = found[:most], len(found) > most
        things = _things(session, me, page)
        missed = tuple(
            Missed(each.kind, each.uid, each.is_gone, each.at, things.get((each.kind, each.uid)))
            for each in page
        )
        at = page[-1].number if page else start
        mark = changes.mark_at(session, me.account_id, at)
        there = f"{who.epoch}.{at}.{mark}" if mark else f"{who.epoch}.{at}"
        return Feed(who.server_id, who.epoch, there, more, missed)


def _place(session: Session, me: Me, cursor: str | None, who: Identity, end: int) -> int:
    if cursor is None:
        return 0
    epoch, _, place = cursor.partition(".")
    number, _, mark = place.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Refused(Code.INVALID_REQUEST, "since: is no cursor of this server", {"where": "since"})
    at = int(number)
    if epoch != who.epoch or at > end or mark != changes.mark_at(session, me.account_id, at):
        raise Refused(
            Code.STALE_CURSOR,
            "This server has another past than when you were here last. Begin anew.",
            {"server_id": who.server_id, "epoch": who.epoch},
        )
    return at


def _things(session: Session, me: Me, page: Sequence[Changed]) -> Mapping[tuple[str, str], Told]:
    """The things of a page as they are now; what is gone is not among them."""
    uids: dict[str, list[str]] = {}
    for each in page:
        if not each.is_gone:
            uids.setdefault(each.kind, []).append(each.uid)
    found: dict[tuple[str, str], Told] = {}
    mine = Viewer(me.account_id)
    rows = owned.by_uids(session, Photo, me.account_id, uids.get("photo", ()))
    for whole in photos.wholes(session, rows) if rows else ():
        found["photo", whole.photo.uid] = seen(whole, mine)
    for counted in tags.counted(session, me.account_id, only=uids.get("tag", ())):
        found["tag", counted.tag.uid] = tag_seen(counted)
    for uid, space in spaces.of_uids(session, me, uids.get(spaces.KIND, ())).items():
        found[spaces.KIND, uid] = space
    for name, told_whole in KINDS.items():
        # Which photos are on it is asked for at its own route: in many it would be more than an answer holds.
        kind = replace(told_whole, more=None) if told_whole.holds_photos else told_whole
        some = owned.by_uids(session, kind.table, me.account_id, uids.get(name, ()))
        for thing in told(session, kind, some):
            found[name, thing.values["uid"]] = thing
    return found
