"""The window of an empty catalog, shown and closed; without a screen, on one that is only thought of."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from imalink_desktop.base.errors import Bug
from imalink_desktop.base.log import Logbook
from imalink_desktop.base.paths import Paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_SECONDS = 20.0
_COLOURS = 10
"""Fewer than an empty window has, with its letters and lines."""


def shown(paths: Paths) -> str:
    """Open it, wait until its first list is there and painted, and close it."""
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from imalink_desktop.app.desktop.crash import hearing_qt
    from imalink_desktop.app.desktop.program import Program
    from imalink_desktop.ui.theme.style import apply

    app = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise Bug("there is an application without windows")
    apply(app, "dark")
    with Logbook(paths.logs, Path.home()) as book, hearing_qt(), Program(paths) as program:
        program.show()
        _wait(app, lambda: program.stage.answered)
        painted = program.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        program.close()
        troubles = [line.text for line in book.lines() if line.level in ("ERROR", "CRITICAL")]
    if program.left or troubles:
        raise Bug("; ".join((*program.left, *troubles)))
    width, height = painted.width(), painted.height()
    if len({painted.pixel(x, y) for x in range(0, width, 8) for y in range(0, height, 8)}) < _COLOURS:
        raise Bug("the window stays empty")
    return f"{width} × {height} by {app.platformName()}"


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    end = time.monotonic() + _SECONDS
    while not until():
        if time.monotonic() > end:
            raise Bug(f"the window has no list after {_SECONDS:.0f} s")
        app.processEvents()
        time.sleep(0.005)
