"""The search box under real keys."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.searching.bar import JSON, SearchBar
from imalink_desktop.ui.searching.helping import Help
from tests.unit.desktop.ui.searching.conftest import Desk
from tests.unit.desktop.ui.searching.hands import LEFT, Key, ask, click, floating, named


def test_text_stays_as_it_was_typed(bar: SearchBar, desk: Desk) -> None:
    ask(bar, "Rating >= 3   Sun")
    desk.settle()
    assert bar.box.text() == "Rating >= 3   Sun"


def marked(bar: SearchBar) -> tuple[int, int] | None:
    return bar.box._mark


def test_an_error_is_underlined_and_explained_until_it_is_mended(bar: SearchBar, desk: Desk) -> None:
    ask(bar, "ratng>=4 sun")
    box = bar.box
    assert box.property("wrong")
    assert marked(bar) == (0, 5)
    assert [label.text() for label in (box.below._sentence, box.below._step)] == [
        "There is nothing called “ratng”.",
        "Did you mean rating?",
    ]
    assert desk.stage.query == EVERYTHING
    QTest.keyClick(box, Key.Key_Backspace)
    assert not box.property("wrong")
    assert marked(bar) is None
    QTest.keyClick(box, Key.Key_Escape)


def test_an_error_at_the_very_end_marks_the_last_sign(bar: SearchBar) -> None:
    ask(bar, "sun OR")
    assert marked(bar) == (5, 1)


def test_a_suggestion_is_taken_by_keys(bar: SearchBar, desk: Desk) -> None:
    bar.box.setFocus()
    QTest.keyClicks(bar.box, "flag:pi")
    assert bar.box.below.offers
    QTest.keyClick(bar.box, Key.Key_Down)
    QTest.keyClick(bar.box, Key.Key_Tab)
    assert bar.box.text() == "flag:pick "
    assert bar.box.hasFocus()
    QTest.keyClick(bar.box, Key.Key_Return)
    assert desk.stage.query == parse("flag:pick")


def test_a_name_is_followed_by_its_values(bar: SearchBar, desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "camera" in bar.box._known)
    bar.box.setFocus()
    QTest.keyClicks(bar.box, "came")
    QTest.keyClick(bar.box, Key.Key_Down)
    QTest.keyClick(bar.box, Key.Key_Return)
    assert bar.box.text() == "camera:"
    titles = [each.title for each in bar.box._offered]
    assert "Nikon Z 8" in titles
    assert desk.stage.query == EVERYTHING


def test_enter_asks_what_is_typed_when_no_suggestion_was_chosen(bar: SearchBar, desk: Desk) -> None:
    ask(bar, "tra")
    assert desk.stage.query == parse("tra")
    assert not bar.box.below.isVisible()


def test_up_and_down_go_through_what_was_asked(bar: SearchBar) -> None:
    for text in ("sun", "moon"):
        ask(bar, text)
    bar.box.clear()
    seen = []
    for key in (Key.Key_Up, Key.Key_Up, Key.Key_Down):
        QTest.keyClick(bar.box, key)
        seen.append(bar.box.text())
    assert seen == ["moon", "sun", "moon"]


def test_what_was_asked_is_kept_to_the_next_start(bar: SearchBar) -> None:
    ask(bar, "sun")
    state = bar.state()
    kept: list[tuple[str, ...]] = []
    states: list[dict[str, JSON]] = [{}, state, {"asked": [3, "moon"]}, {"asked": "sun"}]
    for each in states:
        bar.restore(each)
        kept.append(tuple(bar.box.history.texts))
    assert kept == [(), ("sun",), ("moon",), ()]


def test_escape_puts_back_what_is_shown_and_leaves(bar: SearchBar, qtbot: QtBot) -> None:
    ask(bar, "sun")
    QTest.keyClicks(bar.box, "rise")
    QTest.keyClick(bar.box, Key.Key_Escape) if bar.box.below.isVisible() else None
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.box, Key.Key_Escape)
    assert bar.box.text() == "sun"


def test_keys_of_the_window_do_not_reach_through_the_box(bar: SearchBar, desk: Desk) -> None:
    heard: list[str] = []
    for name in ("rate 3", "pick", "out", "loupe"):
        desk.actions.on(name, lambda name=name: heard.append(name))  # type: ignore[misc]
    bar.box.setFocus()
    QTest.keyClicks(bar.box, "3p ")
    QTest.keyClick(bar.box, Key.Key_Escape)
    assert heard == []


def test_the_keyboard_comes_by_the_action(bar: SearchBar, desk: Desk) -> None:
    named(bar, "What can be searched for").setFocus()
    desk.actions["search"].trigger()
    assert bar.box.hasFocus()


def test_typing_is_not_disturbed_by_a_list_that_arrives(bar: SearchBar, desk: Desk) -> None:
    bar.box.setFocus()
    QTest.keyClicks(bar.box, "half a wo")
    desk.stage.show(parse("moon"))
    desk.settle()
    assert bar.box.text() == "half a wo"


def test_an_example_of_the_help_comes_into_the_box(bar: SearchBar) -> None:
    bar.box.setText("sun")
    click(named(bar, "What can be searched for"))
    panel = floating(Help, bar)
    lines = panel.findChildren(QTreeWidget)[0]
    item = next(
        item
        for row in range(lines.topLevelItemCount())
        if (item := lines.topLevelItem(row)) is not None and item.text(0) == "rating>=4"
    )
    lines.scrollToItem(item)
    QTest.mouseClick(lines.viewport(), LEFT, pos=lines.visualItemRect(item).center())
    assert bar.box.text() == "sun rating>=4"
    assert bar.box.selectedText() == "4"
    assert not panel.isVisible()
