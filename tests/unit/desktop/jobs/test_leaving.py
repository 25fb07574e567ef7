"""Waiting for what nobody can hurry: who wants to leave leaves at once."""

from __future__ import annotations

import threading

import pytest

from imalink_desktop.jobs.leaving import Leaving, Left


def test_what_is_done_is_answered_and_what_goes_wrong_is_raised() -> None:
    leaving = Leaving()
    assert leaving.wait_for(lambda: 6 * 7) == 42
    with pytest.raises(ZeroDivisionError):
        leaving.wait_for(lambda: 1 // 0)


def test_who_leaves_does_not_wait_for_what_never_ends() -> None:
    leaving, never = Leaving(), threading.Event()
    begun = threading.Event()

    def stall() -> None:
        begun.set()
        never.wait()

    def leave() -> None:
        begun.wait()
        leaving.now()

    threading.Thread(target=leave).start()
    with pytest.raises(Left):
        leaving.wait_for(stall)
    never.set()


def test_after_leaving_nothing_is_begun() -> None:
    leaving = Leaving()
    leaving.now()
    with pytest.raises(Left):
        leaving.wait_for(lambda: pytest.fail("it was begun"))
