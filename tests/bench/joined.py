"""The joined window while a card is imported, a process of its own: `python -m tests.bench.joined HOME CARD`.

Prints one JSON object: how late each tick of the event loop came in milliseconds, and how often all photos
were listed anew meanwhile.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.ui.bringing.errand import Ended, Errand
from imalink_desktop.ui.stage import Shown
from imalink_desktop.ui.theme.style import apply
from tests.bench.awake import EVERY

_SETTLED = 7_000
"""Milliseconds: later than the program settles its memory."""


def main(home: Path, card: Path) -> None:
    """Come to rest, import, tell."""
    app = QApplication([])
    apply(app, "dark")
    program = Program(Paths.below(home))
    late, lists = list[float](), list[Shown]()
    last = 0.0
    timer = QTimer(app)
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, (now - last) * 1000 - EVERY))
        last = now

    def begin() -> None:
        nonlocal last
        program.stage.listed.connect(lists.append)
        program.importer.bring(Errand((card,)))
        last = time.perf_counter()
        timer.start(EVERY)

    def end(_: Ended) -> None:
        json.dump({"late": late, "lists": len(lists)}, sys.stdout)
        sys.stdout.flush()
        os._exit(0)  # The home is thrown away.

    program.importer.ended.connect(end)
    timer.timeout.connect(tick)
    QTimer.singleShot(_SETTLED, begin)
    program.show()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
