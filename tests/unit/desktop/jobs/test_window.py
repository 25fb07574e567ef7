"""What is so only in the window: Qt's pools, its event loop, and objects it has deleted."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QThread

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.mailbox import OFTEN
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.jobs.ticket import Phase, Status
from tests.unit.desktop.jobs.waiting import Gated, counting, until


@pytest.fixture
def room(request: pytest.FixtureRequest) -> Iterator[QtRoom]:
    request.getfixturevalue("qapp")
    with QtRoom() as made:
        yield made


class Label(QObject):
    """Something in a window."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Phase] = []

    def show(self, status: Status[str]) -> None:
        assert QThread.currentThread() is self.thread()
        self.heard.append(status.phase)


def test_a_job_in_a_hurry_tells_twenty_times_a_second(room: QtRoom) -> None:
    told: list[float] = []
    ticket = room.start(counting(300_000), "count")
    ticket.listen(lambda _: told.append(time.monotonic()))
    began = time.monotonic()
    until(room, lambda: ticket.ended)
    # Waiting, running, done, and glimpses between; Qt's coarse timers may come a twentieth early.
    assert len(told) <= 4 + (time.monotonic() - began) / (OFTEN * 0.9)


def test_the_last_glimpse_before_a_long_silence_is_shown(room: QtRoom) -> None:
    gated = Gated()

    def job() -> Job[None]:
        for done in range(1_000):
            yield Progress("x", done)
        gated.begun.set()
        gated.gate.wait(30)

    ticket = room.start(job(), "x")
    until(room, lambda: ticket.status.progress == Progress("x", 999))
    assert gated.begun.is_set()
    gated.gate.set()


def test_a_listener_that_qt_has_deleted_is_no_error(room: QtRoom) -> None:
    gated, label = Gated(), Label()
    ticket = room.start(gated.job(), "gated")
    ticket.listen(label.show)
    assert label.heard == [Phase.WAITING]
    label.deleteLater()
    QCoreApplication.sendPostedEvents(label, QEvent.Type.DeferredDelete.value)
    gated.gate.set()
    until(room, lambda: ticket.ended)
    assert label.heard == [Phase.WAITING]


def test_a_label_is_told_in_its_own_thread(room: QtRoom) -> None:
    label = Label()
    ticket = room.start(counting(3), "count")
    ticket.listen(label.show)  # type: ignore[arg-type]  # it looks at the phase only
    loop = QEventLoop()
    room.told.connect(lambda told: loop.quit() if told.ended else None)
    loop.exec()
    assert label.heard[-1] is Phase.DONE


def test_events_that_come_after_closing_do_no_harm(room: QtRoom) -> None:
    tickets = [room.start(counting(10), "count") for _ in range(20)]
    assert room.close() == ()
    assert all(ticket.ended for ticket in tickets)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_ten_thousand_small_jobs_end(room: QtRoom) -> None:
    ended = 0

    def count(ticket: object) -> None:
        nonlocal ended
        ended += ticket.ended  # type: ignore[attr-defined]

    room.told.connect(count)
    for number in range(10_000):
        room.start(counting(1), str(number), on=Lane.READING)
    until(room, lambda: ended == 10_000)
