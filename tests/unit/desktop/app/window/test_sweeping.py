"""Python's garbage goes at home, between two events."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from threading import Thread, current_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop import sweeping
from imalink_desktop.app.desktop.sweeping import Sweeper


class _Knot(QObject):
    """Held by nobody but itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def sweeper(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sweeper]:
    del qtbot
    monkeypatch.setattr(sweeping, "_OFTEN", 10)
    gc.enable()
    sweeper = Sweeper()
    yield sweeper
    sweeper.end()


def _make(many: int, here: list[list[object]]) -> None:
    """Much that is kept: Python would look for garbage now and then."""
    here.extend([] for _each in range(many))


def test_what_a_thread_makes_is_swept_up_at_home(sweeper: Sweeper, qtbot: QtBot) -> None:
    swept: list[str] = []
    knot = weakref.ref(_Knot(), lambda _ref: swept.append(current_thread().name))
    thread = Thread(target=_make, args=(10_000, []), name="reader")
    thread.start()
    thread.join()
    assert knot() is not None
    sweeper.begin()
    qtbot.waitUntil(lambda: knot() is None)
    assert swept == [current_thread().name]


def test_what_outlived_a_round_goes_with_everything(sweeper: Sweeper) -> None:
    held = _Knot()
    knot = weakref.ref(held)
    gc.collect(0)
    del held
    kept: list[list[object]] = []
    _make(10_000, kept)
    sweeper.sweep()
    assert knot() is not None
    sweeper.sweep_everything()
    assert knot() is None


def test_where_little_was_made_nothing_is_looked_through(sweeper: Sweeper) -> None:
    gc.collect()
    knot = weakref.ref(_Knot())
    sweeper.sweep()
    assert knot() is not None


def test_what_has_been_loaded_is_not_looked_through_again(sweeper: Sweeper) -> None:
    before = gc.get_freeze_count()
    kept: list[list[object]] = []
    _make(100, kept)
    sweeper.settle()
    assert gc.get_freeze_count() > before + 100
