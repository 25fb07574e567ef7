"""Titles, descriptions and authors: for all that is chosen, and never overwritten by accident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.catalog.commands import crediting, deciding
from tests.unit.desktop.ui.inspector.conftest import Desk, photo


def test_a_title_is_given_to_all_by_enter(desk: Desk) -> None:
    desk.choose([20, 21])
    field = desk.inspector.naming.title
    QTest.keyClicks(field, "Harbour")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert [photo(desk, number).title for number in (20, 21)] == ["Harbour", "Harbour"]
    desk.catalog.undo()
    desk.changed()
    assert photo(desk, 20).title is None
    assert field.text() == ""


def test_escape_takes_back_what_was_typed(desk: Desk) -> None:
    deciding.entitle(desk.catalog, [20], "Harbour")
    desk.changed()
    desk.choose([20])
    field = desk.inspector.naming.title
    QTest.keyClicks(field, " at dawn")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Harbour"
    field.say()
    desk.wait()
    assert photo(desk, 20).title == "Harbour"


def test_titles_that_differ_are_not_overwritten_by_passing_through(desk: Desk) -> None:
    deciding.entitle(desk.catalog, [20], "One")
    deciding.entitle(desk.catalog, [21], "Other")
    desk.changed(2)
    desk.choose([20, 21])
    field = desk.inspector.naming.title
    assert field.text() == ""
    assert field.placeholderText() == "Different for 2 photos"
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.wait()
    assert [photo(desk, number).title for number in (20, 21)] == ["One", "Other"]


def test_titles_that_differ_can_be_taken_away_on_purpose(desk: Desk) -> None:
    deciding.entitle(desk.catalog, [20], "One")
    desk.changed()
    desk.choose([20, 21])
    desk.inspector.naming.title._take.trigger()
    desk.changed()
    assert photo(desk, 20).title is None


def test_what_is_typed_belongs_to_the_photos_it_was_typed_for(desk: Desk) -> None:
    desk.choose([20])
    field = desk.inspector.naming.title
    QTest.keyClicks(field, "Mine")
    desk.choose([21])
    desk.changed()
    assert photo(desk, 20).title == "Mine"
    assert photo(desk, 21).title is None
    assert field.text() == ""


def test_what_is_being_typed_is_not_disturbed_by_other_changes(desk: Desk) -> None:
    desk.choose([20])
    field = desk.inspector.naming.title
    QTest.keyClicks(field, "Half a ti")
    deciding.rate(desk.catalog, [20], 5)
    desk.changed()
    assert field.text() == "Half a ti"
    field.restore()


def test_a_description_has_lines_and_enter_says_it(desk: Desk) -> None:
    desk.choose([20])
    field = desk.inspector.naming.description
    QTest.keyClicks(field, "One")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "two")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert photo(desk, 20).description == "One\ntwo"


def test_an_author_is_known_after_being_named_once(desk: Desk) -> None:
    crediting.credit(desk.catalog, [1], "Kari Nordmann")
    desk.changed()
    desk.choose([20])
    naming = desk.inspector.naming
    assert naming._known.stringList() == ["Kari Nordmann"]
    QTest.keyClicks(naming.author, "Ola")
    naming.author.say()
    desk.changed()
    author = photo(desk, 20).author
    assert author is not None
    assert author.name == "Ola"
    assert naming._known.stringList() == ["Kari Nordmann", "Ola"]


def test_a_caption_with_html_stays_a_caption(desk: Desk) -> None:
    deciding.entitle(desk.catalog, [20], "<b>x</b>")
    desk.changed()
    desk.choose([20])
    assert desk.inspector.naming.title.text() == "<b>x</b>"


def test_a_title_that_is_pasted_is_one_line_of_signs_that_can_be_seen(desk: Desk) -> None:
    desk.choose([20])
    field = desk.inspector.naming.title
    QApplication.clipboard().setText("Mid\nsum\x07mer\r\n")
    field.paste()
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.changed()
    assert photo(desk, 20).title == "Mid summer"
    assert field.text() == "Mid summer"
