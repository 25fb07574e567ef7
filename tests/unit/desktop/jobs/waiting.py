"""What the tests of this room do and wait for."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, get_ident

from PySide6.QtCore import QCoreApplication

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.jobs.room import PlainRoom, Room

PATIENCE = 30.0


def until(room: Room, ready: Callable[[], object]) -> None:
    """Be at home until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline, "it never came"
        if isinstance(room, PlainRoom):
            room._door.wait()
        else:
            QCoreApplication.processEvents()
            Event().wait(0.001)


def counting(to: int) -> Job[int]:
    for done in range(to):
        yield Progress("counting", done, to)
    return to * 10


class Gated:
    """A job that says when it has begun, and waits to be let through between two steps."""

    def __init__(self) -> None:
        self.begun = Event()
        self.gate = Event()
        self.threads: list[int] = []
        self.log: list[str] = []

    def job(self, name: str = "gated") -> Job[str]:
        self.log.append(f"{name} begins")
        self.threads.append(get_ident())
        try:
            self.begun.set()
            while not self.gate.wait(0.01):
                yield Progress(name, 0)
            yield Progress(name, 1, 1)
            return name
        finally:
            self.threads.append(get_ident())
            self.log.append(f"{name} cleans up")
