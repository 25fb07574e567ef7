"""`Library`: the catalog as the window has it. Questions and commands go out, answers come home.

No view waits, and no view tells another to refresh: each hears `changed` and decides for itself.

    library.ask("tags", tags, self._show_tags)               # of several, the last question counts
    library.do(partial(deciding.rate, photos=ids, stars=5))  # one after the other, as they were given
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Signal
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.workers import Answer, Done
from imalink_desktop.catalog.catalog import Catalog, Look
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.drives import drives
from imalink_desktop.importing.volumes import online
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import Room
from imalink_desktop.jobs.ticket import Status, Ticket

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Question:
    ask: Callable[[Look], Any]
    answer: Callable[[Any], object]
    failed: Callable[[Trouble], object] | None


class Library:
    """Made once for a window, at home, and closed with it."""

    def __init__(self, catalog: Catalog, previews: Previews, room: Room) -> None:
        self.catalog = catalog
        self.previews = previews
        self.room = room
        self.changed = Signal[Changes]("the catalog changed")
        """At home, of every change, whoever made it."""
        self.drives_changed = Signal[frozenset[int]]("drives came or went")
        """The numbers of those that are there now."""
        self.trouble = Signal[Trouble]("something went wrong")
        """For whoever shows it: what a command or a question came to that could not be done."""
        self.online: frozenset[int] = frozenset()
        self._newest: dict[Hashable, _Question] = {}
        self._desk = room.desk(self._work, self._take)
        self._heard = catalog.changed.connect(lambda changes: room.post(partial(self._hear, changes)))
        self._closed = False

    def ask(
        self,
        about: Hashable,
        question: Callable[[Look], R],
        answer: Callable[[R], object],
        failed: Callable[[Trouble], object] | None = None,
    ) -> None:
        """Have a question answered at home. Of several about one thing only the newest has an answer.

        After closing there is none: a part of the window may still have wished to look again.
        """
        if self._closed:
            return
        asked = _Question(question, answer, failed)
        self._newest[about] = asked
        self._desk.submit(about, asked)

    def do(
        self,
        command: Callable[[Catalog], Changes | None],
        then: Callable[[Changes | None], object] | None = None,
        failed: Callable[[Trouble], object] | None = None,
    ) -> Ticket[Changes | None]:
        """Have a command carried out. What it changed is told by `changed`; `then` hears its own answer."""
        ticket = self.room.start(_as_job(command, self.catalog), "change", Lane.WRITING)

        def hear(status: Status[Changes | None]) -> None:
            if self._closed:
                return
            if status.error is not None:
                (failed or self.trouble.emit)(status.error)
            elif status.ended and then is not None and status.error is None:
                then(status.result)

        ticket.listen(hear)
        return ticket

    def look_for_drives(self) -> None:
        """See which drives are there now."""
        self.ask("drives there", _online, self._take_drives)

    def close(self) -> None:
        """Ask and hear no more."""
        self._closed = True
        self._heard.disconnect()
        self._desk.close()

    def _work(self, question: _Question) -> object:
        """In a reading thread."""
        with self.catalog.reading() as look:
            return question.ask(look)

    def _take(self, answer: Answer[_Question, object]) -> None:
        if self._closed or self._newest.get(answer.key) is not answer.task:
            return  # another question about this has been asked meanwhile
        del self._newest[answer.key]
        if isinstance(answer, Done):
            answer.task.answer(answer.value)
        else:
            (answer.task.failed or self.trouble.emit)(answer.error)

    def _hear(self, changes: Changes) -> None:
        if not self._closed:
            self.changed.emit(changes)
            if "drive" in changes.rows:
                self.look_for_drives()

    def _take_drives(self, there: frozenset[int]) -> None:
        if there != self.online:
            self.online = there
            self.drives_changed.emit(there)


def _online(look: Look) -> frozenset[int]:
    known = drives(look)
    there = online(drive.volume_id for drive in known)
    return frozenset(drive.id for drive in known if drive.volume_id in there)


def _as_job(command: Callable[[Catalog], Changes | None], catalog: Catalog) -> Job[Changes | None]:
    yield Progress("working", 0)
    return command(catalog)
