"""What others are told: two ticks for all that is chosen, honest about some; grey where nobody else sees."""

from __future__ import annotations

from PySide6.QtCore import Qt

from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.decisions import Telling, Visibility
from tests.unit.desktop.ui.inspector.conftest import Desk, photo


def shown(desk: Desk, photos: list[int]) -> None:
    """Have everybody see these photos, and choose them."""
    deciding.show_to(desk.catalog, photos, Visibility.PUBLIC)
    desk.changed()
    desk.choose(photos)


def test_a_tick_tells_it_of_all_that_is_chosen_and_another_no_more(desk: Desk) -> None:
    shown(desk, [20, 21])
    place = desk.inspector.deciding.tells.box(Telling.PLACE)
    place.click()
    desk.changed()
    assert [photo(desk, number).tells_place for number in (20, 21)] == [1, 1]
    assert [photo(desk, number).tells_names for number in (20, 21)] == [0, 0]
    assert place.checkState() == Qt.CheckState.Checked
    place.click()
    desk.changed()
    assert photo(desk, 20).tells_place == 0
    desk.catalog.undo()
    desk.changed()
    assert place.checkState() == Qt.CheckState.Checked


def test_what_only_some_tell_is_counted_and_a_click_gives_it_to_all(desk: Desk) -> None:
    shown(desk, [20, 21, 22])
    deciding.tell(desk.catalog, [20], Telling.NAMES, wanted=True)
    desk.changed()
    names = desk.inspector.deciding.tells.box(Telling.NAMES)
    assert names.checkState() == Qt.CheckState.PartiallyChecked
    assert "1 of 3" in names.toolTip()
    assert names.accessibleDescription() == "1 of 3"
    names.click()
    desk.changed()
    assert names.checkState() == Qt.CheckState.Checked
    assert [photo(desk, number).tells_names for number in (20, 21, 22)] == [1, 1, 1]


def test_of_what_nobody_else_sees_nothing_can_be_told_and_it_says_why(desk: Desk) -> None:
    shown(desk, [20, 21])
    section = desk.inspector.deciding
    assert section.tells.box(Telling.PLACE).isEnabled()
    assert "serials" in section._what.text()
    deciding.show_to(desk.catalog, [20], Visibility.PRIVATE)
    desk.changed()
    assert section.tells.box(Telling.PLACE).isEnabled()  # one of the two is seen
    desk.choose([20])
    assert not section.tells.box(Telling.PLACE).isEnabled()
    assert section._what.text() == "Nobody else sees it"
    assert "Nobody else sees it" in section.tells.box(Telling.NAMES).toolTip()
