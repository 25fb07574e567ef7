"""`OnBehalf`: what the window does itself for whoever typed it beside it: a round of syncing, an import.

There is one of each at a time in a library, whoever wished for it. So these are begun at home, as the
window begins its own, while the thread of whoever typed it waits for what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from imalink_desktop.base.events import Connection
from imalink_desktop.importing.darkroom import Wish
from imalink_desktop.importing.from_card import CopyWish, FromCard
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.jobs.ticket import Status
from imalink_desktop.ui.bringing.errand import Ended, Errand
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.syncing.standing import Answer

if TYPE_CHECKING:
    from imalink_desktop.app.desktop.rounds import Came
    from imalink_desktop.app.desktop.syncing import Syncer
    from imalink_desktop.sync.engine import Outcome
    from imalink_desktop.sync.pulling import Decision

R = TypeVar("R")

_A_MOMENT = 0.2
"""Seconds after which it is looked whether anybody still waits, and told how far it is."""


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """What one of them wished for; `is_gone` tells whether they still wait."""

    library: Library
    syncer: Syncer
    importer: Importer
    is_gone: Callable[[], bool]

    def sync(self, decision: Decision) -> tuple[Outcome, tuple[str, ...]]:
        """In their thread: have a round done, and say what came of it."""
        came = Future["Came"]()

        def hear(status: Status[Came]) -> None:
            if status.ended:
                _settle(came, status.result, status.error)

        answer = None if not decision.value else Answer[decision.name]
        self.library.room.post(partial(self.syncer.round_for, answer, hear))
        found = self._awaited(came)
        if found.outcome is None:
            raise CancelledError
        return found.outcome, found.cannot

    def bring(self, wish: Wish, copying: CopyWish | None, show: Callable[[Status[Any]], None]) -> FromCard:
        """In their thread: have this imported when its turn has come; `show` how far it is meanwhile."""
        errand = Errand(
            wish.sources,
            wish.title,
            wish.author,
            hidden=wish.leave_out is not LeaveOut.HIDDEN,
            copying=copying,
            accept_gone=wish.accept_gone,
        )
        came = Future[FromCard]()
        heard: list[Status[Any]] = []  # the last
        listening: list[Connection] = []
        ours: list[bool] = []  # whether the window would not have imported it anyhow

        def hear(status: Status[Any]) -> None:
            if self.importer.at == errand:
                heard[:] = [status]

        def end(ended: Ended) -> None:
            if ended.errand == errand and not came.done():
                _settle(came, ended.result, ended.error)

        def tell() -> None:
            for status in heard:
                show(status)

        def begin() -> None:
            listening.extend((self.importer.told.connect(hear), self.importer.ended.connect(end)))
            ours.append(self.importer.bring(errand))

        def leave() -> None:
            for connection in listening:
                connection.disconnect()
            if not came.done() and any(ours):
                self.importer.take_off(errand)

        self.library.room.post(begin)
        try:
            return self._awaited(came, tell)
        finally:
            self.library.room.post(leave)

    def _awaited(self, came: Future[R], meanwhile: Callable[[], object] = lambda: None) -> R:
        while not self.is_gone():
            with suppress(TimeoutError):
                return came.result(_A_MOMENT)
            meanwhile()
        raise CancelledError


def _settle(came: Future[R], result: R | None, error: Exception | None) -> None:
    if error is not None:
        came.set_exception(error)
    elif result is not None:
        came.set_result(result)
    else:
        came.cancel()
