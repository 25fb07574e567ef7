"""Collections, searches and shoots: after the photos of a round both sides of each are held together.

They are few and nothing of them waits in an outbox: only those are looked at that are new on a side, have
been changed, or are gone. What is decided is written down before it goes; when the answer is there it is
settled once more, so that what was changed meanwhile is found. One that is refused holds up no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import _
from imalink_desktop.catalog.reads.things import OpenThing
from imalink_desktop.catalog.things import FEW, Going, Listed, ThingKind
from imalink_desktop.sync.shelf import MOST_PHOTOS, Act, Became, Passed
from imalink_desktop.sync.things_here import ThingsHere
from imalink_desktop.sync.transport import Ambiguous
from imalink_desktop.sync.values import Busy, Refused, Remote, ServerTrouble, SignInNeeded

log = logger(__name__)

_PASSES = 3
"""One that takes over a name, or a place, may make another one change that was settled before it."""
_AGAIN = 4
"""So often one is settled in one go, should somebody else change it at the same time."""


@dataclass(slots=True)
class Settling:
    """One go at all of them."""

    here: ThingsHere
    remote: Remote
    overruled: list[str] = field(default_factory=list)
    """The names of those in which what was said here gave way."""
    has_told: bool = False
    """Whether anything was said to the server."""
    _open: dict[str, OpenThing] = field(default_factory=dict)
    _failed: set[str] = field(default_factory=set)
    """Not tried again in this round."""

    def run(self) -> Job[None]:
        """Settle whatever is open."""
        for kind in FEW:
            if kind not in self.remote.abilities.things:
                continue
            yield Progress("sync.things", 0)
            self.here.take_away(kind)
            for _pass in range(_PASSES):
                self._open = {one.uid: one for one in self.here.open(kind) if one.uid not in self._failed}
                if not self._open:
                    break
                yield from self._bury(kind)
                for done, uid in enumerate(list(self._open)):
                    yield Progress("sync.things", done)
                    self._one(kind, uid)

    def _bury(self, kind: ThingKind) -> Job[None]:
        """Tell of those that were deleted here, the last made first: what lies in another goes before it."""
        gone = [one for one in self._open.values() if not one.is_here and (one.was_here or not one.key)]
        for one in reversed(gone):
            yield Progress("sync.things", 0)
            with self._holding_up_nobody(kind, one.uid):
                if self._is_buried(kind, one):
                    self.here.forget(kind, [one.uid])
                    del self._open[one.uid]

    def _is_buried(self, kind: ThingKind, one: OpenThing) -> bool:
        """Whether the server has it no more; one that was changed there comes back instead."""
        version = one.version
        if one.key is None:
            return True
        if one.must_ask:
            now = self.remote.shelf.one(kind, one.key)
            if now is None:
                return True
            if not self.here.is_as_agreed(kind, one.uid, now):
                self.here.comes_back(kind, one.uid)
                return False
            version = now.version
        self.has_told = True
        became = self.remote.shelf.delete(kind, one.key, version)
        if isinstance(became, Refused):
            self._refuse(kind, one.uid, became, for_ever=True)
            del self._open[one.uid]
            return False
        if became.current is not None:
            self.here.comes_back(kind, one.uid)
        else:
            self.here.answered(kind, {one.uid: None})
        return became.current is None

    def _one(self, kind: ThingKind, uid: str) -> None:
        """Settle one; what it lies in comes before it."""
        one = self._open.pop(uid, None)
        if one is None:
            return
        with self._holding_up_nobody(kind, uid):
            listed: Listed | None = None
            if one.key is None:
                became = self._made(kind, uid)
                if became is None:
                    return
                if not isinstance(became, Listed):
                    self._refuse(kind, uid, became, for_ever=True)
                    return
                listed = became
                self.here.answered(kind, {uid: listed.version})
            elif one.must_ask or not one.was_here:
                listed = self.remote.shelf.one(kind, one.key)
                if listed is None:
                    return  # the feed tells of it in the next round
            for above in self._above(kind, uid, listed):
                self._one(kind, above)
            self._settle(kind, uid, listed)

    def _above(self, kind: ThingKind, uid: str, listed: Listed | None) -> Iterator[str]:
        """What one lies in, and what the other side does not have yet."""
        keys = self.here.keys(kind)
        here = (self.here.words(kind, uid) or {}).get("parent")
        if here is not None and here not in keys:
            yield here
        if listed is not None and listed.above is not None:
            there = next((name for name, key in keys.items() if key == listed.above), None)
            if there in self._open and not self._open[there].is_here:
                yield there

    def _made(self, kind: ThingKind, uid: str) -> Became | None:
        """The thing as it is on the server since it was made there; None when it cannot be yet."""
        words = self.here.words(kind, uid)
        if words is None:
            return None
        parent = words.get("parent")
        if parent is not None:
            self._one(kind, parent)
            key = self.here.keys(kind).get(parent)
            if key is None:
                return None
            words["parent"] = key
        self.has_told = True
        return self.remote.shelf.make(kind, uid, words)

    def _settle(self, kind: ThingKind, uid: str, listed: Listed | None) -> None:
        became: Became | None = None
        for _again in range(_AGAIN):
            settled = self.here.settle(kind, uid, listed)
            if settled.overruled is not None:
                self.overruled.append(settled.overruled)
            if settled.going is None:
                return
            parent = settled.going.words.get("parent")
            became = self._told(settled.going)
            if isinstance(became, Refused):
                self._refuse(kind, uid, became, for_ever=parent is None)
                return
            listed = became.current if isinstance(became, Passed) else became
            if listed is None:
                return  # it is gone there, which the feed tells of
            if became is listed and listed.version != settled.going.version:
                self.here.answered(kind, {uid: listed.version})
        if isinstance(became, Passed):
            self._refuse(kind, uid, became, for_ever=False)

    def _told(self, going: Going) -> Became:
        """Say it all; how the thing is then, or what came in between."""
        self.has_told = True
        shelf, version = self.remote.shelf, going.version
        became: Became = Passed(None)
        if going.words:
            became = shelf.change(going.kind, going.key, going.words, version)
            if not isinstance(became, Listed):
                return became
            version = became.version
        order = () if going.order is None else tuple(_portions(going.order))[::-1]
        acts = [(Act.TAKE, some) for some in _portions(going.taken)]
        acts += [(Act.ADD, some) for some in _portions(going.added)]
        acts += [(Act.FIRST, some) for some in order]
        for act, some in acts:
            became = shelf.arrange(going.kind, going.key, act, some, version)
            if not isinstance(became, Listed):
                return became
            version = became.version
        return became

    def _refuse(self, kind: ThingKind, uid: str, became: Refused | Passed, *, for_ever: bool) -> None:
        if isinstance(became, Refused):
            log.info("the server refused something kept beside photos", code=became.code)
            self._note(kind, uid, became.message, for_ever=became.for_ever and for_ever)
        else:
            self._note(kind, uid, _("The server has something else there."))

    def _note(self, kind: ThingKind, uid: str, why: str, *, for_ever: bool = False) -> None:
        self._failed.add(uid)
        self.here.refused(kind, uid, why, for_ever=for_ever)

    @contextmanager
    def _holding_up_nobody(self, kind: ThingKind, uid: str) -> Iterator[None]:
        """What goes wrong with one is noted there; what is about the line or who asks goes on."""
        try:
            yield
        except (Busy, SignInNeeded):
            raise
        except (Ambiguous, ServerTrouble) as trouble:
            log.info("something kept beside photos could not be told", why=trouble.sentence)
            self._note(kind, uid, trouble.sentence)


def _portions(photos: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(photos), MOST_PHOTOS):
        yield photos[start : start + MOST_PHOTOS]
