"""Tags as chips, typed, completed, spread to all and taken from all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from imalink_desktop.catalog.commands import tagging
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
