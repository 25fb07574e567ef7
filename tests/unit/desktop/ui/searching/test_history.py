"""Up and Down through what was asked before."""

from __future__ import annotations

from imalink_desktop.ui.searching.history import History


def test_up_goes_back_and_down_leads_to_what_was_being_typed() -> None:
    history = History(["one", "two"])
    assert [history.older("thr"), history.older("two"), history.older("one")] == ["two", "one", None]
    assert [history.newer(), history.newer(), history.newer()] == ["two", "thr", None]


def test_what_is_asked_again_becomes_the_newest_and_stands_once() -> None:
    history = History(["one", "two"])
    history.add(" one ")
    history.add("")
    assert history.texts == ("two", "one")


def test_what_stands_in_the_box_already_is_passed_over() -> None:
    assert History(["one", "two"]).older("two") == "one"


def test_fifty_are_kept() -> None:
    history = History(map(str, range(60)))
    assert (len(history.texts), history.texts[0]) == (50, "10")


def test_typing_begins_anew() -> None:
    history = History(["one", "two"])
    history.older("")
    history.stop()
    assert history.newer() is None
    assert history.older("x") == "two"
