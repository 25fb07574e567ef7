"""`imalink sync`: one round, and what came of it."""

from __future__ import annotations

from imalink_desktop.app.caller import Caller, caller
from imalink_desktop.app.connection import this_machine
from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.deeds.reaching import at_the_server
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.telling import tell
from imalink_desktop.app.watching import waited_for
from imalink_desktop.app.words.syncing import Syncing
from imalink_desktop.catalog.wording import counted
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import PlainRoom
from imalink_desktop.sync.dialects.choosing import what_it_cannot
from imalink_desktop.sync.engine import Outcome, sync
from imalink_desktop.sync.pulling import Asks, Decision
from imalink_desktop.sync.store import Store

_ASKED = {
    Asks.MANY_GONE: "A large part of your photos has been deleted on the server. Nothing was changed here.",
    Asks.OTHER_PAST: "The server is not as it was: it was reset, restored from a backup, or is another one. "
    "Nothing was changed here.",
    Asks.PUT_BACK: "This library was put back from a backup. What waited then may have been sent, and "
    "changed again, since; nothing was sent or received now.",
}


def run(typed: Syncing) -> int:
    """Sync once. 1 says that something has to be seen to."""
    one = caller()
    outcome, cannot = _here(typed) if one is None else _by_the_window(one, typed)
    _told(outcome, cannot, as_document=typed.json)
    if outcome.asks is not Asks.NOTHING:
        tell(f"{_ASKED[outcome.asks]} {_way_out(outcome.asks)}")
    return Exit.WITH_PROBLEMS if outcome.parked or outcome.asks is not Asks.NOTHING else Exit.DONE


def _by_the_window(one: Caller, typed: Syncing) -> tuple[Outcome, tuple[str, ...]]:
    """It has the password, or what stands for it."""
    # It says so where nobody is signed in.
    Store.of(one.catalog, one.previews, machine=this_machine(), state=typed.paths.state).home()
    return one.sync(_decision(typed))


def _here(typed: Syncing) -> tuple[Outcome, tuple[str, ...]]:
    decision = _decision(typed)
    with at_the_server(typed.paths, password_stdin=typed.password_stdin) as reached, PlainRoom() as room:
        job = sync(
            reached.store,
            reached.server,
            room.workers(Lane.SENDING),
            decision=decision,
            with_cold=reached.settings.sync.cold_previews,
        )
        return waited_for(room, job, "sync"), what_it_cannot(reached.server.abilities)


def _decision(typed: Syncing) -> Decision:
    if typed.go_on:
        return Decision.GO_ON
    return Decision.KEEP if typed.keep else Decision.LET_GO if typed.let_go else Decision.NONE


def _told(outcome: Outcome, cannot: tuple[str, ...], *, as_document: bool) -> None:
    if as_document:
        as_json(
            {
                "pushed": outcome.pushed,
                "pulled": outcome.pulled,
                "gone": outcome.gone,
                "conflicts": outcome.conflicts,
                "parked": outcome.parked,
                "pending": outcome.pending,
                "asks": outcome.asks.value or None,
                "spaces_gone": list(outcome.spaces_gone),
                "cannot": list(cannot),
            }
        )
        return
    line(f"Sent: {outcome.pushed:,}. Received: {outcome.pulled:,}. Waiting: {outcome.pending:,}.")
    if outcome.gone:
        line(f"{counted(outcome.gone, 'photo')} gone from the server, to be found here in “list is:trashed”.")
    if outcome.conflicts:
        line(f"{counted(outcome.conflicts, 'conflict')}: “imalink conflicts” shows both values.")
    if outcome.parked:
        line(f"{counted(outcome.parked, 'thing')} could not be sent, and is laid aside with the reason.")
    for name in outcome.spaces_gone:
        line(f"You are no longer in the space “{name}”: nothing of yours is shown there.")
    for each in cannot:
        line(each)


def _way_out(asks: Asks) -> str:
    if asks is Asks.MANY_GONE:
        return "Say --keep to send them again, or --let-go to put them into the trash here too."
    if asks is Asks.PUT_BACK:
        return "Say --go-on to compare it with the server; whatever is shown to fewer people stays so."
    return "Say --keep to compare everything, and to send what the server lacks again."
