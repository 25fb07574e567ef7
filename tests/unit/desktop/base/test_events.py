"""Listeners hear in order, go with their objects, and do not drown each other."""

from __future__ import annotations

import gc

import pytest

from imalink_desktop.base.events import Connection, Signal


class Panel:
    """Something of the window that listens."""

    def __init__(self, heard: list[str]) -> None:
        self.heard = heard

    def hear(self, word: str) -> None:
        self.heard.append(word)


def test_everybody_hears_in_the_order_they_came() -> None:
    signal, heard = Signal[str]("word"), list[str]()
    signal.connect(lambda word: heard.append(f"first {word}"))
    signal.connect(lambda word: heard.append(f"second {word}"))
    signal.emit("hello")
    assert heard == ["first hello", "second hello"]


def test_a_method_goes_with_its_object() -> None:
    signal, heard = Signal[str]("word"), list[str]()
    panel = Panel(heard)
    signal.connect(panel.hear)
    signal.emit("one")
    del panel
    gc.collect()
    signal.emit("two")
    assert heard == ["one"]


def test_who_disconnects_hears_no_more() -> None:
    signal, heard = Signal[str]("word"), list[str]()
    panel = Panel(heard)
    connections = [signal.connect(panel.hear), signal.connect(heard.append)]
    signal.emit("one")
    for connection in connections:
        connection.disconnect()
        connection.disconnect()
    signal.emit("two")
    assert heard == ["one", "one"]


def test_who_is_disconnected_meanwhile_is_not_told_and_who_comes_hears_the_next() -> None:
    signal, heard = Signal[str]("word"), list[str]()
    others: list[Connection] = []

    def first(_: str) -> None:
        for other in others:
            other.disconnect()
        signal.connect(heard.append)

    signal.connect(first)
    others.append(signal.connect(lambda word: heard.append(f"other {word}")))
    signal.emit("one")
    assert heard == []
    signal.emit("two")
    assert heard == ["two"]


@pytest.mark.expects_log("a listener failed signal='word'")
def test_one_who_fails_does_not_stop_the_others() -> None:
    signal, heard = Signal[str]("word"), list[str]()

    def fail(word: str) -> None:
        raise ValueError(word)

    signal.connect(fail)
    signal.connect(heard.append)
    signal.emit("hello")
    assert heard == ["hello"]
