"""The frame of the window is seen before its parts: one window all along, that is furnished in one go."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop import crash, start
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.app.desktop.stumbling import Stumble
from imalink_desktop.app.desktop.unheard import Unheard
from imalink_desktop.app.exits import Exit
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.ui.inspector.inspector import Inspector
from imalink_desktop.ui.window.window import MainWindow
from tests.unit.desktop.ui.grid.library import furnish

PHOTOS = 6


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    paths = Paths.below(tmp_path / "home")
    furnish(paths.data, PHOTOS, previews=0)
    return paths


def test_an_empty_frame_is_painted_in_the_colours_of_the_theme(qtbot: QtBot) -> None:
    frame = MainWindow()
    qtbot.addWidget(frame)
    frame.appear({})
    assert frame.windowHandle().isExposed()
    assert frame.centralWidget() is None
    seen = frame.grab().toImage()
    places = product(range(0, seen.width(), 40), range(0, seen.height(), 40))
    colours = {seen.pixelColor(x, y).name() for x, y in places}
    assert colours == {frame.palette().window().color().name()}


def test_the_frame_becomes_the_window(home: Paths, qtbot: QtBot) -> None:
    frame = MainWindow()
    frame.appear({})
    frame.resize(1000, 700)
    place = frame.geometry()
    with Program(home, frame=frame) as program:
        program.show()
        assert program.window is frame
        assert frame.geometry() == place
        for part in (frame.menuBar(), frame.status, program.centre.grid):
            assert part.isVisible()
        qtbot.waitUntil(lambda: len(program.stage.shown.photos) == PHOTOS)
        frame.activateWindow()
        qtbot.waitUntil(lambda: frame.focusWidget() is program.centre.grid)


def test_who_types_into_the_empty_frame_decides_about_no_photo(qtbot: QtBot, qapp: QApplication) -> None:
    heard: list[int] = []

    class Listening(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
            heard.append(event.key())

    window = Listening()
    qtbot.addWidget(window)

    def type_in(key: Qt.Key) -> None:
        qapp.postEvent(window, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))

    type_in(Qt.Key.Key_5)
    type_in(Qt.Key.Key_X)
    unheard = Unheard(qapp)
    gone: list[bool] = []
    unheard.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))
    assert heard == []
    type_in(Qt.Key.Key_4)
    qtbot.waitUntil(lambda: heard == [Qt.Key.Key_4])


def test_what_somebody_hid_is_hidden_from_the_first_moment(home: Paths, qtbot: QtBot) -> None:
    with Program(home) as program:
        program.show()
        program.window.resize(900, 600)
        program.actions["right panel"].setChecked(False)
    kept = (home.state / "window.json").read_text()
    assert '"right panel": false' in kept
    frame = MainWindow()
    frame.appear({})
    with Program(home, frame=frame) as program:
        program.show()
        assert not program.window.deeds["right panel"].isChecked()
        qtbot.wait(20)  # whatever Qt still does by itself
        inspector = program.window.findChild(Inspector)
        assert inspector is not None
        assert inspector.isHidden()


@pytest.mark.usefixtures("capsys")
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_frame_that_cannot_be_furnished_goes_and_comes_again(
    home: Paths, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "hearing_qt", nullcontext)  # a screen of tests has remarks that no other has
    with Catalog.open(home.data) as catalog:
        catalog.back_up(home.backups)
    with home.catalog.open("r+b") as file:
        file.seek(100)
        file.write(b"\x55" * 9_000)
    beside: list[bool] = []
    found: list[int] = []

    def look() -> None:
        if not found:
            QTimer.singleShot(20, look)  # another one each time: within its own answer none is heard again
        box = qapp.activeModalWidget()
        frames = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
        if isinstance(box, QInputDialog):
            box.accept()
        elif isinstance(box, Stumble):
            beside.append(bool(frames))
            box.restoring.click()
        elif frames and frames[0].centralWidget() is not None:
            found.append(len(frames))
            frames[0].close()

    look()
    assert start.until_it_starts(lambda: start._show(qapp, home, ()), lambda: False, home) == Exit.DONE
    assert (beside[0], found) == (False, [1])
