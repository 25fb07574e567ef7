"""Requests go out as values; answers come home by key."""

from __future__ import annotations

import gc
from threading import Event, get_ident

import pytest

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.workers import Answer, Done, Failed
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import Room
from tests.unit.desktop.jobs.waiting import until


class View:
    """Shows what comes."""

    def __init__(self) -> None:
        self.shown: dict[object, object] = {}
        self.threads: set[int] = set()

    def show(self, answer: Answer[int, str]) -> None:
        self.threads.add(get_ident())
        self.shown[answer.key] = answer.value if isinstance(answer, Done) else answer.error


def read(photo: int) -> str:
    if photo == 13:
        raise Expected("It is gone.")
    return f"photo {photo}"


def test_answers_come_home_by_key(room: Room) -> None:
    view = View()
    desk = room.desk(read, view.show)
    for photo in range(100):
        desk.submit(photo, photo)
    until(room, lambda: len(view.shown) == 100)
    assert view.shown[42] == "photo 42"
    assert str(view.shown[13]) == "It is gone."
    assert view.threads == {get_ident()}
    assert desk.left == 0


def test_a_view_may_ask_again_while_it_is_told(room: Room) -> None:
    shown: list[int] = []

    def show(answer: Answer[int, int]) -> None:
        assert isinstance(answer, Done)
        shown.append(answer.value)
        if answer.value < 50:
            desk.submit(0, answer.value)

    desk = room.desk(lambda number: number + 1, show)
    desk.submit(0, 0)
    until(room, lambda: len(shown) == 50)
    assert shown == list(range(1, 51))


def test_what_scrolled_away_is_not_read_and_what_is_visible_comes_first(threaded: Room) -> None:
    order: list[int] = []
    held, hold = Event(), Event()

    def work(photo: int) -> int:
        if photo < 0:
            held.set()
            assert hold.wait(30)
        order.append(photo)
        return photo

    threaded.set_width(Lane.READING, 1)
    desk = threaded.desk(work, lambda _: None)
    desk.submit(-1, -1)
    assert held.wait(30)
    for photo in range(10):
        desk.submit(photo, photo)
    desk.prefer([3, 5])
    assert desk.drop([9, 8, 7]) == (9, 8, 7)
    hold.set()
    until(threaded, lambda: desk.left == 0)
    assert order == [-1, 3, 5, 6, 4, 2, 1, 0]


def test_a_view_that_has_gone_is_no_error(threaded: Room) -> None:
    view = View()
    desk = threaded.desk(read, view.show)
    shown = view.shown
    del view
    gc.collect()
    desk.submit(1, 1)
    until(threaded, lambda: desk.left == 0)
    assert shown == {}


def test_a_closed_desk_answers_no_more(threaded: Room) -> None:
    begun, hold, view = Event(), Event(), View()

    def work(photo: int) -> str:
        begun.set()
        assert hold.wait(30)
        return read(photo)

    threaded.set_width(Lane.READING, 1)
    desk = threaded.desk(work, view.show)
    desk.submit(1, 1)
    assert begun.wait(30)
    desk.submit(2, 2)
    assert desk.close() == (2,)
    hold.set()
    until(threaded, lambda: desk.left == 0)
    assert view.shown == {}
    with pytest.raises(Bug, match="after closing"):
        desk.submit(3, 3)


def test_closing_the_room_closes_its_desks_and_names_what_still_reads(threaded: Room) -> None:
    begun, hold, view = Event(), Event(), View()

    def work(photo: int) -> str:
        begun.set()
        assert hold.wait(30)
        return read(photo)

    desk = threaded.desk(work, view.show)
    desk.submit(1, 1)
    assert begun.wait(30)
    assert threaded.close(0.05) == ("reading",)
    hold.set()
    assert threaded.close() == ()
    assert view.shown == {}
    with pytest.raises(Bug, match="after closing"):
        threaded.desk(work, view.show)


@pytest.mark.expects_log("work failed what='task 7'")
def test_a_request_that_fails_is_answered_too(room: Room) -> None:
    got: list[Answer[int, float]] = []
    desk = room.desk(lambda photo: 1 / (photo - 7), got.append)
    desk.submit(7, 7)
    until(room, lambda: got)
    assert isinstance(got[0], Failed)
    assert isinstance(got[0].error, Bug)


@pytest.mark.expects_log("a receiver failed")
def test_a_view_that_fails_is_told_the_rest(room: Room) -> None:
    got: list[object] = []

    def show(answer: Answer[int, str]) -> None:
        got.append(answer.key)
        raise ValueError

    desk = room.desk(read, show, ahead=1)
    for photo in range(20):
        desk.submit(photo, photo)
    until(room, lambda: len(got) == 20)
    assert desk.left == 0
