"""`Application`: Qt's, which also hears what the Finder has us open: macOS tells that in an event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

_TOGETHER = 100
"""Milliseconds: of several files that somebody opens at once, each comes by itself."""


class Application(QApplication):
    """Keeps what is to be opened until there is a window that takes it."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(list(words))
        self._take: Callable[[Sequence[Path]], object] | None = None
        self._opened: list[Path] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TOGETHER)
        self._soon.timeout.connect(self._hand_on)

    def open_with(self, take: Callable[[Sequence[Path]], object] | None) -> None:
        """From now on this takes what is opened, and what has been meanwhile."""
        self._take = take
        self._soon.start()

    def event(self, event: QEvent) -> bool:
        """A file, or a folder that was dropped on the icon."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._opened.append(Path(event.file()))
            self._soon.start()
            return True
        return super().event(event)

    def _hand_on(self) -> None:
        if self._take is not None and self._opened:
            opened, self._opened = self._opened, []
            self._take(opened)
