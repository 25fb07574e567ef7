"""The window on its tour: photos are looked at and decided about, and each view is painted into a file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.ui.theme.icons import app_icon
from imalink_desktop.ui.theme.style import apply

_SMALL, _LARGE = (1280, 800), (2560, 1440)
_REST = 1.5
"""Seconds for what a view asks for to come."""


def paint_window(home: Path, pictures: Path) -> list[Path]:
    """Paint the views of a library into files, and name these."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The platform without a screen says of every window what it cannot do.
    qInstallMessageHandler(lambda _kind, _where, _words: None)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setWindowIcon(app_icon())
    apply(app, "dark")
    with Program(Paths.below(home)) as program:
        program.show()
        return [_painted(program, pictures / name) for name in _views(app, program)]


def _views(app: QApplication, program: Program) -> Iterator[str]:
    """Go from view to view; the name of each is where it is painted."""
    window, actions = program.window, program.actions
    window.resize(*_SMALL)
    _rest(app)
    for place, deed in enumerate(("rate 5", "pick", "rate 3", "reject", "label green", "rate 4")):
        program.centre.show_place(place)
        actions[deed].trigger()
    _rest(app)
    yield "grid-dark.png"
    program.centre.show_place(0)
    actions["loupe"].trigger()
    _rest(app)
    yield "loupe-dark.png"
    actions["grid"].trigger()
    actions["rating view"].trigger()
    apply(app, "light")
    window.resize(*_LARGE)
    _rest(app)
    yield "rating-view-light.png"


def _painted(program: Program, file: Path) -> Path:
    program.window.grab().save(str(file))
    return file


def _rest(app: QApplication) -> None:
    end = time.monotonic() + _REST
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)
