"""The third part of the walk: finding photos by what they are, and keeping the question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.searching.floating import Floating
from tests.tour.rest import rest, turn
from tests.tour.walk import View, Walk


def walk_finding(walk: Walk) -> None:
    """See the box, what it says, and the filters below it."""
    walk.see(
        (
            View("filters", "The filter bar, with how many each would find.", _filtered),
            View("search", "Searching, with what may be meant.", _completed),
            View("found", "What a search found.", _found),
            View("search-error", "Where a search cannot be understood, and why.", _misunderstood),
            View("nothing-found", "A search that finds nothing says what to do.", _nothing),
            View("search-help", "What can be searched for.", _helped),
            View("save-search", "Keeping a search.", _saved),
        )
    )


@contextmanager
def _filtered(walk: Walk) -> Iterator[None]:
    walk.program.actions["filter bar"].setChecked(True)
    walk.program.stage.show(parse("rating>=3"))
    yield
    walk.program.actions["filter bar"].setChecked(False)
    _all(walk)


@contextmanager
def _completed(walk: Walk) -> Iterator[None]:
    _type(walk, "rating>=3 tag:place")
    yield
    _leave(walk)


@contextmanager
def _found(walk: Walk) -> Iterator[None]:
    _type(walk, "rating>=3 flag:pick")
    _enter(walk)
    walk.program.centre.take_focus()
    yield
    _all(walk)


@contextmanager
def _misunderstood(walk: Walk) -> Iterator[None]:
    _type(walk, "rating>=3 stars>>4")
    _enter(walk)
    yield
    _leave(walk)


@contextmanager
def _nothing(walk: Walk) -> Iterator[None]:
    walk.program.stage.show(parse("zebra"))
    yield
    _all(walk)


@contextmanager
def _helped(walk: Walk) -> Iterator[None]:
    walk.program._search._help.click()
    yield
    _close_floating()


@contextmanager
def _saved(walk: Walk) -> Iterator[None]:
    walk.program.stage.show(parse("rating>=4 tag:place"))
    rest(walk.program)
    walk.program._search._save.click()
    yield
    _close_floating()
    _all(walk)


def _type(walk: Walk, text: str) -> None:
    walk.program.window.activateWindow()
    walk.program.actions["search"].trigger()
    rest(walk.program)
    QTest.keyClicks(walk.program._search.box, text)


def _enter(walk: Walk) -> None:
    turn()
    walk.program._search.box.below.hide()
    QTest.keyClick(walk.program._search.box, Qt.Key.Key_Return)
    rest(walk.program)


def _leave(walk: Walk) -> None:
    for _ in range(2):
        QTest.keyClick(walk.program._search.box, Qt.Key.Key_Escape)
    walk.program._search.box.below.hide()
    walk.program.centre.take_focus()
    _all(walk)


def _all(walk: Walk) -> None:
    walk.program.actions["everything"].trigger()
    walk.program.stage.show(EVERYTHING)
    rest(walk.program)
    walk.program.centre.show_place(0)


def _close_floating() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Floating) and widget.isVisible():
            widget.close()
    turn()
