"""Tags as chips, typed, completed, spread to all and taken from all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.catalog.commands import tagging
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.ui.navigator.queries import of_path
from tests.unit.desktop.ui.inspector.conftest import Desk, photo


def test_tags_are_chips_with_counts_where_only_some_have_them(desk: Desk) -> None:
    tagging.tag(desk.catalog, [20, 21, 22], ["travel/norway"])
    tagging.tag(desk.catalog, [20], ["cat"])
    desk.changed(2)
    desk.choose([20, 21, 22])
    assert [(chip.path, chip._count) for chip in desk.inspector.tags.chips] == [
        ("travel/norway", ""),
        ("cat", "1"),
    ]


def test_a_chip_is_removed_from_all_and_spread_to_all(desk: Desk) -> None:
    tagging.tag(desk.catalog, [20, 21], ["cat"])
    desk.changed()
    desk.choose([20, 21, 22])
    (chip,) = desk.inspector.tags.chips
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._spreading().center())
    desk.changed()
    assert photo(desk, 22).tags == ("cat",)
    assert [offer.path for offer in desk.inspector.tags.offers] == []
    (chip,) = desk.inspector.tags.chips
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    desk.changed()
    assert [photo(desk, number).tags for number in (20, 21, 22)] == [(), (), ()]
    assert [offer.path for offer in desk.inspector.tags.offers] == ["cat"]


def test_a_tag_is_typed_and_added_by_enter(desk: Desk) -> None:
    desk.choose([20, 21])
    field = desk.inspector.tags.field
    QTest.keyClicks(field, "travel/norway")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert field.text() == ""
    assert photo(desk, 21).tags == ("travel/norway",)


def test_tab_completes_a_tag(desk: Desk) -> None:
    tagging.tag(desk.catalog, [1], ["travel/norway"])
    desk.changed()
    desk.choose([20])
    field = desk.inspector.tags.field
    QTest.keyClicks(field, "norw")
    assert field.suggested == ["travel/norway"]
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "travel/norway"
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert photo(desk, 20).tags == ("travel/norway",)


def test_a_suggestion_is_taken_with_the_arrow_and_enter(desk: Desk) -> None:
    tagging.tag(desk.catalog, [1], ["travel/norway"])
    desk.changed()
    desk.choose([20])
    field = desk.inspector.tags.field
    QTest.keyClicks(field, "norw")
    QTest.keyClick(field._popup, Qt.Key.Key_Down)
    QTest.keyClick(field._popup, Qt.Key.Key_Return)
    desk.changed()
    assert photo(desk, 20).tags == ("travel/norway",)
    assert field.text() == ""


def test_many_tags_show_the_frequent_ones_first_and_the_others_when_asked(desk: Desk) -> None:
    tagging.tag(desk.catalog, [20], [f"tag {number:02}" for number in range(40)])
    tagging.tag(desk.catalog, [20, 21], ["common"])
    desk.changed(2)
    desk.choose([20, 21])
    tags = desk.inspector.tags
    assert len(tags.chips) == 24
    assert tags.chips[0].path == "common"
    assert tags._more.text() == "and 17 others"
    tags.show_more()
    assert len(tags.chips) == 41


def test_commas_and_lines_part_tags_which_are_given_in_one_step(desk: Desk) -> None:
    desk.choose([20])
    field = desk.inspector.tags.field
    QTest.keyClicks(field, "a, b/c,,d,")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert sorted(photo(desk, 20).tags) == ["a", "b/c", "d"]
    desk.catalog.undo()
    desk.changed()
    assert photo(desk, 20).tags == ()
    QApplication.clipboard().setText("one\ntw\x07o\n")
    field.paste()
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert sorted(photo(desk, 20).tags) == ["one", "two"]


def test_after_a_comma_the_next_tag_is_completed(desk: Desk) -> None:
    tagging.tag(desk.catalog, [1], ["travel/norway"])
    desk.changed()
    desk.choose([20])
    field = desk.inspector.tags.field
    QTest.keyClicks(field, "cat, norw")
    assert field.suggested == ["travel/norway"]
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "cat, travel/norway"
    QTest.keyClicks(field, ", norw")
    QTest.keyClick(field._popup, Qt.Key.Key_Down)
    QTest.keyClick(field._popup, Qt.Key.Key_Return)
    desk.changed()
    assert sorted(photo(desk, 20).tags) == ["cat", "travel/norway"]


def test_signs_of_other_languages_are_signs(desk: Desk) -> None:
    desk.choose([20])
    field = desk.inspector.tags.field
    QTest.keyClicks(field, "<i>a & b")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert [chip.path for chip in desk.inspector.tags.chips] == ["<i>a & b"]
    with desk.catalog.reading() as look:
        assert list(ids(look, parse(unparse(of_path("tag", "<i>a & b", is_last=True))), Sort())) == [20]
