"""When and where photos were taken, corrected and believed again."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import correcting
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Camera, Photo
from imalink_desktop.ui.inspector.shifting import ShiftDialog
from tests.unit.desktop.ui.inspector.conftest import Desk, photo


def test_a_time_is_told_with_its_reason_and_a_correction_can_be_taken_back(desk: Desk) -> None:
    correcting.shift_time(desk.catalog, [20], timedelta(hours=2))
    desk.changed()
    desk.choose([20])
    when = desk.inspector.when
    assert "12:20:00" in when.taken.text()
    assert when._taken_why.text().startswith("Corrected by you, +2:00 h")
    when.believe_time.click()
    desk.changed()
    assert photo(desk, 20).taken.corrected is None
    assert when.believe_time.isHidden()


def test_time_is_shifted_for_all_that_is_chosen(desk: Desk) -> None:
    desk.choose([20, 21])
    desk.inspector.when.ask_shift()
    dialog = desk.window.findChild(ShiftDialog)
    assert isinstance(dialog, ShiftDialog)
    dialog.hours.setValue(1)
    dialog.way.setCurrentIndex(1)
    assert "becomes" in dialog.preview.text()
    dialog.accept()
    desk.changed()
    assert photo(desk, 20).taken.at == "2024-06-15T09:20:00"
    assert photo(desk, 21).taken.at == "2024-06-15T09:21:00"


def test_the_clock_of_one_camera_is_set_right_between_two_moments(desk: Desk) -> None:
    def equip(writer: Writer) -> None:
        writer.insert(Camera, [{"make": "NIKON CORPORATION", "model": "NIKON Z 8"}])
        writer.set(Photo, [20, 21, 22, 23], camera_id=1)

    desk.catalog.transact(Op.HATCH, equip, by_machine=True)
    desk.changed()
    desk.choose([21, 22])
    desk.inspector.when.ask_shift()
    dialog = desk.window.findChild(ShiftDialog)
    assert isinstance(dialog, ShiftDialog)
    desk.wait()
    dialog.all_of.setChecked(True)
    assert dialog.camera.currentText() == "Nikon Z 8"
    dialog.minutes.setValue(30)
    dialog.accept()
    desk.changed()
    taken = [photo(desk, number).taken.corrected for number in (20, 21, 22, 23)]
    assert taken == [None, "2024-06-15T10:51:00", "2024-06-15T10:52:00", None]


def test_a_place_is_set_as_two_numbers_and_taken_back(desk: Desk) -> None:
    desk.choose([20, 21])
    when = desk.inspector.when
    QTest.keyClicks(when.place, "https://www.openstreetmap.org/#map=15/59.9139/10.7522")
    QTest.keyClick(when.place, Qt.Key.Key_Return)
    desk.changed()
    assert photo(desk, 21).where.corrected == (59.9139, 10.7522)
    assert when.place.text() == "59.91390, 10.75220"
    when.believe_place.click()
    desk.changed()
    assert photo(desk, 21).where.at is None


def test_what_is_no_place_is_marked_and_changes_nothing(desk: Desk) -> None:
    desk.choose([20])
    when = desk.inspector.when
    QTest.keyClicks(when.place, "Oslo")
    assert when.place.property("wrong") is True
    assert not when.wrong.isHidden()
    QTest.keyClick(when.place, Qt.Key.Key_Return)
    desk.wait()
    assert photo(desk, 20).where.at is None
    (trouble,) = desk.troubles
    assert isinstance(trouble, Expected)
    assert trouble.next_step
