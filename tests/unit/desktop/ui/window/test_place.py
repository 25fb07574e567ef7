"""Where somebody was is where the next start leads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.ui.window.memory import Memory
from tests.unit.desktop.ui.window.conftest import PHOTOS


def test_the_search_the_order_and_the_photo_are_as_they_were_left(
    qtbot: QtBot, opened: Callable[[Paths], Program], paths: Paths
) -> None:
    first = opened(paths)
    first.stage.show(parse("rating<=5"), Sort(By.RATING, descending=False))
    qtbot.waitUntil(lambda: first.stage.answered)
    first.centre.show_place(25)
    photo = first.stage.current
    first.close()
    second = opened(paths)
    assert second.stage.query == parse("rating<=5")
    assert second.stage.sort == Sort(By.RATING, descending=False)
    assert second.stage.current == photo


def test_who_left_in_the_loupe_comes_back_to_it(opened: Callable[[Paths], Program], paths: Paths) -> None:
    first = opened(paths)
    first.centre.show_place(7)
    QTest.keyClick(first.centre.grid, Qt.Key.Key_E)
    photo = first.stage.current
    first.close()
    second = opened(paths)
    assert second.centre.view == "loupe"
    assert second.centre.loupe.photo == photo


def test_what_was_chosen_and_how_far_it_was_scrolled_is_as_it_was_left(
    qtbot: QtBot, opened: Callable[[Paths], Program], paths: Paths
) -> None:
    first = opened(paths)
    grid = first.centre.grid
    grid.set_cell_size(400)
    first.centre.show_place(3)
    grid.choose(grid.selection.toggled(5).toggled(6).toggled(20).toggled(8))
    grid.scroll_to(900)
    chosen, target, top = list(grid.hit()), grid.target, grid.photos[grid.visible.start]
    assert len(chosen) == 5
    assert grid.visible.start > 0
    first.close()
    grid = opened(paths).centre.grid
    assert (list(grid.hit()), grid.target) == (chosen, target)
    qtbot.waitUntil(lambda: grid.photos[grid.visible.start] == top)


def test_who_left_a_survey_comes_back_to_it(opened: Callable[[Paths], Program], paths: Paths) -> None:
    first = opened(paths)
    grid = first.centre.grid
    grid.choose(grid.selection.only(2).toggled(4).toggled(7))
    chosen = list(grid.hit())
    first.centre.survey_chosen()
    first.close()
    second = opened(paths)
    assert second.centre.view == "survey"
    assert list(second.centre.grid.hit()) == chosen


def test_who_left_while_comparing_two_comes_back_to_the_two(
    opened: Callable[[Paths], Program], paths: Paths
) -> None:
    first = opened(paths)
    grid = first.centre.grid
    grid.choose(grid.selection.only(2).toggled(4))
    first.actions["compare"].trigger()
    QTest.keyClick(first.centre.survey, Qt.Key.Key_Right)
    QTest.keyClick(first.centre.survey, Qt.Key.Key_Right)
    two = first.centre.compared
    assert two == (grid.photos[2], grid.photos[6])
    first.close()
    second = opened(paths)
    assert (second.centre.view, second.centre.compared) == ("survey", two)
    assert second.stage.current == two[1]
    second.actions["compare"].trigger()
    second.actions["grid"].trigger()
    assert second.centre.compared is None


def test_an_open_filter_bar_is_open_again(opened: Callable[[Paths], Program], paths: Paths) -> None:
    first = opened(paths)
    first.actions["filter bar"].trigger()
    first.stage.show(parse("rating>=2 moon"))
    first.close()
    second = opened(paths)
    assert second.actions["filter bar"].isChecked()
    second.actions["filter bar"].trigger()
    second.close()
    assert not opened(paths).actions["filter bar"].isChecked()


def test_a_place_that_makes_no_sense_any_more_is_let_be(
    opened: Callable[[Paths], Program], paths: Paths
) -> None:
    memory = Memory(paths.state / "window.json")
    memory.keep(
        "place",
        {
            "query": "nonsense>>",
            "sort": "by moonlight",
            "photo": 10**9,
            "view": "loupe",
            "chosen": [[1], 7],
            "compared": [1],
        },
    )
    paths.state.mkdir(parents=True, exist_ok=True)
    memory.write()
    program = opened(paths)
    assert len(program.stage.shown.photos) == PHOTOS
    assert program.centre.view == "grid"
