"""Ctrl+C in the terminal, the end of a session, a polite `kill`: the window is closed as by Ctrl+Q.

The system may interrupt us in the middle of anything, also inside of Qt. So a signal writes one byte into a
line that the event loop watches, and what has to be done is done there. Whoever asks twice does not want to
wait: from the second time on the system does what it does with any program.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Self

from PySide6.QtCore import QObject, QSocketNotifier

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Each system knows some of them."""


class ToldToEnd(QObject):
    """While this lasts, `end` is called in the window's thread when the program is told to end."""

    def __init__(self, end: Callable[[], object]) -> None:
        super().__init__()
        self._end = end
        self._heard, self._told = socket.socketpair()
        for one in (self._heard, self._told):
            one.setblocking(False)
        self._bell = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._answer)

    def __enter__(self) -> Self:
        self._before = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        known = (getattr(signal, name) for name in _NAMES if hasattr(signal, name))
        # What is ignored stays so: `nohup` asks for that, and a shell for what it starts in the background.
        self._kept = {
            number: handler
            for number in known
            if (handler := signal.getsignal(number)) not in (signal.SIG_IGN, None)
        }
        for number in self._kept:
            signal.signal(number, _is_heard_elsewhere)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._kept.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._bell.setEnabled(False)
        self._heard.close()
        self._told.close()

    def _answer(self) -> None:
        self._heard.recv(64)
        for number in self._kept:
            signal.signal(number, signal.SIG_DFL)
        self._end()


def _is_heard_elsewhere(_number: int, _frame: FrameType | None) -> None:
    """Python may call this anywhere; the byte is on its way already."""
