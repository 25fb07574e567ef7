"""The page on the list: scrolling, zooming, and what stays where it is."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imalink_desktop.base.errors import Bug
from imalink_desktop.ui.grid.geometry import LARGEST, SMALLEST
from imalink_desktop.ui.grid.headings import sticking
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.view import GridView
from tests.unit.desktop.ui.grid.hands import (
    CONTROL,
    NONE,
    Key,
    chosen,
    click,
    days,
    on_page,
    photos,
    spot,
    turn,
)


def test_a_finger_scrolls_by_pixels_and_a_wheel_glides(grid: GridView, qtbot: QtBot) -> None:
    turn(grid, -1, pixels=-37)
    assert grid.top == 37
    turn(grid, -1)
    turn(grid, -1)
    qtbot.waitUntil(lambda: grid.top == 37 + 2 * grid.layout_now.pitch)
    assert grid.verticalScrollBar().value() == grid.top


def test_the_bar_scrolls(grid: GridView) -> None:
    grid.verticalScrollBar().setValue(12_345)
    assert grid.top == 12_345


def test_ctrl_and_the_wheel_zoom_at_the_pointer(grid: GridView) -> None:
    grid.scroll_to(4000)
    at = spot(grid, grid.visible.start + 9, 0.3)
    photo = grid.photos[grid.layout_now.index_at(at.x(), at.y() + grid.top) or 0]
    edge, before = grid.layout_now.edge, on_page(grid, photo)
    turn(grid, 1, CONTROL, at=at)
    assert grid.layout_now.edge > edge
    part = (at.y() - before) / edge
    assert on_page(grid, photo) + part * grid.layout_now.edge == pytest.approx(at.y(), abs=2)
    turn(grid, -1, CONTROL, at=at)
    assert grid.layout_now.edge == edge
    assert on_page(grid, photo) == pytest.approx(before, abs=2)


def test_it_zooms_to_the_ends_and_says_so(grid: GridView) -> None:
    sizes: list[int] = []
    grid.zoomed.connect(sizes.append)
    for step, end in ((1, LARGEST), (-1, SMALLEST)):
        for _ in range(30):
            grid.zoom(step)
        assert grid.cell_size == end
    assert sizes[-1] == SMALLEST
    assert len(set(sizes)) > 4


def test_a_photo_stays_where_it_is_while_the_window_changes_its_size(grid: GridView) -> None:
    grid.scroll_to(5000)
    upper = grid.top + grid.layout_now.spacing.heading
    place = next(place for place in grid.visible if grid.layout_now.box(place).y >= upper)
    photo = grid.photos[place]
    before = on_page(grid, photo)
    for width in (700, 431, 1200, 300, 800):
        grid.resize(width, 600)
        assert on_page(grid, photo) == before
    assert grid.top == 5000


def test_a_photo_stays_where_it_is_while_others_come_and_go(grid: GridView) -> None:
    grid.scroll_to(5000)
    click(grid, grid.visible.start + 8)
    photo = grid.target
    assert photo is not None
    before = on_page(grid, photo)
    grid.set_photos(photos(34, 1) + grid.photos, days(1034))
    assert (on_page(grid, photo), grid.target) == (before, photo)
    grid.set_photos(array("q", [each for each in grid.photos if each % 3 == photo % 3]))
    assert (on_page(grid, photo), grid.target, list(grid.hit())) == (before, photo, [photo])


def test_where_the_photo_has_gone_the_nearest_one_is_looked_at(grid: GridView) -> None:
    grid.scroll_to(5000)
    click(grid, grid.visible.start + 8)
    photo = grid.target
    assert photo is not None
    before = on_page(grid, photo)
    left = array("q", [each for each in grid.photos if each != photo and each > 137])
    grid.set_photos(left, days(len(left)))
    assert grid.target == photo + 1
    assert on_page(grid, photo + 1) == before
    assert chosen(grid) == []


def test_another_list_altogether_begins_at_its_top_or_as_far_as_it_goes(grid: GridView) -> None:
    grid.scroll_to(5000)
    grid.set_photos(photos(3, 9000))
    assert (grid.top, list(grid.visible)) == (0, [0, 1, 2])
    grid.set_photos(array("q"))
    assert (grid.top, list(grid.visible), grid.target) == (0, [], None)
    for key in (Key.Key_Down, Key.Key_End, Key.Key_Space, Key.Key_Return):
        QTest.keyClick(grid, key, CONTROL if key is Key.Key_Space else NONE)
    assert list(grid.hit()) == []


def test_sections_have_to_fit_the_photos(grid: GridView) -> None:
    with pytest.raises(Bug, match="sections of 3 photos for 2"):
        grid.set_photos(photos(2), [("", 3)])


def test_a_photo_is_shown_wherever_it_is(grid: GridView) -> None:
    assert grid.show_photo(900)
    assert grid.target == 900
    assert 799 in grid.visible
    assert 0 <= on_page(grid, 900) <= grid.page - grid.layout_now.edge
    assert not grid.show_photo(7)


def test_the_heading_of_a_day_stays_at_the_top_until_the_next_pushes_it_out(grid: GridView) -> None:
    layout = grid.layout_now
    second, high = layout.heading(1).y, layout.spacing.heading
    assert sticking(layout, 0, 0) == layout.heading(0).y
    assert [sticking(layout, 0, top) for top in (50, second - high, second - high + 15)] == [0, 0, -15]
    look = Look()
    for top, is_stuck in ((0, False), (60, True)):
        grid.scroll_to(top)
        line = grid.viewport().grab().toImage().pixelColor(600, high - 1)
        assert (line == QColor(look.cell_selected)) == is_stuck


def test_a_finger_zooms_by_notches_too(grid: GridView) -> None:
    edge = grid.layout_now.edge
    for _ in range(3):
        turn(grid, 0.25, CONTROL)
    assert grid.layout_now.edge == edge
    turn(grid, 0.25, CONTROL)
    assert grid.layout_now.edge > edge


def test_the_column_is_that_of_the_target_after_the_window_has_changed(grid: GridView) -> None:
    click(grid, 3)
    grid.resize(400, 600)
    columns = grid.layout_now.columns
    QTest.keyClick(grid, Key.Key_Down)
    assert grid.selection.target == 3 + columns


def test_a_million_photos_as_large_as_they_can_be_never_wrap(grid: GridView) -> None:
    grid.set_photos(photos(1_000_000), days(1_000_000, 33))
    grid.set_cell_size(LARGEST)
    grid.resize(500, 600)
    QTest.keyClick(grid, Key.Key_End)
    assert grid.layout_now.columns == 1
    assert grid.target == 1_000_100
    assert 999_999 in grid.visible
    assert grid.viewport().grab().toImage().pixelColor(spot(grid, 999_999)) == QColor(200, 40, 40)


def test_lists_higher_than_qt_can_count_scroll_to_their_end(grid: GridView) -> None:
    grid.set_photos(photos(6_000_000))
    grid.set_cell_size(LARGEST)
    grid.resize(500, 600)
    assert grid.layout_now.height > 2**31
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert 5_999_999 in grid.visible
    turn(grid, 1, pixels=1)
    assert grid.top == grid.layout_now.height - grid.page - 1
    bar.setValue(0)
    assert grid.top == 0
