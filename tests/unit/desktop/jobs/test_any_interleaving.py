"""Whatever is done in whatever order: each job that was accepted ends once, and nothing is left running."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.workers import Answer, Done
from imalink_desktop.jobs.desk import Desk
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import Room
from imalink_desktop.jobs.ticket import Phase, Ticket
from tests.unit.desktop.jobs.conftest import ALL
from tests.unit.desktop.jobs.waiting import until

lanes = st.sampled_from([Lane.WRITING, Lane.READING, Lane.LONG])
which = st.integers(0, 8)
deeds = st.one_of(
    st.tuples(st.just("start"), lanes, st.integers(0, 20)),
    st.tuples(st.just("fail"), lanes, st.integers(0, 3)),
    st.tuples(st.just("import"), st.integers(0, 20)),
    st.tuples(st.just("ask"), st.integers(0, 5)),
    st.tuples(st.just("prefer"), st.lists(st.integers(0, 20), max_size=5)),
    st.tuples(st.just("drop"), st.lists(st.integers(0, 5), max_size=3)),
    st.tuples(st.just("pause"), which),
    st.tuples(st.just("resume"), which),
    st.tuples(st.just("cancel"), which),
    st.tuples(st.just("width"), st.integers(1, 4)),
    st.tuples(st.just("gently"), st.booleans()),
    st.tuples(st.just("be at home")),
    st.tuples(st.just("close")),
)


def same(number: int) -> int:
    return number


class Story:
    """A room, what was asked of it, and what came home."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.closed = False
        self.tickets: list[Ticket[int]] = []
        self.open: Counter[str] = Counter()
        self.ends: Counter[int] = Counter()
        self.asked = 0
        self.answered = 0
        self.desk: Desk[int, int] = room.desk(same, self.hear)
        room.told.connect(self.count)

    def count(self, ticket: Ticket[int]) -> None:
        assert not self.ends[ticket.number], "nothing comes after the end"
        self.ends[ticket.number] += ticket.ended

    def hear(self, answer: Answer[int, int]) -> None:
        assert isinstance(answer, Done)
        self.answered += 1

    def job(self, steps: int, error: Exception | None = None) -> Job[int]:
        self.open["job"] += 1
        try:
            for step in range(steps):
                yield Progress("x", step)
            if error:
                raise error
            return steps
        finally:
            self.open["job"] -= 1

    def importing(self, number: int) -> Job[int]:
        done = 0
        with self.room.workers().crew(same, ahead=2) as crew:
            for task in range(number):
                crew.submit(task, task)
            for answers in crew.answers():
                done += len(answers)
                yield Progress("x", done)
        assert done == number
        return done

    def start(self, job: Job[int], lane: Lane) -> None:
        if self.closed:
            with pytest.raises(Bug, match="after closing"):
                self.room.start(job, "late", on=lane)
        else:
            self.tickets.append(self.room.start(job, "a job", on=lane))

    def do(self, deed: tuple[object, ...]) -> None:
        match deed:
            case "start", Lane() as lane, int() as steps:
                self.start(self.job(steps), lane)
            case "fail", Lane() as lane, int() as steps:
                self.start(self.job(steps, Expected("no")), lane)
            case "import", int() as number:
                self.start(self.importing(number), Lane.LONG)
            case "ask", int() as number if not self.closed:
                before = self.desk.drop([number])
                self.asked += 1 - len(before)
                self.desk.submit(number, number)
            case "drop", list() as numbers:
                self.asked -= len(self.desk.drop(numbers))
            case "prefer", list() as numbers:
                self.room.prefer(numbers)
                self.desk.prefer(numbers)
            case "pause" | "resume" | "cancel" as steer, int() as index if self.tickets:
                getattr(self.tickets[index % len(self.tickets)], steer)()
            case "width", int() as width:
                self.room.set_width(Lane.HATCHING, width)
                self.room.set_width(Lane.READING, width)
            case "gently", bool() as gently:
                self.room.set_gently(Lane.HATCHING, gently=gently)
            case ("be at home",):
                until(self.room, lambda: True)
            case ("close",):
                self.closed = True
                assert self.room.close() == ()

    def finish(self) -> None:
        """Without closing everything ends by itself, once nothing is paused."""
        if not self.closed:
            for ticket in self.tickets:
                ticket.resume()
            until(self.room, lambda: not self.room.tickets and not self.desk.left)
            assert self.answered == self.asked
        assert self.room.close() == ()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ALL)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(deeds, max_size=30))
def test_each_accepted_job_has_exactly_one_end(kind: str, done: list[tuple[object, ...]]) -> None:
    make: Callable[[], Room] = ALL[kind]
    with make() as room:
        story = Story(room)
        for deed in done:
            story.do(deed)
        story.finish()
    assert room.tickets == ()
    assert [story.ends[ticket.number] for ticket in story.tickets] == [1] * len(story.tickets)
    assert len(story.ends) == len(story.tickets)
    assert story.open["job"] == 0, "all have cleaned up"
    for ticket in story.tickets:
        assert ticket.status.phase in (Phase.DONE, Phase.CANCELLED, Phase.FAILED)
