"""The room of the window: threads of a pool of Qt's, and a mailbox that the event loop empties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

from imalink_desktop.jobs.lanes import WIDTHS, Lane
from imalink_desktop.jobs.mailbox import AT_ONCE, OFTEN, Mailbox
from imalink_desktop.jobs.room import Room
from imalink_desktop.jobs.threads import MOST, Work


class Deliver(Protocol):
    """A mailbox's `deliver`."""

    def __call__(self, *, glimpses: bool, seconds: float) -> None:
        """Call what has come."""
        ...


class QtRoom(Room):
    """Make it in the thread of the window."""

    def __init__(self, widths: Mapping[Lane, int] = WIDTHS) -> None:
        super().__init__(QtThreads(), QtMailbox(), widths)


class QtThreads:
    """Those of a pool of its own: nobody else's work is waited for at closing."""

    may_wait = True

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(MOST)

    def start(self, work: Work) -> None:
        """Do this in a thread of the pool, which owns what it runs, and deletes it after."""
        self._pool.start(_Runnable(work))

    def close(self, seconds: float) -> bool:
        """Wait for what is under way; then the threads end too."""
        return self._pool.waitForDone(round(seconds * 1000))


class _Runnable(QRunnable):
    """Work for a pool. It holds no object of Qt's: it is deleted in the thread that ran it."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        """Do it; it tells by itself what went wrong."""
        self._work()


class QtMailbox(Mailbox):
    """Rings a bell that hangs at home; the event loop answers it."""

    def __init__(self) -> None:
        super().__init__()
        self._bell = _Bell(self.deliver)

    def soon(self) -> None:
        """Have the event loop deliver."""
        self._bell.rung.emit()

    def later(self) -> None:
        """Have the event loop deliver glimpses too, after a while."""
        self._bell.glimpsed.emit()

    def alive(self, receiver: object) -> bool:
        """Whether Qt has not deleted it."""
        return isValid(receiver)

    def close(self) -> None:
        """Take the bell down."""
        if not self._closed:
            super().close()
            self._bell.take_down()


class _Bell(QObject):
    """Lives at home, so what other threads emit comes through its event loop."""

    rung = Signal()
    glimpsed = Signal()

    def __init__(self, deliver: Deliver) -> None:
        super().__init__()
        self._deliver: Deliver | None = deliver
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(OFTEN * 1000))
        self._timer.timeout.connect(self.look)
        self.rung.connect(self.answer, Qt.ConnectionType.QueuedConnection)
        self.glimpsed.connect(self.wait, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def answer(self) -> None:
        """Somebody rang."""
        if self._deliver:
            self._deliver(glimpses=False, seconds=AT_ONCE)

    @Slot()
    def wait(self) -> None:
        """There is something to see, in a while."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """The while is over."""
        if self._deliver:
            self._deliver(glimpses=True, seconds=AT_ONCE)

    def take_down(self) -> None:
        """Ring no more; whatever is still on its way comes to nothing.

        The circle of bell and mailbox ends here: the garbage collector, in whatever thread
        it happens to run, must find nothing of Qt's.
        """
        self._deliver = None
        self._timer.stop()
        self.deleteLater()
