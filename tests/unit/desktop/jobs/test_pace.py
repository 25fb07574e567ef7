"""How fast a job has been of late."""

from __future__ import annotations

from imalink_desktop.base.progress import Progress
from imalink_desktop.jobs.pace import Pace


class Clock:
    """Stands until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_rate_is_that_of_the_last_seconds() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.note(Progress("x", 0)) is None
    for _ in range(20):
        clock.now += 1
        slow = pace.note(Progress("x", int(clock.now)))
        assert slow == 1.0
    rates = []
    for second in range(20):
        clock.now += 1
        rates.append(pace.note(Progress("x", 20 + 50 * second)))
    assert rates[-1] == 50.0
    assert rates[0] != 50.0


def test_something_new_begins_a_new_rate() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.note(Progress("scanning", 0))
    clock.now = 1
    assert pace.note(Progress("scanning", 1_000)) == 1_000
    assert pace.note(Progress("hatching", 1_000)) is None
    clock.now = 2
    assert pace.note(Progress("hatching", 1_002)) == 2
    assert pace.note(Progress("hatching", 0)) is None, "it began anew"


def test_a_rest_does_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.note(Progress("x", 0))
    clock.now = 3_600
    pace.forget()
    assert pace.note(Progress("x", 1)) is None
    clock.now += 1
    assert pace.note(Progress("x", 3)) == 2


def test_no_rate_without_time_or_work() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.note(Progress("x", 0))
    assert pace.note(Progress("x", 5)) is None
    clock.now = 1
    assert pace.note(Progress("x", 0)) is None
