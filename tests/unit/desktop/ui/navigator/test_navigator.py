"""The navigator, by mouse and by keyboard; and how it follows the catalog."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import (
    collecting,
    correcting,
    deciding,
    discarding,
    remembering,
    tagging,
)
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.navigator.navigator import Navigator
from imalink_desktop.ui.stage import Stage
from tests.unit.desktop.ui.navigator.conftest import at, below, node
from tests.unit.desktop.ui.navigator.hands import (
    CONTROL,
    Key,
    Opened,
    click,
    count_of,
    go_to,
    menu_of,
    press,
)

# What is shown


def test_a_click_shows_the_photos_of_a_row_and_marks_it(
    navigator: Navigator, stage: Stage, qtbot: QtBot
) -> None:
    stage.refresh()
    qtbot.waitUntil(lambda: len(stage.shown.photos) == 57)
    assert navigator.tree.marked() == ["all"]
    click(navigator, "time/2023")
    assert navigator.tree.marked() == ["time/2023"]
    qtbot.waitUntil(lambda: len(stage.shown.photos) == count_of(navigator, "time/2023"))


def test_a_click_leaves_the_keyboard_with_the_photos(navigator: Navigator) -> None:
    navigator.tree.clearFocus()
    click(navigator, "time/2023")
    assert not navigator.tree.hasFocus()


def test_control_and_a_click_narrow_what_is_shown(navigator: Navigator, stage: Stage) -> None:
    click(navigator, "time/2024")
    click(navigator, "tag/3", CONTROL)
    assert unparse(stage.query) == "taken:2024 tag=travel/sweden"
    assert set(navigator.tree.marked()) == {"time/2024", "tag/3"}


def test_what_somebody_else_shows_is_marked_too(navigator: Navigator, stage: Stage, qtbot: QtBot) -> None:
    stage.show(parse("tag:travel rating>=4"))
    qtbot.waitUntil(lambda: navigator.tree.marked() == ["tag/1"])
    stage.show(parse("rating>=4"))
    qtbot.waitUntil(lambda: navigator.tree.marked() == [])


def test_a_row_that_is_read_later_is_marked_when_it_comes(
    navigator: Navigator, stage: Stage, opened: Opened, qtbot: QtBot
) -> None:
    stage.show(parse("taken:2024-06"))
    qtbot.waitUntil(lambda: navigator.tree.marked() == [])
    opened("time/2024")
    qtbot.waitUntil(lambda: navigator.tree.marked() == ["time/2024-06"])


def test_a_saved_search_brings_its_order(
    navigator: Navigator, stage: Stage, catalog: Catalog, opened: Opened
) -> None:
    remembering.change(catalog, "Good ones", sort=Sort(By.NAME, descending=False))
    opened("searches")
    click(navigator, "search/1")
    assert (stage.sort, stage.query) == (Sort(By.NAME, descending=False), parse("rating>=4"))


def test_a_click_on_a_group_opens_it_and_shows_nothing(navigator: Navigator, stage: Stage) -> None:
    index = at(navigator, "imports")
    click(navigator, "imports")
    assert navigator.tree.isExpanded(index)
    click(navigator, "imports")
    assert not navigator.tree.isExpanded(index)
    assert stage.query == EVERYTHING


# By keyboard


def test_arrows_go_and_enter_shows(navigator: Navigator, stage: Stage) -> None:
    go_to(navigator, "time/2024")
    press(navigator, Key.Key_Down)
    assert navigator.tree.marked() == ["all"]
    press(navigator, Key.Key_Return)
    assert unparse(stage.query) == "taken:2023"
    go_to(navigator, "tag/4")
    press(navigator, Key.Key_Return, CONTROL)
    assert unparse(stage.query) == "taken:2023 tag=zoo"


def test_typing_finds_a_row_also_in_a_closed_branch(navigator: Navigator) -> None:
    go_to(navigator, "all")
    QTest.keyClicks(navigator.tree, "swe")
    assert navigator.tree.currentIndex() == at(navigator, "tag/3")
    assert navigator.tree.isExpanded(at(navigator, "tag/1"))
    assert navigator.tree.marked() == ["all"]


def test_letters_look_for_rows_and_do_not_decide_about_photos(navigator: Navigator, qtbot: QtBot) -> None:
    heard: list[str] = []
    for keys in ("P", "Del", "F2", "Ctrl+Z"):
        action = QAction(navigator)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(partial(heard.append, keys))
        navigator.addAction(action)
    qtbot.waitActive(navigator)
    go_to(navigator, "all")
    for key in (Key.Key_P, Key.Key_Delete, Key.Key_F2):
        press(navigator, key)
    assert heard == []
    press(navigator, Key.Key_Z, CONTROL)
    assert heard == ["Ctrl+Z"]


# Refreshing


def test_counts_follow_what_is_done(
    navigator: Navigator, catalog: Catalog, opened: Opened, qtbot: QtBot
) -> None:
    opened("review")
    assert count_of(navigator, "all") == 57
    picked = count_of(navigator, "review/picked") or 0
    discarding.discard(catalog, [1])
    deciding.flag(catalog, [2], Flag.PICKED)
    qtbot.waitUntil(lambda: (count_of(navigator, "all"), count_of(navigator, "trash")) == (56, 4))
    qtbot.waitUntil(lambda: count_of(navigator, "review/picked") == picked + 1)


def test_what_lies_below_a_tag_is_counted_once_it_is_in_sight(
    navigator: Navigator, catalog: Catalog, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: count_of(navigator, "tag/1") == 12)
    tagging.tag(catalog, [30], ["travel/norway"])
    qtbot.waitUntil(lambda: count_of(navigator, "tag/1") == 13)


def test_a_refresh_keeps_what_is_open_the_cursor_and_the_mark(
    navigator: Navigator, catalog: Catalog, stage: Stage, opened: Opened, qtbot: QtBot
) -> None:
    opened("tag/1")
    click(navigator, "tag/3")
    go_to(navigator, "tag/2")
    tagging.tag(catalog, [40], ["aardvark", "travel/denmark"])
    qtbot.waitUntil(lambda: below(navigator, "tags") == ["aardvark", "travel", "zoo"])
    assert below(navigator, "tag/1") == ["denmark", "norway", "sweden"]
    assert navigator.tree.isExpanded(at(navigator, "tag/1"))
    assert navigator.tree.currentIndex() == at(navigator, "tag/2")
    qtbot.waitUntil(lambda: navigator.tree.marked() == ["tag/3"])
    del stage


def test_a_photo_that_gets_another_date_moves_in_the_open_timeline(
    navigator: Navigator, catalog: Catalog, opened: Opened, qtbot: QtBot
) -> None:
    assert opened("time/2024") == ["June"]
    assert opened("time/2024-06") == ["15"]
    correcting.set_time(catalog, [5], datetime(2024, 7, 1, 12))
    qtbot.waitUntil(lambda: below(navigator, "time/2024") == ["July", "June"])
    assert navigator.tree.isExpanded(at(navigator, "time/2024-06"))


def test_many_changes_are_read_together(
    navigator: Navigator, catalog: Catalog, library: Library, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[object] = []
    ask = library.ask

    def note(about: object, *rest: Any) -> None:  # noqa: ANN401 - whatever is asked
        asked.append(about)
        ask(about, *rest)

    monkeypatch.setattr(library, "ask", note)
    qtbot.waitUntil(lambda: count_of(navigator, "tag/1") is not None)
    for photo in range(1, 40):
        tagging.tag(catalog, [photo], ["zoo"])
    qtbot.waitUntil(lambda: count_of(navigator, "tag/4") == 39)
    assert len([about for about in asked if "tags" in str(about)]) <= 4


def test_a_drive_that_comes_lights_up(
    navigator: Navigator, library: Library, opened: Opened, qtbot: QtBot
) -> None:
    opened("drive/2")
    library.online = frozenset({1, 2})
    library.drives_changed.emit(library.online)
    qtbot.waitUntil(lambda: node(navigator, "drive/2").icon == "drive")
    assert not node(navigator, "folder/2/Pictures").is_quiet


# As it was left


def test_what_was_open_is_open_again(
    navigator: Navigator, library: Library, stage: Stage, opened: Opened, qtbot: QtBot
) -> None:
    opened("time/2024")
    opened("time/2024-06")
    navigator.tree.collapse(at(navigator, "tags"))
    kept = navigator.state()
    other = Navigator(library, stage)
    qtbot.addWidget(other)
    other.restore(kept)
    other.show()
    qtbot.waitUntil(lambda: below(other, "time/2024-06") == ["15"])
    assert not other.tree.isExpanded(at(other, "tags"))
    assert other.state()["open"] == kept["open"]
    other.close_down()


@pytest.mark.parametrize("state", [{}, {"open": 7, "top": "x"}, {"open": [1, None, "nothing"], "top": -1}])
def test_a_state_that_makes_no_sense_does_no_harm(navigator: Navigator, state: dict[str, object]) -> None:
    navigator.restore(state)
    assert below(navigator, "")[0] == "All photos"


def test_qt_finds_no_fault_with_the_model(
    navigator: Navigator, catalog: Catalog, opened: Opened, qtbot: QtBot
) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(navigator.tree.rows, mode, navigator)
    for key in ("time/2024", "time/2024-06", "time/2024-06-15", "drive/1", "imports", "searches", "review"):
        opened(key)
    tagging.tag(catalog, range(1, 30), ["a/b/c", "travel/x"])
    tagging.rename(catalog, "zoo", "a/zoo")
    collecting.move(catalog, 3, parent=None, before=1)
    qtbot.waitUntil(lambda: below(navigator, "collections") == ["Family", "Best"])
    qtbot.waitUntil(lambda: below(navigator, "tags") == ["a", "travel"])
    tagging.forget(catalog, "a")
    qtbot.waitUntil(lambda: below(navigator, "tags") == ["travel"])
    del tester


def test_a_screen_reader_is_told_all_that_is_painted(navigator: Navigator, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: count_of(navigator, "tag/1") == 12)
    told = at(navigator, "tag/1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "travel, 12 photos"
    assert QApplication.instance() is not None
    assert navigator.tree.accessibleName() == "Navigator"


def test_when_it_is_over_it_asks_nothing_more(
    navigator: Navigator, library: Library, stage: Stage, qtbot: QtBot
) -> None:
    menu_of(navigator, "collections")["New collection…"]()
    navigator.close_down()
    stage.close()
    library.close()
    editor = navigator.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Escape)
    navigator.tree.expand(at(navigator, "imports"))
    qtbot.waitUntil(lambda: below(navigator, "collections") == ["Best", "Family"])
    assert below(navigator, "imports") == []
