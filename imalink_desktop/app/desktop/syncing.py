"""`Syncer`: one round after the other, whoever wished for it, and how it stands with the server.

`timetable` says when one begins by itself: but not while it is paused, on a line that costs money, or while
somebody has to be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from imalink_desktop.app.desktop import past_rounds
from imalink_desktop.app.desktop.network import Network
from imalink_desktop.app.desktop.rounds import Came, Rounds
from imalink_desktop.app.desktop.timetable import Timetable
from imalink_desktop.base.clock import now
from imalink_desktop.base.errors import Bug, Expected, Trouble
from imalink_desktop.base.events import Connection, Signal
from imalink_desktop.base.paths import Paths
from imalink_desktop.base.progress import Job
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.outbox import COLD, EGG
from imalink_desktop.catalog.reads.syncing import Apart, apart
from imalink_desktop.catalog.sides import NOTHING_SAID
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.leaving import Leaving
from imalink_desktop.jobs.ticket import Phase, Status, Ticket
from imalink_desktop.settings.schema import Settings
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.resting import Rest
from imalink_desktop.ui.syncing.hub import SignedIn, SignIn
from imalink_desktop.ui.syncing.standing import Account, Answer, Question, Round, Standing
from imalink_desktop.ui.wording import _

if TYPE_CHECKING:
    from imalink_desktop.sync.accounts import Keys
    from imalink_desktop.sync.groups import Groups

R = TypeVar("R")

_LEFT_KEPT = 10_000


class Syncer(QObject):
    """A `hub.Syncing`. Made at home, begun when the window can be seen, closed before the library."""

    def __init__(
        self,
        library: Library,
        paths: Paths,
        settings: Settings,
        *,
        keys: Keys | None = None,
        network: Network | None = None,
        random: Random | None = None,
    ) -> None:
        super().__init__()
        self.changed = Signal[Standing]("how it stands with the server")
        self.network = network or Network()
        self._library, self._settings = library, settings
        self._jobs = Rounds(library, paths, keys)
        self._standing = Standing()
        self._travels = frozenset({*NOTHING_SAID, EGG, COLD})
        self._left: frozenset[int] = frozenset()
        self._expected = 0
        self._ticket: Ticket[Came] | None = None
        self._given_up, self._leaving = Leaving(), Leaving()
        self._again = self._begun = self._closed = self._has_signed_in = False
        self._timetable = Timetable(self, self._round, random)
        self._counting = Rest(self._count)
        self._connections: tuple[Connection, ...] = (
            library.changed.connect(self._hear),
            self.network.changed.connect(self._network),
        )

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        return self._standing

    @property
    def left(self) -> Collection[int]:
        """What was refused and left at that."""
        return self._left

    @property
    def settings(self) -> Settings:
        """When, and how much of the line."""
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        wants_large = settings.sync.cold_previews and not self._settings.sync.cold_previews
        self._settings = settings
        self._look_at_the_line()
        self._set_clock()
        if self._begun:
            self._count()
            if wants_large and settings.sync.when != "asked":
                self._timetable.after_a_change()

    def begin(self) -> None:
        """Look how it stands, and begin in a while."""
        self._begun = True
        self.network.begin()
        self._look_at_the_line()
        self._count()
        self._set_clock()
        if self._settings.sync.when != "asked":
            self._timetable.after_the_start()

    def sync_now(self) -> None:
        """Begin a round at once, whatever is set about when."""
        if self._standing.account is None or self._closed:
            return
        if self._ticket is not None:
            self._again = True
        else:
            self._start(None)

    def round_for(self, answer: Answer | None, hear: Callable[[Status[Came]], object]) -> None:
        """One that was asked for elsewhere: at once, or when the one that runs has ended."""
        if (running := self._ticket) is not None:
            running.listen(lambda status: self.round_for(answer, hear) if status.ended else None)
        elif not self._closed:
            self._tell(asks=self._standing.asks if answer is None else Question.NONE)
            self._start(answer).listen(hear)

    def pause(self) -> None:
        """Begin none by itself, and end the one that runs."""
        self._tell(is_paused=True)
        self.cancel()

    def resume(self) -> None:
        """Go on."""
        self._tell(is_paused=False)
        self._timetable.at_once()

    def cancel(self) -> None:
        """End the round that runs; what it did stays."""
        self._again = False
        if self._ticket is not None:
            self._given_up.now()
            self._ticket.cancel()

    def answer(self, answer: Answer) -> None:
        """Go on with that."""
        if self._ticket is None and self._standing.account is not None:
            self._tell(asks=Question.NONE)
            self._start(answer)

    def leave(self, rows: Collection[int]) -> None:
        """Do not ask about these refused things any more."""
        self._left = frozenset(sorted(self._left | set(rows))[-_LEFT_KEPT:])
        self._count()

    def accounts(self, then: Callable[[list[Account]], object]) -> None:
        """Tell which accounts are known; home first."""
        self._do(self._jobs.known(), _("Accounts"), then, self._library.trouble.emit)

    def sign_in(
        self, wish: SignIn, then: Callable[[SignedIn], object], failed: Callable[[Trouble], object]
    ) -> None:
        """Sign in, in place of whoever was."""

        def done(came: SignedIn) -> None:
            self._timetable.went_well()
            self._tell(is_signed_out=False, is_offline=False, trouble="", cannot=came.cannot)
            self._has_signed_in = True
            self._count()
            then(came)

        self.cancel()
        self._do(self._jobs.sign_in(self._settings, wish, self._leaving), _("Signing in"), done, failed)

    def sign_out(
        self, account: Account, then: Callable[[], object], failed: Callable[[Trouble], object]
    ) -> None:
        """Sign out, and forget what proved who it was."""

        def done(_nothing: None) -> None:
            self._count()
            then()

        if account.is_home:
            self.cancel()
        self._do(self._jobs.sign_out(self._settings, account, self._leaving), _("Signing out"), done, failed)

    def with_spaces(
        self,
        work: Callable[[Groups], R],
        then: Callable[[R], object],
        failed: Callable[[Trouble], object],
    ) -> None:
        """Do something about the spaces there, beside the window."""
        self._do(self._jobs.with_spaces(self._settings, work, self._leaving), _("Spaces"), then, failed)

    def state(self) -> dict[str, Any]:
        """What to keep until the next start."""
        rounds = past_rounds.as_json(self._standing.rounds)
        return {"paused": self._standing.is_paused, "left": sorted(self._left), "rounds": rounds}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as it was left, as far as that makes sense."""
        left = state.get("left")
        if isinstance(left, list):
            self._left = frozenset(row for row in left if isinstance(row, int))
        rounds = past_rounds.from_json(state.get("rounds"))
        self._tell(is_paused=state.get("paused") is True, rounds=rounds)

    def close(self) -> None:
        """Begin nothing more. What is under way ends at once, whatever the server does."""
        self._closed = True
        self._leaving.now()
        self._timetable.close()
        self._counting.close()
        for connection in self._connections:
            connection.disconnect()
        self.cancel()

    def _round(self) -> None:
        """By itself, if nothing stands in the way."""
        standing = self._standing
        held = standing.is_paused or standing.is_metered or self._timetable.is_holding_back
        if standing.account is None or held or standing.is_held_up:
            return
        if self._ticket is not None:
            self._again = True
        elif not self._closed:
            self._start(None)

    def _set_clock(self) -> None:
        sync = self._settings.sync
        is_set = self._begun and sync.when in ("on_change", "every")
        self._timetable.every(sync.every_minutes if is_set else None)

    def _look_at_the_line(self) -> None:
        self._tell(is_metered=self.network.is_metered and self._settings.sync.only_unmetered)

    def _network(self, _told: None) -> None:
        """Back again, or not so dear any more."""
        was_held = self._standing.is_metered
        self._look_at_the_line()
        if not self.network.is_there:
            self._tell(is_offline=True, trouble=_("There is no network."))
        elif self._standing.is_offline or (was_held and not self._standing.is_metered):
            self._timetable.with_the_network()

    def _hear(self, _changes: Changes) -> None:
        self._counting.wish()

    def _count(self) -> None:
        self._counting.begin()
        travels = self._travels
        self._library.ask((self, "apart"), lambda look: apart(look, travels), self._take)

    def _take(self, found: Apart) -> None:
        self._counting.end()
        if self._closed:
            return
        account = None if found.home is None else Account(found.home.url, found.home.username)
        if account != self._standing.account:
            self._expected = 0
            self._tell(is_signed_out=False, is_offline=False, has_heard=False, trouble="")
            self._tell(asks=Question.NONE, cannot=())
        self._tell(
            account=account,
            waiting=found.waiting,
            large=found.large if self._settings.sync.cold_previews else 0,
            conflicts=found.conflicts if account is not None else 0,
            parked=len(found.parked - self._left),
        )
        if self._has_signed_in and account is not None:
            self._has_signed_in = False
            self._timetable.at_once()
        more, self._expected = found.waiting > self._expected, found.waiting
        if more and self._settings.sync.when == "on_change" and self._begun:
            self._timetable.after_a_change()

    def _start(self, answer: Answer | None) -> Ticket[Came]:
        self._timetable.begun()
        self._again = False
        self._given_up = Leaving()
        job = self._jobs.round(self._settings, answer, self._given_up)
        self._ticket = self._library.room.start(job, _("Syncing"), Lane.ROUNDS)
        self._tell(is_syncing=True, progress=None)
        self._ticket.listen(self._told)
        return self._ticket

    def _told(self, status: Status[Came]) -> None:
        if self._closed:
            return
        if not status.ended:
            self._tell(progress=status.progress)
            return
        self._ticket = None
        self._tell(is_syncing=False, progress=None)
        if status.result is not None:
            self._came(status.result)
        elif status.phase is Phase.FAILED and not self._given_up.is_due:
            self._failed(status.error)
        self._count()
        if self._again:
            self._timetable.at_once()

    def _came(self, came: Came) -> None:
        self._timetable.went_well()
        self._travels = came.travels
        heard = self._standing.has_heard or came.asks is Question.NONE
        self._tell(is_offline=False, is_signed_out=False, trouble="", has_heard=heard)
        self._tell(asks=came.asks, cannot=came.cannot)
        done = Round(_moment(), came.pushed, came.pulled)
        self._note(replace(done, spaces_gone=came.spaces_gone, overruled=came.overruled))

    def _failed(self, error: Trouble | None) -> None:
        """Try again later, but for what only somebody can help with."""
        from imalink_desktop.sync.values import Busy, SignInNeeded

        if isinstance(error, Bug):
            self._library.trouble.emit(error)
        words = str(error) if isinstance(error, Expected) else _("Something went wrong inside ImaLink.")
        self._note(Round(_moment(), trouble=words))
        if isinstance(error, SignInNeeded):
            self._tell(is_signed_out=True, trouble=words)
            return
        self._tell(is_offline=True, trouble=words)
        self._timetable.failed(error.seconds if isinstance(error, Busy) else None)

    def _note(self, one: Round) -> None:
        self._tell(rounds=past_rounds.noted(self._standing.rounds, one))

    def _tell(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of `Standing`
        standing = replace(self._standing, **changes)
        if standing != self._standing:
            self._standing = standing
            self.changed.emit(standing)

    def _do(
        self,
        job: Job[R],
        name: str,
        then: Callable[[R], object],
        failed: Callable[[Trouble], object],
    ) -> None:
        ticket = self._library.room.start(job, name, Lane.ROUNDS)

        def hear(status: Status[R]) -> None:
            if self._closed or not status.ended:
                return
            if status.error is not None:
                failed(status.error)
            elif status.phase is Phase.DONE:
                then(ticket.result())

        ticket.listen(hear)


def _moment() -> str:
    return now().isoformat(timespec="seconds")
