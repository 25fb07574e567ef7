"""`Run`: a job in its thread, from its turn to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Condition, RLock
from typing import Generic, TypeVar

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.jobs.mailbox import Mailbox
from imalink_desktop.jobs.pace import Pace
from imalink_desktop.jobs.ticket import Phase, Status
from imalink_desktop.jobs.trouble import trouble

R = TypeVar("R")


class Run(Generic[R]):
    """Does a job and sends home how it stands.

    From its first step to its last the job lives in one thread; that is where it is closed.
    So a paused job keeps its thread. Where there is no other thread to go on in, `go` leaves
    a paused job, and `resume` takes it up again.
    """

    def __init__(
        self, job: Job[R], name: str, mailbox: Mailbox, tell: Callable[[Status[R]], None], *, may_wait: bool
    ) -> None:
        self.name = name
        self._job = job
        self._mailbox = mailbox
        self._tell = tell
        self._may_wait = may_wait
        # Reentrant, because at home in one thread a listener is called while we tell.
        self._lock = RLock()
        self._changed = Condition(self._lock)
        self._status: Status[R] = Status(Phase.WAITING)
        self._pace = Pace()
        self._paused = False
        self._cancelled = False
        self._left = False
        """Whether `go` left a paused job behind."""

    @property
    def ended(self) -> bool:
        """Whether its end has been sent."""
        return self._status.ended

    def pause(self) -> None:
        """Rest at the next chance."""
        with self._lock:
            self._paused = True

    def resume(self) -> None:
        """Go on."""
        with self._lock:
            self._paused = False
            self._changed.notify_all()
        self._take_up()

    def cancel(self) -> None:
        """Stop: at once if it has not begun, else at the next chance."""
        with self._lock:
            if self._cancelled or self.ended:
                return
            self._cancelled = True
            self._changed.notify_all()
            begun = self._status.phase is not Phase.WAITING
            self._send(Phase.STOPPING if begun else Phase.CANCELLED)
        if begun:
            self._take_up()
        else:
            self._job.close()  # It has not begun, so none of it is run.

    def go(self) -> None:
        """In its thread: do the job to its end, unless that came before its turn."""
        with self._lock:
            if self.ended:
                return
            self._send(Phase.RUNNING)
        self._do()

    def _do(self) -> None:
        try:
            while self._may_go_on():
                self._glimpse(next(self._job))
            if self._left:
                return
            self._job.close()
        except StopIteration as end:
            self._send(Phase.DONE, result=end.value)
        except KeyboardInterrupt:
            self._job.close()
            self._send(Phase.CANCELLED)
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a job raises, its end has to be told
            self._send(Phase.FAILED, error=trouble(error, self.name))
        else:
            self._send(Phase.CANCELLED)

    def _may_go_on(self) -> bool:
        """Between two steps: rest while it is paused. False when the job has to be closed, or left."""
        with self._lock:
            if self._paused and not self._cancelled:
                self._send(Phase.PAUSED)
                if not self._may_wait:
                    self._left = True
                    return False
                self._changed.wait_for(lambda: self._cancelled or not self._paused)
                self._wake()
            return not self._cancelled

    def _wake(self) -> None:
        self._pace.forget()
        if not self._cancelled:
            self._send(Phase.RUNNING)

    def _take_up(self) -> None:
        """Go on with a job that was left."""
        with self._lock:
            left, self._left = self._left, False
            if left:
                self._wake()
        if left:
            self._do()

    def _glimpse(self, progress: Progress) -> None:
        per_second = self._pace.note(progress)
        with self._lock:
            self._status = replace(self._status, progress=progress, per_second=per_second)
            self._mailbox.glimpse(self, partial(self._tell, self._status))

    def _send(self, phase: Phase, *, result: R | None = None, error: Trouble | None = None) -> None:
        with self._lock:
            if self.ended:
                return
            self._status = status = replace(self._status, phase=phase, result=result, error=error)
            self._mailbox.post(partial(self._tell, status), instead_of=self)
            if status.ended:
                self._tell = _to_nobody  # So that no circle of references keeps a room alive.


def _to_nobody(status: Status[R]) -> None:
    """Where nothing more will come."""
