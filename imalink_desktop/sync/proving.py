"""Whether the server has the past that it had when it answered: its feed has to tell what it answered to.

Its cursor alone does not prove that. It moves when the feed is read, behind our own words; where a round
broke off before that, a server that was put back to what it was in between knows the older cursor, and would
be believed. So whatever it answered to is kept until it was told, and what it does not tell is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.reads.unproved import PHOTO, Owed, follows
from imalink_desktop.catalog.things import GONE, ThingKind
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.values import FeedPage, Remote, RemotePhoto, Stale, Unintelligible

log = logger(__name__)


@dataclass(slots=True)
class Proof:
    """What of that has been told in one reading of the feed."""

    store: Store
    remote: Remote
    _told: set[int] = field(default_factory=set)

    def begin(self) -> None:
        """Nothing has been told yet."""
        self._told.clear()

    def rows(self) -> tuple[int, ...]:
        """What has been told since the last time: to be forgotten with the place up to which it was."""
        told, self._told = self._told, set()
        return tuple(sorted(told))

    def is_given(self, cursor: str | None) -> Job[bool]:
        """Read on from a cursor, believing nothing, as far as there is something to be told."""
        owed = self.store.how_many_are_owed()
        self.begin()
        given = True
        while given and len(self._told) < owed:
            yield Progress("sync.pull", 0)
            page = self.remote.changes(cursor)
            if isinstance(page, Stale):
                break  # which is seen when it is read in earnest
            given = yield from self.is_borne_out(page)
            cursor = page.cursor
            if not page.has_more:
                break
        self.begin()
        return given

    def is_borne_out(self, page: FeedPage) -> Job[bool]:
        """Whether a page tells what can have become of it, and the last one leaves nothing untold."""
        if not self.store.all_owed(0, most=1):
            return True
        told = _told_by(page)
        for one in self.store.owed([name for _kind, name in told]):
            version = told.get((one.kind, one.name))
            if version is not None and not follows(version, one.version):
                return _denied(one)
            if version is not None:
                self._told.add(one.row)
        return True if page.has_more else (yield from self._is_there_untold(page.cursor))

    def _is_there_untold(self, cursor: str) -> Job[bool]:
        """Ask for what was not told: of a request that changed nothing there is nothing to tell."""
        last = 0
        while portion := self.store.all_owed(last):
            last = portion[-1].row
            for one in portion:
                if one.row in self._told:
                    continue
                yield Progress("sync.pull", 0)
                if not self._is_there(one) and not self._is_told_since(one, cursor):
                    return _denied(one)
                self._told.add(one.row)
        return True

    def _is_there(self, one: Owed) -> bool:
        try:
            if one.kind == PHOTO:
                photo = self.remote.photo(one.name)
                version = GONE if photo is None else photo.version
            else:
                version = self._thing(ThingKind(one.kind), one.name)
        except Unintelligible:  # it is there, though not as it can be
            return one.version != GONE
        if version == GONE:
            return one.version == GONE
        return version is None or follows(version, one.version)

    def _thing(self, kind: ThingKind, uid: str) -> str | None:
        if kind is ThingKind.STACK:
            there = self.remote.shelf.stacks([uid]).get(uid)
        else:
            key = self.store.things.keys(kind).get(uid)
            there = None if key is None else self.remote.shelf.one(kind, key)
        return GONE if there is None else there.version

    def _is_told_since(self, one: Owed, cursor: str) -> bool:
        """Whether somebody has changed or deleted it a moment ago."""
        while not isinstance(page := self.remote.changes(cursor), Stale):
            version = _told_by(page).get((one.kind, one.name))
            if version is not None:
                return follows(version, one.version)
            if not page.has_more:
                return False
            cursor = page.cursor
        return False


def _told_by(page: FeedPage) -> dict[tuple[str, str], str]:
    """Which version a page tells of what; of what went and came again, what came last."""
    told: dict[tuple[str, str], str] = {}
    for one in page.changes:
        if isinstance(one, RemotePhoto):
            told[PHOTO, one.key] = one.version or ""
        else:
            told[PHOTO, one.uid] = GONE
    return told | {(one.kind.value, one.uid): one.told for one in page.things}


def _denied(one: Owed) -> bool:
    log.info("the server has another past than it had", kind=one.kind, name=one.name)
    return False
