"""What runs: told with pace and time left, paused and stopped; and one line of it for the status bar."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QToolButton, QWidget

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.ticket import Phase, Status, Ticket
from imalink_desktop.ui.bringing.activity import Activity
from imalink_desktop.ui.bringing.activity_line import ActivityLine
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.wording import line, pace, several, time_left
from tests.unit.desktop.ui.bringing.bench import Bench, away


class Work:
    """A job that goes on when it is let."""

    def __init__(self) -> None:
        self.done = Event()

    def job(self) -> Job[None]:
        at = 0
        while not self.done.wait(0.005):
            at = min(at + 1, 40)
            yield Progress("reading photos", at, 100)


@pytest.fixture
def work() -> Iterator[Work]:
    made = Work()
    yield made
    made.done.set()


@pytest.fixture
def activity(bench: Bench) -> Iterator[Activity]:
    made = Activity(bench.library, bench.importer)
    made.resize(340, 400)
    made.show()
    yield made
    away(made)


def begun(bench: Bench, work: Work) -> Ticket[None]:
    ticket = bench.studio.room.start(work.job(), "Import of “Card 1”", Lane.LONG)
    bench.wait(lambda: ticket.status.progress is not None and ticket.status.progress.done == 40)
    return ticket


def row(activity: Activity) -> QWidget:
    (one,) = activity._rows.values()
    return one


def test_with_nothing_to_do_it_says_so(activity: Activity) -> None:
    assert activity._empty.isVisible()


def test_a_job_is_told_with_how_far_it_is(bench: Bench, activity: Activity, work: Work) -> None:
    begun(bench, work)
    bench.wait(lambda: activity._rows)
    bar = row(activity).findChild(QProgressBar)
    assert bar is not None
    bench.wait(lambda: bar.value() == 400)
    assert row(activity).accessibleName() == "Import of “Card 1”"
    assert not activity._empty.isVisible()
    work.done.set()
    bench.wait(lambda: not activity._rows)
    assert activity._empty.isVisible()


def test_a_job_is_paused_and_goes_on_and_is_stopped(bench: Bench, activity: Activity, work: Work) -> None:
    ticket = begun(bench, work)
    bench.wait(lambda: activity._rows)
    pause, stop = row(activity).findChildren(QToolButton)
    bench.wait(pause.isEnabled)
    QTest.keyClick(pause, Qt.Key.Key_Space)
    bench.wait(lambda: ticket.status.phase is Phase.PAUSED)
    bench.wait(lambda: pause.toolTip() == "Go on")
    QTest.keyClick(pause, Qt.Key.Key_Space)
    bench.wait(lambda: ticket.status.phase is Phase.RUNNING)
    stop.click()
    bench.wait(lambda: ticket.ended)
    assert ticket.status.phase is Phase.CANCELLED
    bench.wait(lambda: not activity._rows)


def test_imports_that_wait_are_listed_and_can_be_taken_off(bench: Bench, activity: Activity) -> None:
    bench.studio.put_pictures(*range(20))
    bench.importer.bring(Errand((bench.card,)))
    bench.importer.bring(Errand((bench.card / "DCIM",), title="Later"))
    activity.look()
    ((errand, waiting),) = activity._waiting
    assert errand.title == "Later"
    stop = waiting.findChildren(QToolButton)[1]
    stop.click()
    activity.look()
    assert bench.importer.waiting == ()
    assert activity._waiting == []
    bench.settle()


def test_the_photographers_own_changes_are_not_listed(bench: Bench, activity: Activity) -> None:
    bench.library.do(lambda _catalog: None)
    activity.look()
    assert activity._rows == {}
    bench.settle()


def test_the_line_tells_of_the_first_and_how_many_more_there_are(bench: Bench, work: Work) -> None:
    told = ActivityLine(bench.library)
    assert told.isHidden()
    begun(bench, work)
    bench.wait(lambda: told.words.startswith("Reading photos 40 of 100"))
    other = Work()
    begun(bench, other)
    bench.wait(lambda: told.words.endswith("· 1 more"))
    assert told.accessibleName() == told.words
    clicked: list[bool] = []
    told.clicked.connect(lambda: clicked.append(True))
    told.show()
    QTest.keyClick(told, Qt.Key.Key_Space)
    assert len(clicked) == 1
    work.done.set()
    other.done.set()
    bench.wait(told.isHidden)
    away(told)


def test_how_a_job_stands_is_put_into_words() -> None:
    running: Status[object] = Status(Phase.RUNNING, Progress("reading photos", 1204, 3000), per_second=13.815)
    assert line("Import", running) == "Reading photos 1,204 of 3,000, 2:10 min left"
    assert pace(running) == "14 a second · 2:10 min left"
    copying: Status[object] = Status(
        Phase.RUNNING, Progress("copying", 10**9, 3 * 10**9, in_bytes=True), 10**8
    )
    assert line("Import", copying) == "Copying 1.0 GB of 3.0 GB, 20 s left"
    assert pace(copying) == "100.0 MB a second · 20 s left"
    assert line("Import", Status(Phase.RUNNING, Progress("looking at files", 7))) == "Looking at files 7"
    assert line("Import", Status(Phase.WAITING)) == "Import: waiting"
    assert line("Import", Status(Phase.PAUSED)) == "Paused: Import"
    assert line("Import", Status(Phase.STOPPING)) == "Import: stopping…"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 s left"), (59.4, "59 s left"), (61, "1:01 min left"), (7_320, "2:02 h left")],
)
def test_the_time_left_is_told_no_more_exactly_than_it_is_known(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_sources_are_called_by_the_first_and_the_number_of_the_rest(bench: Bench) -> None:
    assert several([bench.card]) == "“card”"
    assert several([bench.card, *[bench.card] * 1200]) == "“card” and 1,200 more"
