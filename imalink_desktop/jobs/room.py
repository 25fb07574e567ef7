"""`Room`: starts jobs, lends workers, answers requests; and leaves nothing running when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, Self, TypeVar
from weakref import WeakSet

from imalink_desktop.base.errors import Bug
from imalink_desktop.base.events import Signal
from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job
from imalink_desktop.base.workers import AHEAD, Answer, Key, Workers
from imalink_desktop.jobs.budget import Budget
from imalink_desktop.jobs.crew import LaneWorkers, NoWorkers
from imalink_desktop.jobs.desk import Desk
from imalink_desktop.jobs.lanes import WIDTHS, Lane
from imalink_desktop.jobs.mailbox import DoorMailbox, HandedOver, Mailbox
from imalink_desktop.jobs.running import Run
from imalink_desktop.jobs.threads import PlainThreads, ThisThread, Threads
from imalink_desktop.jobs.ticket import Status, Ticket
from imalink_desktop.jobs.traffic import Traffic

log = logger(__name__)

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 30.0
"""Seconds that closing waits: longer than the longest that decoding one file may take."""


class Room:
    """Made, used and closed by one thread: its home, where everything is told."""

    def __init__(self, threads: Threads, mailbox: Mailbox, widths: Mapping[Lane, int] = WIDTHS) -> None:
        self.told = Signal[Ticket[Any]]("a job told how it stands")
        """Of every job, for whoever shows them all."""
        self._threads = threads
        self._mailbox = mailbox
        self._lanes = {lane: Traffic(threads, widths[lane]) for lane in Lane}
        self._numbers = count(1)
        self._runs: dict[int, Run[Any]] = {}
        self._tickets: dict[int, Ticket[Any]] = {}
        # A desk that was closed may go; until then its lane knows it.
        self._desks: WeakSet[Desk[Any, Any]] = WeakSet()
        self._closed = False

    @property
    def tickets(self) -> tuple[Ticket[Any], ...]:
        """The jobs that have not ended, in the order in which they were started."""
        return tuple(self._tickets.values())

    def start(self, job: Job[R], name: str, on: Lane = Lane.LONG) -> Ticket[R]:
        """Have a job done when its turn on that lane has come."""
        if self._closed:
            job.close()
            raise Bug(f"{name} came after closing")
        number = next(self._numbers)

        def tell(status: Status[R]) -> None:
            if status.ended:
                del self._runs[number], self._tickets[number]
            ticket.tell(status)
            self.told.emit(ticket)

        lane = self._lanes[on]
        run = Run(job, name, self._mailbox, tell, may_wait=lane.may_wait)
        ticket: Ticket[R] = Ticket(number, name, on, run, self._mailbox)
        self._runs[number], self._tickets[number] = run, ticket
        self.told.emit(ticket)
        lane.do(run.go)
        return ticket

    def workers(self, on: Lane = Lane.HATCHING, budget: Budget | None = None) -> Workers:
        """Workers for a job, or for the thread that runs one itself."""
        lane = self._lanes[on]
        return LaneWorkers(lane, budget) if lane.may_wait else NoWorkers()

    def desk(
        self,
        work: Callable[[T], R],
        receiver: Callable[[Answer[T, R]], object],
        on: Lane = Lane.READING,
        ahead: int = AHEAD,
    ) -> Desk[T, R]:
        """Make a desk for requests; its answers come to the receiver, at home."""
        if self._closed:
            raise Bug("a desk came after closing")
        desk = Desk(work, receiver, self._lanes[on], self._mailbox, ahead)
        self._desks.add(desk)
        return desk

    def post(self, letter: Callable[[], object]) -> None:
        """Have this called at home; from any thread."""
        self._mailbox.post(letter)

    def prefer(self, keys: Iterable[Key], on: Lane = Lane.HATCHING) -> None:
        """Have the workers of a lane begin with these: what is on the screen. The last call counts."""
        self._lanes[on].prefer(keys)

    def set_width(self, on: Lane, width: int) -> None:
        """Do so much at once on a lane."""
        self._lanes[on].set_width(width)

    def set_gently(self, on: Lane, *, gently: bool) -> None:
        """Leave half of a lane's width to others, as while the photographer works; or no more."""
        self._lanes[on].set_gently(gently=gently)

    def close(self, seconds: float = PATIENCE) -> tuple[str, ...]:
        """Stop everything and wait. Names what would not end in that time; it may be asked again.

        Neither Qt nor Python leaves a program in order while a thread of it runs: if
        something is named for good, only `os._exit` ends the program.
        """
        self._closed = True
        for run in tuple(self._runs.values()):
            run.cancel()
        for desk in tuple(self._desks):
            desk.close()
        all_ended = self._threads.close(seconds)
        if all_ended:
            self._mailbox.close()
        self._mailbox.deliver(glimpses=True)
        if all_ended:
            return ()
        named = {ticket.lane for ticket in self.tickets}
        others = (lane for lane, traffic in self._lanes.items() if traffic.busy and lane not in named)
        return (*(ticket.name for ticket in self.tickets), *others)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if left := self.close():
            log.error("closing left work running", what=", ".join(left))


class PlainRoom(Room):
    """The twin for a program without an event loop: Python's threads, and a home that comes to the door."""

    def __init__(self, widths: Mapping[Lane, int] = WIDTHS) -> None:
        self._door = DoorMailbox()
        super().__init__(PlainThreads(), self._door, widths)

    def wait(self, ticket: Ticket[R]) -> R:
        """Take in what is told until this job has ended; its result, or what went wrong."""
        while not ticket.ended:
            self._door.wait()
        return ticket.result()


class InlineRoom(Room):
    """The twin for tests: everything is done and told at once, in this thread."""

    def __init__(self) -> None:
        super().__init__(ThisThread(), HandedOver())
