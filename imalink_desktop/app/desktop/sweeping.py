"""Python's garbage is collected at home between two events, and nowhere else.

Left alone, Python collects in whatever thread happens to make the next object, and in the midst of anything.
While a thread that reads does so, the window stands still. And while Qt deletes an object it holds a lock and
asks Python for a name: a collection that begins there, and comes upon something else of Qt's, waits for that
lock for ever.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_OFTEN, _SOON, _SELDOM = 1_000, 5_000, 60_000
"""Milliseconds: what was made lately, what has been loaded by the start, and everything."""


class Sweeper(QObject):
    """From the first one on Python collects nothing by itself: something of Qt's is there until the end."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._often = self._timer(_OFTEN, self.sweep)
        self._seldom = self._timer(_SELDOM, self.sweep_everything)
        self._soon = self._timer(_SOON, self.settle)
        self._soon.setSingleShot(True)

    def begin(self) -> None:
        """Go on the first round."""
        for timer in (self._often, self._seldom, self._soon):
            timer.start()

    def end(self) -> None:
        """No more rounds."""
        for timer in (self._often, self._seldom, self._soon):
            timer.stop()

    def sweep(self) -> None:
        """Throw away what was made lately and nobody has any more; nothing where little was made."""
        made, *_older = gc.get_count()
        enough, *_others = gc.get_threshold()
        if made > enough:
            gc.collect(0)

    def sweep_everything(self) -> None:
        """What outlived some rounds too."""
        gc.collect()

    def settle(self) -> None:
        """What has been loaded stays loaded: looking through it for garbage would hold up the window."""
        gc.collect()
        gc.freeze()

    def _timer(self, milliseconds: int, work: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(work)
        return timer
