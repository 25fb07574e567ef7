"""A job is started, watched, paused and stopped; it ends once, and says how."""

from __future__ import annotations

import gc
from threading import Event, get_ident

import pytest

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import InlineRoom, PlainRoom, Room
from imalink_desktop.jobs.ticket import Phase, Status
from tests.unit.desktop.jobs.waiting import Gated, counting, until


def failing(error: BaseException) -> Job[None]:
    yield Progress("about to fail", 0)
    raise error


def test_a_job_tells_how_far_it_is_and_gives_its_result_at_home(room: Room) -> None:
    told: list[tuple[int, Status[int]]] = []
    ticket = room.start(counting(100), "count")
    ticket.listen(lambda status: told.append((get_ident(), status)))
    until(room, lambda: ticket.ended)
    assert ticket.result() == 1_000
    assert {thread for thread, _ in told} == {get_ident()}
    last = told[-1][1]
    assert last.phase is Phase.DONE
    assert last.progress == Progress("counting", 99, 100)
    assert [status.ended for _, status in told].count(True) == 1
    assert room.tickets == ()


def test_who_comes_late_is_told_the_end(room: Room) -> None:
    ticket = room.start(counting(3), "count")
    until(room, lambda: ticket.ended)
    told: list[Status[int]] = []
    ticket.listen(told.append)
    assert [(status.phase, status.result) for status in told] == [(Phase.DONE, 30)]


def test_an_expected_error_is_told_as_it_is(room: Room) -> None:
    ticket = room.start(failing(Expected("The disk is full.", "Make room.")), "import")
    until(room, lambda: ticket.ended)
    assert ticket.status.phase is Phase.FAILED
    with pytest.raises(Expected, match=r"The disk is full\. Make room\."):
        ticket.result()


@pytest.mark.expects_log("work failed what='import'")
@pytest.mark.parametrize("error", [ZeroDivisionError("oh"), SystemExit(3), GeneratorExit()])
def test_anything_else_is_logged_and_told_as_a_bug(room: Room, error: BaseException) -> None:
    ticket = room.start(failing(error), "import")
    until(room, lambda: ticket.ended)
    bug = ticket.status.error
    assert isinstance(bug, Bug)
    assert "import" in str(bug)
    assert "in failing" in "".join(bug.__notes__), "it says where"
    assert bug.__cause__ is None, "and keeps nothing alive"


def test_a_job_without_a_good_end_has_no_result(threaded: Room) -> None:
    gated = Gated()
    ticket = threaded.start(gated.job(), "gated")
    with pytest.raises(Bug, match="has no result: it is waiting"):
        ticket.result()
    ticket.cancel()
    until(threaded, lambda: ticket.ended)
    with pytest.raises(Bug, match="has no result: it is cancelled"):
        ticket.result()


def test_a_cancelled_job_cleans_up_in_its_own_thread(threaded: Room) -> None:
    gated = Gated()
    ticket = threaded.start(gated.job(), "gated")
    phases: list[Phase] = []
    ticket.listen(lambda status: phases.append(status.phase))
    assert gated.begun.wait(30)
    ticket.cancel()
    ticket.cancel()
    until(threaded, lambda: ticket.ended)
    assert ticket.status.phase is Phase.CANCELLED
    assert phases.count(Phase.STOPPING) == 1
    assert gated.log == ["gated begins", "gated cleans up"]
    assert gated.threads[0] == gated.threads[1] != get_ident()


def test_cleaning_up_can_fail_too(threaded: Room) -> None:
    begun = Event()

    def job() -> Job[None]:
        try:
            while True:
                begun.set()
                yield Progress("copying", 0)
        finally:
            raise Expected("The card was pulled.")

    ticket = threaded.start(job(), "copy")
    assert begun.wait(30)
    ticket.cancel()
    until(threaded, lambda: ticket.ended)
    assert str(ticket.status.error) == "The card was pulled."


@pytest.mark.expects_log("work failed what='stubborn'")
def test_a_job_that_will_not_stop_is_a_bug(threaded: Room) -> None:
    begun = Event()

    def job() -> Job[None]:
        begun.set()
        try:
            while True:
                yield Progress("on and on", 0)
        finally:
            yield Progress("and on", 0)

    ticket = threaded.start(job(), "stubborn")
    assert begun.wait(30)
    ticket.cancel()
    until(threaded, lambda: ticket.ended)
    assert isinstance(ticket.status.error, Bug)


def test_a_job_cancelled_before_its_turn_ends_at_once_and_never_begins(threaded: Room) -> None:
    first, second, third = Gated(), Gated(), Gated()
    tickets = [
        threaded.start(each.job(name), name, on=Lane.WRITING)
        for name, each in {"first": first, "second": second, "third": third}.items()
    ]
    assert first.begun.wait(30)
    tickets[1].cancel()
    until(threaded, lambda: tickets[1].ended)
    assert not tickets[0].ended
    first.gate.set()
    third.gate.set()
    until(threaded, lambda: not threaded.tickets)
    assert [ticket.status.phase for ticket in tickets] == [Phase.DONE, Phase.CANCELLED, Phase.DONE]
    assert second.log == []


def test_writing_is_done_one_at_a_time_in_the_order_in_which_it_was_asked_for(room: Room) -> None:
    log: list[str] = []

    def job(name: str) -> Job[None]:
        log.append(f"{name} begins")
        yield Progress(name, 0)
        log.append(f"{name} ends")

    for number in range(20):
        room.start(job(str(number)), str(number), on=Lane.WRITING)
    until(room, lambda: not room.tickets)
    assert log == [f"{number} {word}" for number in range(20) for word in ("begins", "ends")]


def test_a_long_job_keeps_no_other_lane_waiting(threaded: Room) -> None:
    gated = Gated()
    long = threaded.start(gated.job(), "import", on=Lane.LONG)
    assert gated.begun.wait(30)
    rating = threaded.start(counting(1), "rate", on=Lane.WRITING)
    until(threaded, lambda: rating.ended)
    assert not long.ended


def test_a_paused_job_rests_until_it_is_resumed(threaded: Room) -> None:
    steps, allow = 0, Event()

    def job() -> Job[int]:
        nonlocal steps
        while not allow.is_set():
            steps += 1
            yield Progress("x", steps)
        return get_ident()

    ticket = threaded.start(job(), "x")
    ticket.pause()
    until(threaded, lambda: ticket.status.phase is Phase.PAUSED)
    rested = steps
    allow.set()
    assert steps == rested
    assert not ticket.ended
    ticket.resume()
    until(threaded, lambda: ticket.ended)
    assert ticket.status.phase is Phase.DONE
    assert steps == rested


def test_a_paused_job_can_be_cancelled(threaded: Room) -> None:
    gated = Gated()
    ticket = threaded.start(gated.job(), "gated")
    ticket.pause()
    until(threaded, lambda: ticket.status.phase is Phase.PAUSED)
    ticket.cancel()
    until(threaded, lambda: ticket.ended)
    assert gated.log == ["gated begins", "gated cleans up"] or gated.log == []
    with pytest.raises(Bug, match="cancelled"):
        ticket.result()


def test_in_one_thread_a_paused_job_is_left_and_taken_up_again() -> None:
    with InlineRoom() as room:
        ticket = None

        def pausing() -> Job[str]:
            for step in range(3):
                yield Progress("x", step)
            return "done"

        def pause_once(_: object) -> None:
            if room.tickets and room.tickets[0].status.progress == Progress("x", 1):
                room.tickets[0].pause()

        listening = room.told.connect(pause_once)
        ticket = room.start(pausing(), "x")
        assert ticket.status.phase is Phase.PAUSED
        listening.disconnect()
        ticket.resume()
        assert ticket.result() == "done"


def test_in_one_thread_a_paused_job_is_closed_with_the_room() -> None:
    gated = Gated()
    with InlineRoom() as room:
        room.told.connect(lambda ticket: ticket.pause())
        ticket = room.start(gated.job(), "gated")
        assert ticket.status == Status(Phase.PAUSED)
    assert ticket.status == Status(Phase.CANCELLED)
    assert gated.log == [], "it had not begun"


def test_in_one_thread_the_user_may_break_off() -> None:
    with InlineRoom() as room:
        heard: list[Phase] = []
        room.told.connect(lambda ticket: heard.append(ticket.status.phase))
        with pytest.raises(KeyboardInterrupt):
            room.start(failing(KeyboardInterrupt()), "x")
        assert heard[-1] is Phase.CANCELLED


def test_steering_that_comes_too_late_does_nothing(room: Room) -> None:
    ticket = room.start(counting(1), "count")
    until(room, lambda: ticket.ended)
    told: list[Status[int]] = []
    ticket.listen(told.append)
    for steer in (ticket.pause, ticket.resume, ticket.cancel):
        steer()
    until(room, lambda: True)
    assert [status.phase for status in told] == [Phase.DONE]


def test_a_listener_that_has_gone_is_no_error(threaded: Room) -> None:
    heard: list[Phase] = []

    class View:
        def show(self, status: Status[str]) -> None:
            heard.append(status.phase)

    gated, view = Gated(), View()
    ticket = threaded.start(gated.job(), "gated")
    ticket.listen(view.show)
    assert heard == [Phase.WAITING]
    del view
    gc.collect()
    gated.gate.set()
    until(threaded, lambda: ticket.ended)
    assert heard == [Phase.WAITING]


def test_whoever_shows_all_jobs_hears_of_all(room: Room) -> None:
    heard: dict[str, list[Phase]] = {"a": [], "b": []}
    room.told.connect(lambda ticket: heard[ticket.name].append(ticket.status.phase))
    room.start(counting(2), "a")
    room.start(counting(2), "b")
    until(room, lambda: not room.tickets)
    for phases in heard.values():
        assert phases[0] is Phase.WAITING
        assert phases[1] is Phase.RUNNING
        assert phases[-1] is Phase.DONE


def test_the_rate_and_the_time_left_are_told(threaded: Room) -> None:
    gated = Gated()

    def job() -> Job[None]:
        done = 0
        while not gated.gate.wait(0.001):
            done += 1
            yield Progress("x", done, 10**9)

    ticket = threaded.start(job(), "x")
    until(threaded, lambda: ticket.status.per_second)
    assert ticket.status.seconds_left
    assert ticket.status.seconds_left > 0
    gated.gate.set()
    until(threaded, lambda: ticket.ended)


def test_closing_ends_what_runs_and_what_waits_and_tells_of_it(threaded: Room) -> None:
    running, waiting = Gated(), Gated()
    tickets = [
        threaded.start(running.job(), "running", on=Lane.WRITING),
        threaded.start(waiting.job(), "waiting", on=Lane.WRITING),
    ]
    ends: list[tuple[str, Phase]] = []
    threaded.told.connect(
        lambda ticket: ends.append((ticket.name, ticket.status.phase)) if ticket.ended else None
    )
    assert running.begun.wait(30)
    assert threaded.close() == ()
    assert sorted(ends) == [("running", Phase.CANCELLED), ("waiting", Phase.CANCELLED)]
    assert all(ticket.ended for ticket in tickets)
    assert running.log == ["gated begins", "gated cleans up"]
    assert waiting.log == []
    with pytest.raises(Bug, match="after closing"):
        threaded.start(counting(1), "late")
    assert threaded.close() == ()


def test_closing_names_what_will_not_end(threaded: Room) -> None:
    begun, let_go = Event(), Event()

    def deaf() -> Job[None]:
        begun.set()
        let_go.wait(30)
        yield Progress("x", 0)

    ticket = threaded.start(deaf(), "a deaf job")
    assert begun.wait(30)
    assert threaded.close(0.05) == ("a deaf job",)
    assert ticket.status == Status(Phase.STOPPING)
    let_go.set()
    assert threaded.close() == ()
    assert ticket.status == Status(Phase.CANCELLED, Progress("x", 0))


def test_a_room_can_be_closed_by_somebody_it_tells(threaded: Room) -> None:
    gated = Gated()
    other = threaded.start(gated.job(), "other")
    assert gated.begun.wait(30)
    closed: list[tuple[str, ...]] = []
    ticket = threaded.start(counting(1), "last")
    ticket.listen(lambda status: closed.append(threaded.close()) if status.ended else None)
    until(threaded, lambda: closed and other.ended)
    assert closed == [()]
    assert gated.log == ["gated begins", "gated cleans up"]


def test_the_command_line_waits_for_a_result_and_hears_of_progress_meanwhile() -> None:
    with PlainRoom() as room:
        assert room.wait(room.start(counting(5), "count")) == 50
        with pytest.raises(Expected, match="no"):
            room.wait(room.start(failing(Expected("no")), "x"))


def test_a_job_leaves_no_circle_of_references_behind() -> None:
    gc.collect()
    gc.disable()
    try:
        with PlainRoom() as room:
            room.wait(room.start(counting(5), "count"))
        import weakref

        gone = weakref.ref(room)
        del room
        assert gone() is None
    finally:
        gc.enable()


def test_a_lane_that_becomes_narrower_lets_its_jobs_end_and_begins_fewer(threaded: Room) -> None:
    early, late = [Gated(), Gated()], [Gated(), Gated()]
    for each in (*early, *late):
        threaded.start(each.job(), "reading", on=Lane.READING)
    assert all(each.begun.wait(30) for each in early)
    threaded.set_width(Lane.READING, 1)
    for each in early:
        each.gate.set()
    assert late[0].begun.wait(30)
    until(threaded, lambda: threaded._lanes[Lane.READING]._driving == 1)
    assert not late[1].begun.is_set()
    for each in late:
        each.gate.set()
    until(threaded, lambda: not threaded.tickets)


def test_an_expected_error_keeps_nothing_of_its_thread_alive() -> None:
    def job() -> Job[None]:
        yield Progress("reading", 0)
        try:
            int("no number")
        except ValueError as error:
            raise Expected("The disk has gone.") from error

    with InlineRoom() as room:
        error = room.start(job(), "x").status.error
    assert error is not None
    assert (error.__cause__, error.__context__, error.__traceback__) == (None, None, None)
