"""A start of the program, in a process of its own: `python -m tests.bench.starting BEGAN [HOME]`.

With a home it starts as `imalink` does; without one it shows the least that PySide6 can. Prints the
milliseconds since BEGAN, when the process was asked for: until a frame is painted, until its parts are, and
until photos are in it; and how long the thread of the window has computed by then, which a busy machine
changes less.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import NoReturn

_EVERY = 1


def empty(began: float) -> None:
    """Show a window with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    window.resize(1280, 800)
    window.show()

    def painted() -> None:
        window.repaint()
        _tell(began, {"frame": time.time()}, {"frame": time.thread_time()})

    QTimer.singleShot(_EVERY, painted)
    app.exec()


def program(began: float, home: str) -> None:
    """Start as by the command line, and look whenever the event loop has a moment."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication([])
    told: dict[str, float] = {}
    computed: dict[str, float] = {}
    timer = QTimer(app)

    def see(what: str, window: QWidget) -> None:
        if what not in told:
            window.repaint()
            told[what], computed[what] = time.time(), time.thread_time()

    def look() -> None:
        # Nothing of ours is imported by the bench before the program does it.
        seen = (each for each in app.topLevelWidgets() if isinstance(each, QMainWindow) and each.isVisible())
        window = next(seen, None)
        if window is None:
            return
        see("frame", window)
        if window.centralWidget() is None:
            return
        see("parts", window)
        from tests.bench.sitting import grid_of, is_full

        grid = grid_of(window)
        if is_full(grid):
            see("photos", grid.viewport())
            _tell(began, told, computed)

    timer.timeout.connect(look)
    timer.start(_EVERY)
    from imalink_desktop.app.main import main

    main(["--data-dir", home])


def _tell(began: float, told: dict[str, float], computed: dict[str, float]) -> NoReturn:
    times = {what: (at - began) * 1000 for what, at in told.items()}
    json.dump({**times, **{f"{what}, computed": each * 1000 for what, each in computed.items()}}, sys.stdout)
    sys.stdout.flush()
    os._exit(0)  # How it ends is no part of this, and nothing has been changed.


if __name__ == "__main__":
    if len(sys.argv) > 2:
        program(float(sys.argv[1]), sys.argv[2])
    else:
        empty(float(sys.argv[1]))
