"""The thin bar: the gap between events, and the counts of the shelves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.ui.grid.cutting import DAY, GAPS, Cut, Cutting
from imalink_desktop.ui.searching.gap_bar import gap_in_words
from imalink_desktop.ui.searching.section_bar import SectionBar
from tests.unit.desktop.ui.searching.conftest import PHOTOS, Desk

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sections(desk: Desk, qtbot: QtBot) -> Iterator[SectionBar]:
    bar = SectionBar(desk.library, desk.stage, desk.actions)
    desk.window.setCentralWidget(bar)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    desk.stage.show()
    desk.settle()
    yield bar
    bar.close_down()


def stars(bar: SectionBar) -> dict[int, int | None]:
    return {number: button.count for number, button in bar.shelves.stars.items()}


def flags(bar: SectionBar) -> dict[Flag, int | None]:
    return {flag: button.count for flag, button in bar.shelves.flags.items()}


def test_over_days_there_is_no_bar(sections: SectionBar) -> None:
    assert sections.isHidden()


def test_the_slider_cuts_while_it_is_moved_and_says_what_comes_of_it(
    sections: SectionBar, desk: Desk
) -> None:
    desk.actions["cut events"].trigger()
    desk.settle()
    assert sections.gaps.isVisible()
    assert sections.shelves.isHidden()
    sections.gaps.slider.setFocus()
    listed: list[object] = []
    desk.stage.listed.connect(listed.append)
    told = []
    for _ in GAPS:
        QTest.keyClick(sections.gaps.slider, Qt.Key.Key_Right)
        told.append(sections.gaps.said)
        cut = desk.stage.shown.sections
        assert cut is not None
        assert told[-1][1].startswith(f"{len(cut.titles) - 1} event")  # the undated are none
    assert told[-1][0] == "3 days"
    assert desk.stage.cutting == Cutting(Cut.EVENTS, 3 * DAY)
    assert listed == []


def test_gaps_are_told_as_people_say_them() -> None:
    assert [gap_in_words(gap) for gap in GAPS] == [
        *("15 minutes", "30 minutes", "1 hour", "2 hours", "4 hours", "6 hours", "12 hours"),
        *("1 day", "2 days", "3 days"),
    ]


def test_to_cut_is_to_look_by_time(sections: SectionBar, desk: Desk) -> None:
    desk.stage.show(sort=Sort(By.NAME))
    desk.settle()
    desk.actions["cut hours"].trigger()
    desk.settle()
    assert desk.stage.sort == Sort()
    assert desk.stage.shown.cutting.by is Cut.HOURS
    assert desk.actions["cut hours"].isChecked()
    assert not desk.actions["cut days"].isChecked()
    assert desk.actions["select section"].text() == "Select this hour"
    assert sections.isHidden()


def test_the_cut_is_as_it_was_left(sections: SectionBar, desk: Desk) -> None:
    desk.stage.cut(Cutting(Cut.EVENTS, GAPS[1]))
    kept = sections.state()
    desk.stage.cut(Cutting())
    sections.restore(kept)
    assert desk.stage.cutting == Cutting(Cut.EVENTS, GAPS[1])
    sections.restore({"cut": "centuries", "gap": "long"})
    assert desk.stage.cutting == Cutting()


def test_shelves_are_counted_beside_the_query(sections: SectionBar, desk: Desk) -> None:
    desk.stage.show(sort=Sort(By.RATING))
    desk.settle()
    assert sections.shelves.isVisible()
    assert stars(sections) == dict.fromkeys(range(6), PHOTOS // 6)
    assert sum(count or 0 for count in flags(sections).values()) == PHOTOS
    desk.stage.show(parse("tag:travel"))
    desk.settle()
    found = len(desk.stage.shown.photos)
    assert 0 < found < PHOTOS
    assert sum(count or 0 for count in stars(sections).values()) == found


def test_a_click_on_a_shelf_shows_it_alone_and_the_next_all_again(sections: SectionBar, desk: Desk) -> None:
    desk.stage.show(parse("tag:travel"), Sort(By.RATING))
    desk.settle()
    before = stars(sections)
    QTest.mouseClick(sections.shelves.stars[5], LEFT)
    desk.settle()
    assert len(desk.stage.shown.photos) == before[5]
    assert sections.shelves.stars[5].isChecked()
    assert stars(sections) == before  # so that another can be chosen instead
    QTest.mouseClick(sections.shelves.flags[Flag.PICKED], LEFT)
    desk.settle()
    assert desk.stage.query == parse("rating:5 flag:pick tag:travel")
    assert len(desk.stage.shown.photos) == sections.shelves.flags[Flag.PICKED].count
    for button in (sections.shelves.flags[Flag.PICKED], sections.shelves.stars[5]):
        QTest.mouseClick(button, LEFT)
        desk.settle()
    assert desk.stage.query == parse("tag:travel")


def test_counts_follow_a_decision_while_the_photo_stays(
    sections: SectionBar, desk: Desk, qtbot: QtBot
) -> None:
    desk.stage.show(EVERYTHING, Sort(By.RATING))
    desk.settle()
    before, five = desk.stage.shown, sections.shelves.stars[5].count
    assert five is not None
    assert not sections._anew_button.isVisible()
    width = sections.shelves.sizeHint()
    photo = before.photos[-1]
    desk.library.do(partial(deciding.rate, photos=[photo], stars=5))
    qtbot.waitUntil(lambda: sections.shelves.stars[5].count == five + 1)
    assert desk.stage.shown is before
    assert sections._anew_button.isVisible()
    assert sections.shelves.sizeHint() == width
    desk.actions["sort anew"].trigger()
    desk.settle()
    assert photo in desk.stage.shown.photos[: five + 1]
    assert not sections._anew_button.isVisible()


def test_shelves_by_flag_are_a_click_away(sections: SectionBar, desk: Desk) -> None:
    desk.stage.show(sort=Sort(By.RATING))
    desk.settle()
    assert sections.shelves.orders[By.RATING].isChecked()
    QTest.mouseClick(sections.shelves.orders[By.FLAG], LEFT)
    desk.settle()
    assert desk.stage.sort == Sort(By.FLAG)
    assert sections.shelves.orders[By.FLAG].isChecked()
    shown = desk.stage.shown.sections
    assert shown is not None
    counts = {title: len(shown.span(place)) for place, title in enumerate(shown.titles)}
    assert counts == {flag.word: count for flag, count in flags(sections).items() if count}


def test_every_shelf_says_what_it_is(sections: SectionBar, desk: Desk) -> None:
    desk.stage.show(sort=Sort(By.RATING))
    desk.settle()
    assert sections.shelves.stars[3].accessibleName() == "Exactly 3 stars: 20 photos"
    assert sections.shelves.stars[0].accessibleName() == "No stars: 20 photos"
    assert sections.shelves.flags[Flag.REJECTED].toolTip().startswith("Rejected: ")
