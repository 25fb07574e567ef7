"""The first page: a promise, two buttons, a place to drop things; and what it says while it draws."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.ui.theme.look import current
from imalink_desktop.ui.theme.style import apply
from imalink_desktop.ui.window.drop_zone import DropZone
from imalink_desktop.ui.window.welcome import Welcome


@pytest.fixture
def welcome(qtbot: QtBot, qapp: QApplication) -> Welcome:
    apply(qapp, "dark")
    page = Welcome()
    qtbot.addWidget(page)
    page.tell(first_run=True)
    page.resize(900, 600)
    page.show()
    return page


def seen(page: Welcome) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def button(page: Welcome, words: str) -> QPushButton:
    (found,) = (one for one in page.findChildren(QPushButton) if one.text() == words)
    return found


def edge(zone: DropZone) -> set[str]:
    image = zone.grab().toImage()
    return {QColor(image.pixel(x, 1)).name() for x in range(20, image.width() - 20)}


def test_it_promises_and_offers_two_ways(welcome: Welcome, qtbot: QtBot) -> None:
    assert seen(welcome) == [
        "Drop folders, cards or photos here",
        "Your originals stay where they are, and are never changed.",
    ]
    with qtbot.waitSignal(welcome.import_wanted):
        button(welcome, "Choose a folder…").click()
    with qtbot.waitSignal(welcome.sample_wanted):
        button(welcome, "Try it with sample photos").click()


def test_while_samples_are_drawn_it_says_how_far_and_can_be_stopped(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.draw_samples(34, 120)
    assert "Drawing sample photos: 34 of 120" in seen(welcome)
    assert not button(welcome, "Choose a folder…").isVisible()
    with qtbot.waitSignal(welcome.sample_stopped):
        button(welcome, "Stop").click()
    welcome.draw_samples(120, 120)
    assert "Importing them…" in seen(welcome)
    assert not button(welcome, "Stop").isEnabled()
    welcome.draw_samples(None)
    assert button(welcome, "Choose a folder…").isVisible()


def test_nothing_jumps_when_drawing_begins(welcome: Welcome) -> None:
    before = welcome._choices.geometry()
    welcome.draw_samples(0, 120)
    QApplication.processEvents()
    assert welcome._choices.geometry() == before


def test_the_frame_is_dashed_and_lights_up(welcome: Welcome) -> None:
    palette = current()
    quiet = edge(welcome.zone)
    assert QColor(palette.panel).name() in quiet  # between two dashes
    assert len(quiet) > 1
    assert QColor(palette.accent).name() not in quiet
    welcome.zone.light(True)
    assert QColor(palette.accent).name() in edge(welcome.zone)


def test_a_search_that_finds_nothing_has_another_page(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.tell(first_run=False)
    assert seen(welcome)[0] == "No photo is like that"
    with qtbot.waitSignal(welcome.everything_wanted):
        button(welcome, "Show all photos").click()


def test_the_place_lights_up_while_something_is_dragged_over_the_window(
    opened: Callable[[Paths], Program], tmp_path: Path
) -> None:
    program = opened(Paths.below(tmp_path / "home"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), actions, mime, buttons, none)
    QApplication.sendEvent(program.window, enter)
    assert program._welcome.zone.lit
    program._veil.dragLeaveEvent(QDragLeaveEvent())
    assert not program._welcome.zone.lit


def test_before_the_first_photo_the_panels_say_what_comes_there(
    opened: Callable[[Paths], Program], tmp_path: Path
) -> None:
    program = opened(Paths.below(tmp_path / "home"))
    assert program._welcome.isVisible()
    assert program._scrubber._picture().hint == "The days of your photos stand here."
