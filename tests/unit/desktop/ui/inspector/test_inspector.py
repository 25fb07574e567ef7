"""The inspector edits all that is chosen, tells honestly what differs, and overwrites nothing by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import crediting, deciding
from imalink_desktop.catalog.decisions import Flag, Visibility
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Camera, Conflict, Photo
from imalink_desktop.catalog.reads.organised import authors
from imalink_desktop.catalog.reads.parts import PhotoFile
from imalink_desktop.catalog.touched import Row
from imalink_desktop.ui.inspector.camera import rows
from imalink_desktop.ui.inspector.files import copies
from tests.unit.desktop.ui.grid.library import HERE, OFFLINE, STACKED, TWIN
from tests.unit.desktop.ui.inspector.conftest import Desk, photo


def test_with_nothing_chosen_it_says_what_to_do(desk: Desk) -> None:
    assert desk.inspector._pages.currentIndex() == 0
    desk.choose([20])
    assert desk.inspector._pages.currentIndex() == 1
    desk.choose([])
    assert desk.inspector._pages.currentIndex() == 0


def test_a_click_on_a_star_rates_all_that_is_chosen_in_one_step(desk: Desk) -> None:
    desk.choose([20, 21, 22])
    stars = desk.inspector.deciding.stars
    QTest.mouseClick(stars, Qt.MouseButton.LeftButton, pos=stars._box(4).center())
    desk.changed()
    assert [photo(desk, number).rating for number in (20, 21, 22)] == [4, 4, 4]
    assert stars.value == 4
    desk.catalog.undo()
    desk.changed()
    assert [photo(desk, number).rating for number in (20, 21, 22)] == [2, 3, 4]


def test_a_click_on_the_rating_that_is_there_takes_it_away(desk: Desk) -> None:
    desk.choose([20])
    stars = desk.inspector.deciding.stars
    QTest.mouseClick(stars, Qt.MouseButton.LeftButton, pos=stars._box(2).center())
    desk.changed()
    assert photo(desk, 20).rating == 0


def test_stars_can_be_dragged_down_to_none(desk: Desk) -> None:
    desk.choose([20])
    stars = desk.inspector.deciding.stars
    QTest.mousePress(stars, Qt.MouseButton.LeftButton, pos=stars._box(3).center())
    QTest.mouseMove(stars, QPoint(0, stars.height() // 2))
    QTest.mouseRelease(stars, Qt.MouseButton.LeftButton, pos=QPoint(0, stars.height() // 2))
    desk.changed()
    assert photo(desk, 20).rating == 0


def test_stars_can_be_typed(desk: Desk) -> None:
    desk.choose([20])
    stars = desk.inspector.deciding.stars
    QTest.keyClick(stars, Qt.Key.Key_Right)
    desk.changed()
    assert photo(desk, 20).rating == 3
    QTest.keyClick(stars, Qt.Key.Key_5)
    desk.changed()
    assert photo(desk, 20).rating == 5


def test_stars_that_differ_are_as_full_as_they_are_true(desk: Desk) -> None:
    desk.choose([20, 21, 22, 23])
    stars = desk.inspector.deciding.stars
    assert stars.value is None
    assert [stars.share(star) for star in range(1, 6)] == [1.0, 1.0, 0.75, 0.5, 0.25]
    assert "2 stars: 1" in stars.toolTip()


def test_flag_label_and_visibility_hit_all_that_is_chosen(desk: Desk) -> None:
    desk.choose([20, 21])
    section = desk.inspector.deciding
    section.flag.button(Flag.PICKED).click()
    section.label.button("green").click()
    section.seen_by.button(Visibility.PUBLIC).click()
    desk.changed(3)
    for number in (20, 21):
        found = photo(desk, number)
        assert (found.flag, found.label, found.visibility) == (1, "green", 3)
    assert section._who.text() == "Everybody"
    section.label.button("green").click()
    desk.changed()
    assert photo(desk, 20).label is None


def test_what_only_some_have_is_counted_in_the_tool_tip(desk: Desk) -> None:
    deciding.flag(desk.catalog, [20, 21, 22], Flag.NONE)
    deciding.flag(desk.catalog, [20], Flag.PICKED)
    desk.changed(2)
    desk.choose([20, 21, 22])
    button = desk.inspector.deciding.flag.button(Flag.PICKED)
    assert not button.isChecked()
    assert "1 of 3 photos" in button.toolTip()
    assert "(P)" in button.toolTip()
    assert button.accessibleName().endswith(", 1 of 3 photos")


def test_of_stars_that_differ_it_is_said_how_many_photos_have_how_many(desk: Desk) -> None:
    deciding.rate(desk.catalog, [20, 21], 3)
    deciding.rate(desk.catalog, [22], 5)
    desk.changed(2)
    desk.choose([20, 21, 22])
    stars = desk.inspector.deciding.stars
    assert stars.accessibleName() == "Rating: 3 stars: 2 of 3 photos, 5 stars: 1 of 3 photos"
    assert stars.toolTip().splitlines()[:2] == ["3 stars: 2 of 3 photos", "5 stars: 1 of 3 photos"]
    desk.choose([22])
    assert stars.accessibleName() == "Rating: 5 stars"


def test_a_camera_that_two_programs_have_written_differently_is_one(desk: Desk) -> None:
    def equip(writer: Writer) -> None:
        names = (("Nikon", "D850"), ("NIKON CORPORATION", "NIKON D850"))
        writer.insert(Camera, [{"make": make, "model": model} for make, model in names])
        writer.set(Photo, [20], camera_id=1)
        writer.set(Photo, [21], camera_id=2)

    desk.catalog.transact(Op.HATCH, equip, by_machine=True)
    desk.changed()
    desk.choose([20, 21])
    assert ("Camera", "Nikon D850", "") in rows(desk.inspector.subject)


def test_facts_of_many_are_ranges_or_mixed(desk: Desk) -> None:
    def equip(writer: Writer) -> None:
        writer.insert(Camera, [{"make": "Nikon", "model": "Z 8"}, {"make": "", "model": "X100V"}])
        writer.set(Photo, [20], camera_id=1, focal_length=24.0, iso=100)
        writer.set(Photo, [21], camera_id=2, focal_length=70.0, iso=100)

    desk.catalog.transact(Op.HATCH, equip, by_machine=True)
    desk.changed()
    desk.choose([20, 21])
    told = {name: (value, tip) for name, value, tip in rows(desk.inspector.subject)}
    assert told["Camera"][0] == "Mixed"
    assert "Nikon Z 8: 1" in told["Camera"][1]
    assert told["Focal length"][0] == "24 mm – 70 mm"
    assert told["ISO"][0] == "100"


def test_the_light_is_that_of_the_photo_with_the_frame(desk: Desk) -> None:
    desk.choose([20, 21])
    light = desk.inspector.camera.histogram.light
    assert light is not None
    assert [len(channel) for channel in light.channels] == [64, 64, 64]
    desk.choose([])
    assert desk.inspector.camera.histogram.light is None


def test_files_are_told_with_their_drive_and_can_be_revealed(desk: Desk) -> None:
    desk.library.online = frozenset({HERE})
    desk.choose([TWIN])
    files = desk.inspector.files.files
    assert [row.title.text() for row in files] == [f"{TWIN}.picture", f"{TWIN}.raw"]
    asked: list[PhotoFile] = []
    desk.inspector.reveal.connect(asked.append)
    files[1].show_it.click()
    assert [file.role for file in asked] == ["raw"]
    desk.choose([OFFLINE])
    (row,) = desk.inspector.files.files
    assert not row.show_it.isEnabled()
    assert row.copy_it.isEnabled()
    assert "drive not connected" in row.about.text()


def test_copies_of_the_same_bytes_are_counted(desk: Desk) -> None:
    one = photo(desk, TWIN).files[0]
    same = [replace(one, sha256="aa")] * 3
    assert copies(same) == "3 copies of the same file"
    assert copies([one]) == ""


def test_a_stack_is_told_with_its_reason(desk: Desk) -> None:
    desk.choose([STACKED[0]])
    assert "burst" in desk.inspector.files._why.text()


def test_of_two_values_one_is_chosen(desk: Desk) -> None:
    def doubt(writer: Writer) -> None:
        row: Row = {
            "photo_id": 20,
            "field": "title",
            "mine": '"Here"',
            "theirs": '"A & B"',
            "noticed_at": "2024",
        }
        writer.insert(Conflict, [row])

    desk.catalog.transact(Op.HATCH, doubt, by_machine=True)
    desk.changed()
    desk.choose([21])
    assert desk.inspector.doubts.isHidden()
    desk.choose([20])
    (row,) = desk.inspector.doubts.rows
    assert row.theirs.toolTip() == "There: A & B"
    row.theirs.click()
    desk.changed()
    assert photo(desk, 20).title == "A & B"
    assert desk.inspector.doubts.isHidden()


def test_a_burst_of_changes_is_shown_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.choose([20])
    asked: list[int] = []
    refresh = desk.inspector.refresh

    def count_and_refresh() -> None:
        asked.append(1)
        refresh()

    monkeypatch.setattr(desk.inspector, "refresh", count_and_refresh)
    for stars in (1, 2, 3, 4, 5) * 8:
        deciding.rate(desk.catalog, [20], stars)
    desk.changed(40)
    assert 1 <= len(asked) < 20
    assert desk.inspector.deciding.stars.value == 5


def test_changes_of_other_photos_are_not_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.choose([20])
    asked: list[int] = []
    monkeypatch.setattr(desk.inspector, "refresh", lambda: asked.append(1))
    deciding.rate(desk.catalog, [1], 5)
    desk.changed()
    assert asked == []


def test_a_change_that_fails_is_told_and_shown_as_it_was(desk: Desk) -> None:
    desk.choose([20])

    def fail(*_: object) -> Changes:
        raise Expected("The disk is full.", "Make room.")

    desk.inspector.deciding.stars.tell({5: 1})
    desk.inspector._hands.change(fail)
    desk.qtbot.waitUntil(lambda: bool(desk.troubles))
    assert desk.inspector.deciding.stars.value == 2


def test_what_was_closed_stays_closed(desk: Desk) -> None:
    desk.choose([20])
    desk.inspector.camera.open(False)
    desk.inspector.tags.give("cat")
    desk.changed()
    kept = desk.inspector.state()
    assert kept == {"closed": ["camera"], "tags used lately": ["cat"]}
    desk.inspector.camera.open(True)
    desk.inspector.restore(kept)
    assert not desk.inspector.camera.is_open
    desk.inspector.restore({"closed": 5, "tags used lately": [1, None]})
    assert desk.inspector.camera.is_open


def test_a_key_of_the_window_leads_into_a_closed_section(desk: Desk) -> None:
    desk.choose([20])
    desk.window.activateWindow()
    desk.inspector.tags.open(False)
    desk.inspector.edit_tags()
    assert desk.inspector.tags.is_open
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.inspector.tags.field)
    left: list[bool] = []
    desk.inspector.left.connect(lambda: left.append(True))
    QTest.keyClick(desk.inspector.tags.field, Qt.Key.Key_Escape)
    assert left == [True]


def test_everything_has_a_name_for_those_who_do_not_see_it(desk: Desk) -> None:
    desk.choose([20, 21])
    deciding_section = desk.inspector.deciding
    for picks in (deciding_section.flag, deciding_section.label, deciding_section.seen_by):
        assert picks.accessibleName()
        assert all(button.accessibleName() for button in picks._buttons.values())
    assert deciding_section.stars.accessibleDescription()


def test_two_values_are_said_in_words(desk: Desk) -> None:
    for place, name in enumerate(("Ada", "Bo"), 2):
        crediting.credit(desk.catalog, [place], name)
    with desk.catalog.reading() as look:
        one, other = (each.id for each in authors(look) if each.name in ("Ada", "Bo"))
    kept = [("visibility", 3, 0), ("tells_place", 1, 0), ("rating", 2, 0), ("author_id", one, other)]
    values: list[Row] = [
        {"photo_id": 1, "field": field, "mine": str(mine), "theirs": str(theirs), "noticed_at": "2024-06-01"}
        for field, mine, theirs in kept
    ]

    def work(writer: Writer) -> None:
        writer.insert(Conflict, values)

    desk.catalog.transact(Op.PULL, work, by_machine=True)
    desk.choose([1])
    said = [(row.mine.toolTip(), row.theirs.toolTip()) for row in desk.inspector.doubts.rows]
    assert said == [
        ("Here: everybody", "There: me only"),
        ("Here: yes", "There: no"),
        ("Here: ★★", "There: no stars"),
        ("Here: Ada", "There: Bo"),
    ]
