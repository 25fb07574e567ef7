"""A crew does the tasks of a job; what comes of them is collected by the job's own thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock, Semaphore, get_ident

import pytest

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.progress import Job, Progress, run_here
from imalink_desktop.base.workers import Answer, Done, Failed, Workers
from imalink_desktop.jobs.budget import Budget
from imalink_desktop.jobs.crew import ThreadCrew
from imalink_desktop.jobs.lanes import WIDTHS, Lane
from imalink_desktop.jobs.room import InlineRoom, PlainRoom, Room
from imalink_desktop.jobs.ticket import Phase
from tests.unit.desktop.jobs.waiting import until


def all_of(workers: Workers, tasks: range, work: Callable[[int], int]) -> Job[dict[object, int]]:
    """What importing does: submit, collect in batches, say how far it is."""
    done: dict[object, int] = {}
    with workers.crew(work) as crew:
        for task in tasks:
            crew.submit(task, task)
        for answers in crew.answers():
            done.update((each.key, each.value) for each in answers if isinstance(each, Done))
            yield Progress("working", len(done), len(tasks))
    return done


def same(task: int) -> int:
    return task


def values(answers: list[Answer[int, int]]) -> list[int]:
    return [each.value for each in answers if isinstance(each, Done)]


def test_each_task_has_one_answer(room: Room) -> None:
    ticket = room.start(all_of(room.workers(), range(500), lambda task: task * 2), "double")
    until(room, lambda: ticket.ended)
    assert ticket.result() == {task: task * 2 for task in range(500)}


@pytest.mark.expects_log("work failed what='task 2'")
def test_a_bad_task_costs_nothing_but_itself(room: Room) -> None:
    def work(task: int) -> int:
        if task == 1:
            raise Expected("It is damaged.")
        return 10 // (task - 2)

    with room.workers().crew(work) as crew:
        for task in range(4):
            crew.submit(task, task)
        answers = {each.key: each for batch in crew.answers() for each in batch}
    assert answers.keys() == {0, 1, 2, 3}
    assert answers[0] == Done(0, 0, -5)
    match answers[1], answers[2]:
        case Failed(error=Expected(sentence="It is damaged.")), Failed(error=Bug()):
            pass
        case other:
            pytest.fail(f"{other}")


def test_what_is_visible_is_done_first_then_the_newest() -> None:
    with InlineRoom() as room, room.workers().crew(same) as crew:
        for task in range(6):
            crew.submit(task, task, rank=-1 if task == 5 else 0)
        crew.prefer([1, 3])
        assert crew.drop([0, 9]) == (0,)
        assert values([each for batch in crew.answers() for each in batch]) == [1, 3, 4, 2, 5]


def test_the_window_prefers_without_knowing_the_crew(threaded: Room) -> None:
    order: list[int] = []
    hold, held = Event(), Event()

    def work(task: int) -> int:
        if task < 0:
            held.set()
            assert hold.wait(30)
        order.append(task)
        return task

    threaded.set_width(Lane.HATCHING, 1)
    threaded.prefer([2, 7])
    with threaded.workers().crew(work, ahead=100) as crew:
        crew.submit(-1, -1)
        assert held.wait(30)
        for task in range(9):
            crew.submit(task, task)
        threaded.prefer([4, 2, 99])
        hold.set()
        for _ in crew.answers():
            pass
    assert order == [-1, 4, 2, 8, 7, 6, 5, 3, 1, 0]


def test_a_key_that_still_waits_is_done_once_as_asked_last(threaded: Room) -> None:
    hold, held = Event(), Event()

    def work(task: str) -> str:
        held.set()
        assert hold.wait(30)
        return task

    threaded.set_width(Lane.HATCHING, 1)
    with threaded.workers().crew(work) as crew:
        crew.submit(0, "first")
        assert held.wait(30)
        crew.submit(1, "old")
        crew.submit(1, "new")
        assert crew.left == 2
        hold.set()
        done = [each.task for batch in crew.answers() for each in batch]
    assert done == ["first", "new"]


def test_no_more_is_begun_than_may_wait_in_memory(threaded: Room) -> None:
    begun: list[int] = []
    lock = Lock()

    def work(task: int) -> int:
        with lock:
            begun.append(task)
        return task

    threaded.set_width(Lane.HATCHING, 2)
    with threaded.workers().crew(work, ahead=3) as crew:
        assert isinstance(crew, ThreadCrew)
        inbox = crew._inbox
        for task in range(100):
            crew.submit(task, task)
        collected = 0
        while crew.left:
            # All that may be begun have been, when so many answers are there.
            there = min(6, 100 - collected)
            until(threaded, lambda: len(inbox) == there)  # noqa: B023 - it is asked in this round only
            assert len(begun) == collected + there
            collected += len(crew.collect())
    assert sorted(begun) == list(range(100))


def test_leaving_waits_for_what_is_being_done_and_forgets_the_rest(threaded: Room) -> None:
    begun, done = Event(), list[int]()

    def work(task: int) -> int:
        begun.set()
        while threaded._lanes[Lane.HATCHING]._gangs:
            Event().wait(0.001)
        done.append(task)
        return task

    threaded.set_width(Lane.HATCHING, 1)
    with threaded.workers().crew(work) as crew:
        for task in range(50):
            crew.submit(task, task)
        assert begun.wait(30)
    assert len(done) == 1
    with pytest.raises(Bug, match="after closing"):
        crew.submit(99, 99)


def test_a_job_that_waits_for_its_workers_can_be_cancelled(threaded: Room) -> None:
    begun, stopping = Event(), Event()
    closed: list[str] = []

    def work(task: int) -> int:
        begun.set()
        assert stopping.wait(30)
        closed.append("task")
        return task

    def job() -> Job[None]:
        try:
            yield from (Progress("x", 0) for _ in all_of(threaded.workers(), range(9), work))
        finally:
            closed.append("job")

    threaded.set_width(Lane.HATCHING, 1)
    ticket = threaded.start(job(), "import")
    assert begun.wait(30)
    ticket.cancel()
    until(threaded, lambda: not threaded._lanes[Lane.HATCHING]._gangs)
    assert ticket.status.phase is Phase.STOPPING
    stopping.set()
    until(threaded, lambda: ticket.ended)
    assert closed == ["task", "job"], "nothing of it is still being done when it has ended"


def test_a_paused_job_begins_no_more_than_it_may_hold(threaded: Room) -> None:
    done: list[int] = []

    def job() -> Job[int]:
        return (yield from counted(all_of(threaded.workers(), range(10_000), slowly)))

    def counted(inner: Job[dict[object, int]]) -> Job[int]:
        return len((yield from inner))

    def slowly(task: int) -> int:
        done.append(task)
        return task

    threaded.set_width(Lane.HATCHING, 2)
    ticket = threaded.start(job(), "import")
    ticket.pause()
    until(threaded, lambda: ticket.status.phase is Phase.PAUSED)
    until(threaded, lambda: not threaded._lanes[Lane.HATCHING].busy)
    rested = len(done)
    assert rested < 10_000
    ticket.resume()
    until(threaded, lambda: ticket.ended)
    assert ticket.result() == 10_000


def test_workers_of_its_own_lane_would_wait_for_the_job_itself(threaded: Room) -> None:
    def job() -> Job[None]:
        yield Progress("x", 0)
        with pytest.raises(Bug, match="own lane"):
            threaded.workers(Lane.LONG).crew(same)

    ticket = threaded.start(job(), "x", on=Lane.LONG)
    until(threaded, lambda: ticket.ended)
    assert ticket.status.phase is Phase.DONE


def test_the_number_of_workers_changes_while_they_work(threaded: Room) -> None:
    lock, now, most = Lock(), 0, 0
    may_end = Semaphore(0)

    def work(task: int) -> int:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        assert may_end.acquire(timeout=30)
        with lock:
            now -= 1
        return task

    threaded.set_width(Lane.HATCHING, 1)
    with threaded.workers().crew(work, ahead=100) as crew:
        for task in range(40):
            crew.submit(task, task)
        until(threaded, lambda: now == 1)
        threaded.set_width(Lane.HATCHING, 5)
        until(threaded, lambda: now == 5)
        threaded.set_gently(Lane.HATCHING, gently=True)
        may_end.release(5)
        until(threaded, lambda: now == 2)
        with lock:
            most = 0
        may_end.release(5)
        until(threaded, lambda: may_end._value == 0 and now == 2)
        assert most == 2
        threaded.set_gently(Lane.HATCHING, gently=False)
        until(threaded, lambda: now == 5)
        may_end.release(100)
        assert sum(len(batch) for batch in crew.answers()) == 40


def test_tasks_stay_within_the_budget_that_all_crews_share(threaded: Room) -> None:
    lock, now, most = Lock(), 0, 0

    def work(megapixels: int) -> int:
        nonlocal now, most
        with lock:
            now += megapixels
            most = max(most, now)
        with lock:
            now -= megapixels
        return megapixels

    budget = Budget(50)
    workers = threaded.workers(budget=budget)
    threaded.set_width(Lane.HATCHING, 4)
    with workers.crew(work, cost=same) as one, workers.crew(work, cost=same) as two:
        for task in range(200):
            one.submit(task, task % 50)
            two.submit(task, task % 49)
        assert sum(len(batch) for crew in (one, two) for batch in crew.answers()) == 400
    assert 0 < most <= 50
    assert budget.spent == 0


@pytest.mark.expects_log("ZeroDivisionError|work failed")
def test_a_cost_that_cannot_be_told_is_the_tasks_own_trouble(threaded: Room) -> None:
    with threaded.workers(budget=Budget(1)).crew(same, cost=lambda task: 1 // task) as crew:
        crew.submit(0, 0)
        crew.submit(1, 1)
        answers = {each.key: each for batch in crew.answers() for each in batch}
    assert isinstance(answers[0], Failed)
    assert answers[1] == Done(1, 1, 1)


def test_a_crew_that_is_left_does_not_wait_for_the_budget(threaded: Room) -> None:
    budget, done = Budget(10), list[int]()
    threaded.set_width(Lane.HATCHING, 2)
    with budget.spend(10):
        with threaded.workers(budget=budget).crew(done.append, cost=same) as crew:
            crew.submit(5, 5)
            until(threaded, lambda: budget._turns)
        assert done == []
    assert budget.spent == 0


def test_tasks_are_done_elsewhere_and_collected_here(threaded: Room) -> None:
    def where(_: int) -> int:
        return get_ident()

    with threaded.workers().crew(where) as crew:
        crew.submit(1, 1)
        [answer] = [each for batch in crew.answers() for each in batch]
    assert isinstance(answer, Done)
    assert answer.value != get_ident()


def test_collecting_while_submitting_loses_nothing(room: Room) -> None:
    got: list[Answer[int, int]] = []
    with room.workers().crew(same) as crew:
        for task in range(300):
            crew.submit(task, task)
            got.extend(crew.collect())
        got.extend(each for batch in crew.answers() for each in batch)
    assert sorted(values(got)) == list(range(300))


def test_there_are_workers_without_an_event_loop() -> None:
    widths = {**WIDTHS, Lane.SENDING: 3}
    with PlainRoom(widths) as room:
        job = all_of(room.workers(Lane.SENDING), range(100), lambda task: -task)
        assert run_here(job)[99] == -99
