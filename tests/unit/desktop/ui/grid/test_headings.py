"""Headings under the mouse: a click chooses the section."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.ui.grid.geometry import Sections
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.view import GridView
from tests.unit.desktop.ui.grid.hands import CONTROL, LEFT, NONE, SHIFT, chosen, click, on_page, photos, told


def heading(grid: GridView, section: int) -> QPoint:
    box = grid.layout_now.heading(section)
    return QPoint(40, box.y - grid.top + box.height // 2)


def press(grid: GridView, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, modifiers, at)


def hover(grid: GridView, at: QPoint) -> None:
    where = QPointF(at)
    nothing = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, where, grid.mapToGlobal(where), nothing, nothing, NONE)
    QApplication.sendEvent(grid.viewport(), move)


def test_a_click_chooses_the_section_and_frames_its_first_photo(grid: GridView) -> None:
    press(grid, heading(grid, 1))
    assert chosen(grid) == list(range(10, 20))
    assert grid.selection.target == 10


def test_ctrl_adds_a_section_and_takes_it_away(grid: GridView) -> None:
    click(grid, 2)
    press(grid, heading(grid, 1), CONTROL)
    assert chosen(grid) == [2, *range(10, 20)]
    press(grid, heading(grid, 1), CONTROL)
    assert chosen(grid) == [2]
    press(grid, heading(grid, 0), CONTROL)
    assert chosen(grid) == list(range(10))


def test_shift_goes_on_to_the_end_of_the_section_and_back_to_the_beginning(grid: GridView) -> None:
    click(grid, 13)
    press(grid, heading(grid, 0), SHIFT)
    assert chosen(grid) == list(range(14))
    grid.set_cell_size(96)
    press(grid, heading(grid, 2), SHIFT)
    assert chosen(grid) == list(range(13, 30))


def test_from_one_heading_to_another_both_sections_are_whole(grid: GridView) -> None:
    grid.set_cell_size(96)
    press(grid, heading(grid, 2))
    press(grid, heading(grid, 1), SHIFT)
    assert chosen(grid) == list(range(10, 30))
    press(grid, heading(grid, 3), SHIFT)
    assert chosen(grid) == list(range(20, 40))


def test_the_heading_that_sticks_is_clicked_and_not_the_photo_below_it(grid: GridView) -> None:
    grid.scroll_to(grid.layout_now.box(11).y + 10)
    opened = told(grid.opened.connect)
    QTest.mouseDClick(grid.viewport(), LEFT, NONE, QPoint(60, 12))
    press(grid, QPoint(60, 12))
    assert opened == []
    assert chosen(grid) == list(range(10, 20))


def test_a_heading_lights_up_below_the_mouse_and_shows_a_hand(grid: GridView) -> None:
    def ground() -> QColor:
        image: QImage = grid.viewport().grab().toImage()
        box = grid.layout_now.heading(0)
        return image.pixelColor(8, box.y - grid.top + box.height // 2)

    assert ground() == QColor(Look().backdrop)
    hover(grid, heading(grid, 0))
    assert ground() == QColor(Look().cell_selected)
    assert grid.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    hover(grid, QPoint(300, 150))
    assert ground() == QColor(Look().backdrop)
    assert grid.viewport().cursor().shape() is not Qt.CursorShape.PointingHandCursor


def test_a_key_chooses_the_section_of_the_frame_which_stays(grid: GridView) -> None:
    click(grid, 14)
    grid.choose_section()
    assert chosen(grid) == list(range(10, 20))
    assert grid.selection.target == 14


def test_photos_that_are_not_cut_have_no_heading(grid: GridView) -> None:
    grid.set_photos(photos(50))
    assert grid.layout_now.spacing.heading == 0
    press(grid, QPoint(30, 6))
    assert chosen(grid) == []
    grid.set_photos(photos(50), [("a", 50)])
    assert grid.layout_now.spacing.heading > 0


def test_cut_otherwise_the_photo_that_is_looked_at_stays_where_it_is(grid: GridView) -> None:
    grid.scroll_to(grid.layout_now.box(502).y - 150)
    click(grid, 502)
    click(grid, 505, CONTROL)
    where = on_page(grid, 606)
    for each in (7, 100, 3, 1000, 10):
        runs = [(str(first), min(each, 1000 - first)) for first in range(0, 1000, each)]
        grid.set_sections(Sections.of(runs))
        assert on_page(grid, 606) == where
    assert chosen(grid) == [502, 505]
