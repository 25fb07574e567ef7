"""Letters come home in order; of glimpses only the newest does."""

from __future__ import annotations

from functools import partial

import pytest

from imalink_desktop.jobs.mailbox import DoorMailbox, HandedOver


def test_letters_keep_their_order_and_glimpses_give_way() -> None:
    box, told = DoorMailbox(), list[str]()
    for number in range(5):
        box.glimpse("job", partial(told.append, f"glimpse {number}"))
    box.glimpse("other", lambda: told.append("other"))
    box.post(lambda: told.append("first"))
    box.post(lambda: told.append("second"))
    box.deliver(glimpses=False)
    assert told == ["first", "second"]
    box.deliver(glimpses=True)
    assert told == ["first", "second", "glimpse 4", "other"]
    box.deliver(glimpses=True)
    assert len(told) == 4


def test_an_end_makes_its_glimpse_old() -> None:
    box, told = DoorMailbox(), list[str]()
    box.glimpse("job", lambda: told.append("half"))
    box.post(lambda: told.append("end"), instead_of="job")
    box.deliver(glimpses=True)
    assert told == ["end"]


def test_a_job_in_a_hurry_is_shown_once_in_a_delivery() -> None:
    box, shown = DoorMailbox(), 0

    def show() -> None:
        nonlocal shown
        shown += 1
        box.glimpse("job", show)

    box.glimpse("job", show)
    box.deliver(glimpses=True)
    assert shown == 1
    box.deliver(glimpses=True)
    assert shown == 2


def test_a_long_delivery_gives_the_window_its_turn_and_comes_back() -> None:
    rung = list[str]()

    class Box(DoorMailbox):
        def soon(self) -> None:
            rung.append("soon")

        def later(self) -> None:
            rung.append("later")

    box, told = Box(), list[int]()
    for number in range(3):
        box.post(partial(told.append, number))
    box.glimpse("job", lambda: told.append(99))
    assert rung == ["soon", "later"], "one bell for all"
    box.deliver(glimpses=True, seconds=-1)
    assert told == [0]
    assert rung == ["soon", "later", "soon", "later"]
    box.close()
    box.deliver(glimpses=True, seconds=-1)
    assert told == [0, 1, 2, 99], "at closing there is nothing to wait for"


@pytest.mark.expects_log("a receiver failed")
def test_a_receiver_that_fails_keeps_nobody_from_hearing() -> None:
    box, told = HandedOver(), list[str]()
    box.post(lambda: 1 // 0)
    box.post(lambda: told.append("heard"))
    assert told == ["heard"]


def test_in_one_thread_a_letter_that_sends_another_is_finished_first() -> None:
    box, told = HandedOver(), list[str]()

    def first() -> None:
        box.post(lambda: told.append("second"))
        told.append("first")

    box.post(first)
    assert told == ["first", "second"]


def test_the_method_of_an_object_that_has_gone_is_not_called() -> None:
    class Ear:
        def hear(self, value: str) -> None:
            told.append(value)

    box, told, ear = HandedOver(), list[str](), Ear()
    weak = box.weakly(ear.hear)
    weak("here")
    del ear
    weak("gone")
    box.weakly(told.append)("a function of nobody's")
    assert told == ["here", "a function of nobody's"]


def test_a_letter_that_came_during_a_delivery_keeps_no_later_one_waiting() -> None:
    box, told = HandedOver(), list[str]()
    box.post(lambda: box.post(lambda: told.append("within")))
    box.post(lambda: told.append("after"))
    assert told == ["within", "after"]
