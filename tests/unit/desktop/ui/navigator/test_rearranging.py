"""Names, drops and menus: what is done with the rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from imalink_desktop.base.errors import Trouble
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import (
    collecting,
    remembering,
)
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.ui import carried
from imalink_desktop.ui.navigator.navigator import Navigator
from imalink_desktop.ui.navigator.rows import plus_box
from imalink_desktop.ui.stage import Stage
from tests.unit.desktop.ui.navigator.conftest import at, below, node
from tests.unit.desktop.ui.navigator.hands import (
    LEFT,
    MOVE,
    NONE,
    Key,
    Opened,
    count_of,
    drag_onto,
    go_to,
    menu_of,
    press,
    type_name,
)

# Names


def test_f2_renames_a_tag_where_it_stands(navigator: Navigator, opened: Opened, qtbot: QtBot) -> None:
    opened("tag/1")
    go_to(navigator, "tag/2")
    press(navigator, Key.Key_F2)
    type_name(navigator, "iceland")
    qtbot.waitUntil(lambda: node(navigator, "tag/2").path == "travel/iceland")
    assert navigator.tree.isExpanded(at(navigator, "tag/1"))


def test_a_name_that_is_taken_is_told_and_the_old_one_comes_back(
    navigator: Navigator, troubles: list[Trouble], qtbot: QtBot
) -> None:
    go_to(navigator, "collection/3")
    press(navigator, Key.Key_F2)
    type_name(navigator, "best")
    qtbot.waitUntil(lambda: bool(troubles) and node(navigator, "collection/3").text == "Family")
    assert "already" in str(troubles[0])


def test_a_new_collection_gets_its_name_where_it_will_stand(navigator: Navigator, qtbot: QtBot) -> None:
    tree = navigator.tree
    box = plus_box(tree.visualRect(at(navigator, "collections")))
    QTest.mouseClick(tree.viewport(), LEFT, NONE, box.center())
    type_name(navigator, "Nordlys")
    qtbot.waitUntil(lambda: tree.rows.at("collection/4").isValid())
    assert below(navigator, "collections") == ["Best", "Family", "Nordlys"]


def test_esc_makes_no_collection(navigator: Navigator, qtbot: QtBot) -> None:
    menu_of(navigator, "collections")["New collection…"]()
    editor = navigator.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Escape)
    qtbot.waitUntil(lambda: below(navigator, "collections") == ["Best", "Family"])


def test_where_there_is_nothing_the_hint_comes_back_after_esc(
    navigator: Navigator, stage: Stage, catalog: Catalog, opened: Opened, qtbot: QtBot
) -> None:
    remembering.forget(catalog, "Good ones")
    (hint,) = opened("searches")
    stage.show(parse("tag:zoo"))
    menu_of(navigator, "searches")["Save what is shown as a search…"]()
    assert below(navigator, "searches") == [""]
    editor = navigator.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Escape)
    qtbot.waitUntil(lambda: below(navigator, "searches") == [hint])


def test_a_draft_outlives_a_refresh(navigator: Navigator, catalog: Catalog, qtbot: QtBot) -> None:
    menu_of(navigator, "collection/1")["New collection in here…"]()
    collecting.create(catalog, "Other")
    qtbot.waitUntil(lambda: below(navigator, "collections") == ["Best", "Family", "Other"])
    type_name(navigator, "Prints")
    qtbot.waitUntil(lambda: below(navigator, "collection/1") == ["Wall", "Prints"])
    qtbot.waitUntil(lambda: navigator.tree.rows.at("collection/5").isValid())
    assert node(navigator, "collection/5").path == "Best/Prints"


def test_what_is_shown_becomes_a_saved_search(
    navigator: Navigator, stage: Stage, opened: Opened, qtbot: QtBot
) -> None:
    opened("searches")
    assert "Save what is shown as a search…" not in menu_of(navigator, "searches")
    stage.show(parse("tag:zoo"), Sort(By.RATING))
    menu_of(navigator, "searches")["Save what is shown as a search…"]()
    type_name(navigator, "Animals")
    qtbot.waitUntil(lambda: below(navigator, "searches") == ["Animals", "Good ones"])
    assert (node(navigator, "search/2").query, node(navigator, "search/2").sort) == (
        parse("tag:zoo"),
        Sort(By.RATING),
    )


@pytest.mark.parametrize("key", ["tag/1", "collection/1"])
def test_del_takes_a_row_away_and_undo_brings_it_back(
    navigator: Navigator, catalog: Catalog, key: str, qtbot: QtBot
) -> None:
    go_to(navigator, key)
    press(navigator, Key.Key_Delete)
    qtbot.waitUntil(lambda: not navigator.tree.rows.at(key).isValid())
    catalog.undo()
    qtbot.waitUntil(lambda: navigator.tree.rows.at(key).isValid())


# Drops


def test_photos_dropped_on_a_tag_are_tagged(navigator: Navigator, qtbot: QtBot) -> None:
    rows = navigator.tree.rows
    data = carried.of_photos([20, 21, 22])
    assert rows.canDropMimeData(data, MOVE, -1, -1, at(navigator, "tag/4"))
    rows.dropMimeData(data, MOVE, -1, -1, at(navigator, "tag/4"))
    qtbot.waitUntil(lambda: count_of(navigator, "tag/4") == 3)


def test_photos_dropped_on_a_collection_are_put_into_it(navigator: Navigator, qtbot: QtBot) -> None:
    navigator.tree.rows.dropMimeData(carried.of_photos([5, 6]), MOVE, -1, -1, at(navigator, "collection/3"))
    qtbot.waitUntil(lambda: count_of(navigator, "collection/3") == 2)


def test_photos_dropped_on_the_trash_are_thrown_away_and_undo_brings_them_back(
    navigator: Navigator, catalog: Catalog, qtbot: QtBot
) -> None:
    tree = navigator.tree
    tree.scrollTo(at(navigator, "trash"))
    qtbot.waitUntil(lambda: count_of(navigator, "trash") == 3)
    drag_onto(navigator, carried.of_photos([20, 21]), tree.visualRect(at(navigator, "trash")).center())
    qtbot.waitUntil(lambda: count_of(navigator, "trash") == 5)
    catalog.undo()
    qtbot.waitUntil(lambda: count_of(navigator, "trash") == 3)


@pytest.mark.parametrize("key", ["all", "time/2024", "tags", "collections"])
def test_photos_cannot_be_dropped_elsewhere(navigator: Navigator, key: str) -> None:
    rows = navigator.tree.rows
    assert not rows.canDropMimeData(carried.of_photos([1]), MOVE, -1, -1, at(navigator, key))


@pytest.mark.parametrize("text", [b"", b"nonsense", b'{"a": 1}', b'["1"]', b"[true]", b"\xff"])
def test_what_are_no_photos_is_not_dropped(navigator: Navigator, text: bytes) -> None:
    data = carried.of_photos([])
    data.setData(carried.PHOTOS, text)
    assert carried.photos_in(data) == []
    assert not navigator.tree.rows.canDropMimeData(data, MOVE, -1, -1, at(navigator, "tag/4"))


def test_a_collection_is_moved_before_another_and_into_another(navigator: Navigator, qtbot: QtBot) -> None:
    rows = navigator.tree.rows
    family = rows.mimeData([at(navigator, "collection/3")])
    rows.dropMimeData(family, MOVE, 0, 0, at(navigator, "collections"))
    qtbot.waitUntil(lambda: below(navigator, "collections") == ["Family", "Best"])
    rows.dropMimeData(family, MOVE, -1, -1, at(navigator, "collection/1"))
    qtbot.waitUntil(lambda: below(navigator, "collection/1") == ["Wall", "Family"])
    assert below(navigator, "collections") == ["Best"]


def test_nothing_is_moved_below_itself_or_among_others_of_another_kind(navigator: Navigator) -> None:
    rows = navigator.tree.rows
    best = rows.mimeData([at(navigator, "collection/1")])
    for key in ("collection/1", "collection/2", "tag/1", "tags", "all"):
        assert not rows.canDropMimeData(best, MOVE, -1, -1, at(navigator, key)), key


def test_a_tag_is_moved_below_another(navigator: Navigator, qtbot: QtBot) -> None:
    rows = navigator.tree.rows
    zoo = rows.mimeData([at(navigator, "tag/4")])
    rows.dropMimeData(zoo, MOVE, -1, -1, at(navigator, "tag/1"))
    qtbot.waitUntil(lambda: below(navigator, "tag/1") == ["norway", "sweden", "zoo"])
    assert below(navigator, "tags") == ["travel"]


@pytest.mark.parametrize("edge", [0, 1], ids=["at its upper edge", "at its lower edge"])
def test_photos_let_go_anywhere_on_a_row_are_put_there(navigator: Navigator, edge: int, qtbot: QtBot) -> None:
    box = navigator.tree.visualRect(at(navigator, "collection/3"))
    spot = QPoint(box.center().x(), box.bottom() if edge else box.top())
    drag_onto(navigator, carried.of_photos([7, 8]), spot)
    qtbot.waitUntil(lambda: count_of(navigator, "collection/3") == 2)


def test_a_collection_let_go_between_two_comes_to_stand_there(navigator: Navigator, qtbot: QtBot) -> None:
    data = navigator.tree.rows.mimeData([at(navigator, "collection/3")])
    box = navigator.tree.visualRect(at(navigator, "collection/1"))
    drag_onto(navigator, data, QPoint(box.center().x(), box.top()))
    qtbot.waitUntil(lambda: below(navigator, "collections") == ["Family", "Best"])


# Menus, and what they lead to


def test_the_selected_photos_are_tagged_from_the_menu(
    navigator: Navigator, stage: Stage, qtbot: QtBot
) -> None:
    stage.choose([41, 42], 41)
    menu_of(navigator, "tag/4")["Give 2 photos this tag"]()
    qtbot.waitUntil(lambda: count_of(navigator, "tag/4") == 3)
    menu_of(navigator, "tag/4")["Take this tag from 2 photos"]()
    qtbot.waitUntil(lambda: count_of(navigator, "tag/4") == 1)


def test_the_report_of_an_import_is_asked_for(navigator: Navigator, opened: Opened, qtbot: QtBot) -> None:
    opened("imports")
    with qtbot.waitSignal(navigator.report_asked) as heard:
        menu_of(navigator, "import/1")["What became of every file…"]()
    assert heard.args == [1]


def test_an_import_is_taken_back(navigator: Navigator, opened: Opened, qtbot: QtBot) -> None:
    opened("imports")
    menu_of(navigator, "import/1")["Take this import back"]()
    qtbot.waitUntil(lambda: node(navigator, "import/1").note == "taken back")
    assert "Take this import back" not in menu_of(navigator, "import/1")


@pytest.mark.parametrize(("answer", "left"), [("Forget them", 0), ("Keep them", 3)])
def test_emptying_the_trash_asks_first(navigator: Navigator, answer: str, left: int, qtbot: QtBot) -> None:
    menu_of(navigator, "trash")["Empty the trash…"]()
    (box,) = navigator.findChildren(QMessageBox)
    assert "3 photos" in box.text()
    button = next(each for each in box.findChildren(QPushButton) if each.text() == answer)
    button.click()
    qtbot.waitUntil(lambda: count_of(navigator, "trash") == left)
