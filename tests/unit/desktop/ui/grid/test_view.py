"""What the grid tells, asks for and paints."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.view import GridView
from tests.unit.desktop.ui.grid.hands import (
    SHIFT,
    click,
    days,
    photos,
    told,
)
from tests.unit.desktop.ui.grid.painted import Painted


def test_signals_tell_what_changed_and_nothing_else(grid: GridView) -> None:
    targets, selections = told(grid.target_changed.connect), told(grid.selection_changed.connect)
    click(grid, 2)
    click(grid, 2)
    assert (targets, len(selections)) == ([(103,)], 1)
    grid.choose(grid.selection.everything(len(grid.photos)))
    assert (len(targets), len(selections)) == (1, 2)
    grid.set_photos(photos(500), days(500))
    assert (len(targets), len(selections)) == (1, 3)
    grid.set_photos(photos(2, 102))
    assert (targets, len(selections)) == ([(103,)], 4)
    grid.set_photos(photos(2, 9000))
    assert targets[1:] == [(None,)]


def test_what_is_in_sight_is_told_and_asked_for_with_what_comes_next(
    grid: GridView, contents: Painted
) -> None:
    seen = told(grid.visible_changed.connect)
    grid.scroll_to(3000)
    sight, visible = contents.sights[-1], grid.visible
    assert seen == [(visible.start, visible.stop - 1)]
    assert list(sight.visible) == [101 + place for place in visible]
    assert sight.ahead[0] == 101 + visible.stop
    asked = len(contents.sights)
    grid.scroll_to(3001)
    assert len(contents.sights) - asked <= (grid.visible != visible)
    grid.scroll_to(2000)
    assert contents.sights[-1].ahead[0] == 101 + grid.visible.start - 1


def test_a_hidden_grid_asks_for_nothing(qtbot: QtBot) -> None:
    contents = Painted()
    view = GridView(contents)
    qtbot.addWidget(view)
    view.set_photos(photos(100))
    assert contents.sights == []
    view.show()
    assert len(contents.sights) >= 1


def test_only_the_cells_of_what_has_come_are_painted(grid: GridView, contents: Painted, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(contents.painted))
    QApplication.processEvents()  # and all that was to be painted with it
    assert 4 in grid.visible
    contents.painted.clear()
    contents.arrived.emit([105, 999])
    qtbot.waitUntil(lambda: bool(contents.painted))
    assert contents.painted == [105]


def test_what_comes_after_the_grid_has_gone_does_no_harm(qapp: QApplication) -> None:
    contents = Painted()
    view = GridView(contents)
    view.resize(800, 600)
    view.set_photos(photos(100))
    view.show()
    view.deleteLater()
    QApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete.value)
    contents.arrived.emit([101])
    assert view not in qapp.topLevelWidgets()


def test_a_screen_reader_hears_where_the_target_is(grid: GridView) -> None:
    assert grid.accessibleName() == "Photos"
    click(grid, 4)
    click(grid, 6, SHIFT)
    assert grid.accessibleDescription() == "Photo 7 of 1,000, 3 selected"


def test_the_look_may_change(grid: GridView) -> None:
    grid.set_look(Look(backdrop="#ffffff"))
    assert grid.viewport().grab().toImage().pixelColor(2, 100) == QColor("#ffffff")
