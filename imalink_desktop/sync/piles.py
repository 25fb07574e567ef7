"""Stacks: after the photos of a round, by portions, both sides of each are held against each other.

There are as many as bursts, so no request is about one. What is decided is written down before it goes; when
the answers are there it is settled once more, so that what was changed meanwhile is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import _
from imalink_desktop.catalog.commands.piling import Pile
from imalink_desktop.catalog.reads.things import OpenThing
from imalink_desktop.catalog.things import Listed, ThingKind
from imalink_desktop.sync.shelf import MOST_PHOTOS, Became
from imalink_desktop.sync.things_here import ThingsHere
from imalink_desktop.sync.transport import Ambiguous
from imalink_desktop.sync.values import Busy, Refused, Remote, ServerTrouble, SignInNeeded

log = logger(__name__)

_PASSES = 3
"""A photo that goes from one stack to another makes both of them others."""
_AGAIN = 4
"""So often one is settled in one go, should somebody else change it at the same time."""


@dataclass(slots=True)
class Piling:
    """One go at all of them."""

    here: ThingsHere
    remote: Remote
    has_told: bool = False
    """Whether anything was said to the server."""
    _failed: set[str] = field(default_factory=set)
    """Not tried again in this round."""

    def run(self) -> Job[None]:
        """Settle whatever is open."""
        if ThingKind.STACK not in self.remote.abilities.things:
            return
        while self.here.unfold():
            yield Progress("sync.things", 0)
        done = 0
        for _pass in range(_PASSES):
            while self.here.enlist():
                yield Progress("sync.things", done)
            last = 0
            while portion := self.here.open_stacks(last):
                yield Progress("sync.things", done)
                last = portion[-1][0]
                self._portion([one for _row, one in portion if one.uid not in self._failed])
                done += len(portion)
            if not last:
                return

    def _portion(self, portion: Sequence[OpenThing]) -> None:
        asked = [one.uid for one in portion if one.must_ask]
        try:
            there = self.remote.shelf.stacks(asked) if asked else {}
        except (Busy, SignInNeeded):
            raise
        except (Ambiguous, ServerTrouble) as trouble:
            self._refuse(asked, trouble.sentence)
            there = {}
        # Of what is not there any more the feed tells in the next round.
        told: dict[str, Listed | None] = {
            one.uid: there.get(one.uid) for one in portion if not one.must_ask or one.uid in there
        }
        for _again in range(_AGAIN):
            if not told:
                return
            going = self.here.pile(told)
            told = {}
            for some in _requests(going):
                told |= self._tell(some)
        self._refuse(list(told), _("The server has something else there."))

    def _tell(self, piles: Sequence[Pile]) -> dict[str, Listed | None]:
        """Tell the server; what it has now of those that have to be settled once more."""
        self.has_told = True
        try:
            became = self.remote.shelf.pile(piles)
        except (Busy, SignInNeeded):
            raise
        except (Ambiguous, ServerTrouble) as trouble:
            log.info("stacks could not be told", why=trouble.sentence, count=len(piles))
            self._refuse([one.uid for one in piles], trouble.sentence)
            return {}
        refusal = next((one for one in became.values() if isinstance(one, Refused)), None)
        if refusal is not None and len(piles) > 1:
            return {uid: now for one in piles for uid, now in self._tell([one]).items()}
        return self._now(piles, became)

    def _now(self, piles: Sequence[Pile], became: Mapping[str, Became]) -> dict[str, Listed | None]:
        now: dict[str, Listed | None] = {}
        gone: list[str] = []
        answered: dict[str, str | None] = {}
        for one in piles:
            answer = became.get(one.uid)
            if isinstance(answer, Refused):
                log.info("the server refused a stack", code=answer.code)
                self._refuse([one.uid], answer.message, for_ever=answer.for_ever)
            elif isinstance(answer, Listed):
                now[one.uid] = answer
                if answer.version != one.version:
                    answered[one.uid] = answer.version
            elif answer is not None and answer.current is not None:
                now[one.uid] = answer.current
            elif one.is_gone:
                gone.append(one.uid)
                answered[one.uid] = None
            # Else it is gone there, or its photos are, which the feed tells of.
        self.here.answered(ThingKind.STACK, answered)
        if gone:
            self.here.forget_stacks(gone)
        return now

    def _refuse(self, uids: Sequence[str], why: str, *, for_ever: bool = False) -> None:
        for uid in uids:
            self._failed.add(uid)
            self.here.refused(ThingKind.STACK, uid, why, for_ever=for_ever)


def _requests(piles: Sequence[Pile]) -> Iterator[list[Pile]]:
    """As many as may go at once, by the number of their photos."""
    some: list[Pile] = []
    for one in piles:
        if some and sum(len(each.photos) for each in (*some, one)) > MOST_PHOTOS:
            yield some
            some = []
        some.append(one)
    if some:
        yield some
