"""`soon`: a timer that rings once. Started again while it runs, it begins anew."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(parent: QObject | None, do: Callable[[], object], after: int = 0) -> QTimer:
    """Have this done so many milliseconds after each `start`; the parent's end is the timer's."""
    timer = QTimer(parent, singleShot=True, interval=after)
    timer.timeout.connect(do)
    return timer
