"""`Ticket`: what whoever starts a job gets, to watch and to stop it. `Status`: how a job stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from imalink_desktop.base.errors import Bug, Trouble
from imalink_desktop.base.events import Connection, Signal
from imalink_desktop.base.progress import Progress, seconds_left
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.mailbox import Mailbox

R = TypeVar("R")


class Phase(StrEnum):
    """Where a job stands. The last three are its ends; each job has exactly one."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


ENDS = (Phase.DONE, Phase.CANCELLED, Phase.FAILED)


@dataclass(frozen=True, slots=True)
class Status(Generic[R]):
    """How a job stands: `result` when it is done, `error` when it failed."""

    phase: Phase
    progress: Progress | None = None
    per_second: float | None = None
    result: R | None = None
    error: Trouble | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.phase in ENDS

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes, as far as that can be said."""
        return seconds_left(self.progress, self.per_second) if self.progress else None


class Steering(Protocol):
    """What a job can be told, from any thread. Whatever comes too late does nothing."""

    def pause(self) -> None:
        """Rest at the next chance. The job keeps its turn on the lane."""
        ...

    def resume(self) -> None:
        """Go on."""
        ...

    def cancel(self) -> None:
        """Stop at the next chance; what the job does `finally` is done in its own thread."""
        ...


class Ticket(Generic[R]):
    """A job, as it is known at home. Only its steering may be touched from other threads."""

    def __init__(self, number: int, name: str, lane: Lane, steering: Steering, mailbox: Mailbox) -> None:
        self.number = number
        self.name = name
        self.lane = lane
        self.status: Status[R] = Status(Phase.WAITING)
        self.pause = steering.pause
        self.resume = steering.resume
        self.cancel = steering.cancel
        self._told = Signal[Status[R]](name)
        self._mailbox = mailbox

    @property
    def ended(self) -> bool:
        """Whether its end has come home."""
        return self.status.ended

    def listen(self, listener: Callable[[Status[R]], object]) -> Connection:
        """Tell how it stands, now and whenever that changes. Who comes late is told the end.

        The method of an object is held weakly.
        """
        weak = self._mailbox.weakly(listener)
        connection = self._told.connect(weak)
        weak(self.status)
        return connection

    def result(self) -> R:
        """What came of it. Raises what went wrong; a job that did not end well has no result."""
        if self.status.error is not None:
            raise self.status.error
        if self.status.phase is not Phase.DONE:
            raise Bug(f"{self.name} has no result: it is {self.status.phase}")
        return self.status.result  # type: ignore[return-value]  # R may itself be None

    def tell(self, status: Status[R]) -> None:
        """At home: this is how it stands now."""
        self.status = status
        self._told.emit(status)
