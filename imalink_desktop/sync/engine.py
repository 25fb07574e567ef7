"""One round of sync, and the pace of its life: pure but for what it is handed.

Less visibility goes out before anything is heard. Then what the others did is heard, all that waits is sent,
and the feed is read once more, so that our own echo is not taken for another's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from imalink_desktop.base.progress import Job
from imalink_desktop.base.workers import Workers
from imalink_desktop.catalog.outbox import EGG
from imalink_desktop.sync.grouping import hear_of_spaces, let_go_of_spaces
from imalink_desktop.sync.piles import Piling
from imalink_desktop.sync.planning import travels
from imalink_desktop.sync.pulling import Asks, Decision, Puller
from imalink_desktop.sync.pushing import Pusher
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.things import Settling
from imalink_desktop.sync.values import Field, Remote

LONGEST_PAUSE = 300.0
SOONEST = 10.0
"""Seconds: the pause after the first failure, and so soon after the network is back things go on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round did, and how things stand after it."""

    pushed: int = 0
    pulled: int = 0
    gone: int = 0
    """Photos that the server has no more, and that lie in the trash here for it."""
    conflicts: int = 0
    parked: int = 0
    pending: int = 0
    asks: Asks = Asks.NOTHING
    """Somebody has to decide before anything goes on."""
    stays_here: frozenset[Field] = frozenset()
    """What this server cannot keep."""
    spaces_gone: tuple[str, ...] = ()
    """The names of spaces that one is in no longer."""
    overruled: tuple[str, ...] = ()
    """Collections, searches and shoots, by name, of which both sides changed the same: the server's holds."""


def sync(
    store: Store,
    remote: Remote,
    workers: Workers,
    *,
    decision: Decision = Decision.NONE,
    with_cold: bool = True,
) -> Job[Outcome]:
    """One round. What stands in the way of all of it, such as no network, is raised; nothing is lost."""
    asks, decision = _begun(store, remote, decision)
    if asks is not Asks.NOTHING:
        pending, parked, conflicts = store.counts({*Field, EGG})
        return Outcome(conflicts=conflicts, parked=parked, pending=pending, asks=asks)
    store.clear_away()
    abilities = remote.abilities
    is_in_doubt = store.how_many_are_owed() > 0
    pusher = Pusher(store, remote, with_cold=with_cold)
    yield from pusher.run(only_urgent=True)
    missing = hear_of_spaces(store, remote, surely=decision is not Decision.NONE)
    puller = Puller(store, remote, workers, decision, pusher.hurry, is_first=True, is_in_doubt=is_in_doubt)
    asks = yield from puller.run()
    let_go = puller.gone
    gone: tuple[str, ...] = ()
    if asks is Asks.NOTHING:
        gone = let_go_of_spaces(store, remote, missing)
        store.doubt_no_more()
        store.take_stock()
        yield from pusher.run()
        while abilities.has_feed:
            again = Puller(store, remote, workers, hurry=pusher.hurry)
            asks = yield from again.run()
            let_go += again.gone
            if asks is not Asks.NOTHING or not pusher.overtaken:
                break
            yield from pusher.run()
    settling, piling = Settling(store.things, remote), Piling(store.things, remote)
    if asks is Asks.NOTHING:
        yield from piling.run()
        yield from settling.run()
        yield from puller.fill_in()
    if abilities.has_feed and (piling.has_told or settling.has_told):
        # The place up to which all was heard proves a server's past: it has to lie behind our own words.
        last = Puller(store, remote, workers, hurry=pusher.hurry)
        asks = yield from last.run()
        let_go += last.gone
    store.clear_away()
    pending, parked, conflicts = store.counts(travels(abilities))
    return Outcome(
        pushed=pusher.pushed,
        pulled=puller.pulled,
        gone=let_go,
        conflicts=conflicts,
        parked=parked,
        pending=pending,
        asks=asks,
        stays_here=frozenset(Field) - abilities.fields,
        spaces_gone=gone,
        overruled=tuple(settling.overruled),
    )


def _begun(store: Store, remote: Remote, decision: Decision) -> tuple[Asks, Decision]:
    """Whether anything may go before somebody is asked: from a backup, or to somebody else of the same name.

    What was decided about the one says nothing of what is asked later.
    """
    store.look_back()
    home = store.home()
    if decision is Decision.GO_ON:
        store.go_on()
        decision = Decision.NONE
    elif home.put_back is not None:
        return Asks.PUT_BACK, decision
    user = remote.me().for_good
    if home.user is None:
        store.note_user(user)
    elif home.user != user:
        if decision is Decision.NONE:
            return Asks.OTHER_PAST, decision
        store.begin_anew(user)
    return Asks.NOTHING, decision


def pause(failures: int, random: Random, asked_for: float | None = None) -> float:
    """Seconds until the next try after so many failures in a row; the server may ask for more.

    Doubled each time, up to five minutes, and never the same for two machines that failed together.
    """
    longest = min(LONGEST_PAUSE, SOONEST * 2.0 ** min(max(failures - 1, 0), 10))
    own = longest * (0.5 + random.random() / 2)
    return max(own, asked_for or 0.0)
