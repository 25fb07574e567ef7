"""`Leaving`: waiting for what nobody can hurry, such as a server's answer, until somebody wants to leave."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

R = TypeVar("R")

_LOOKS = 0.1
"""Seconds between two looks whether somebody wants to leave; what is waited for is there at once."""


class Left(Exception):
    """Somebody left before it was done. It may still be done, and nobody will hear of it."""


class Leaving:
    """For a few things that are waited for; once it is `due`, nobody waits for anything any more."""

    def __init__(self) -> None:
        self._due = Event()

    @property
    def is_due(self) -> bool:
        """Whether somebody wants to leave."""
        return self._due.is_set()

    def now(self) -> None:
        """Leave, from any thread."""
        self._due.set()

    def wait_for(self, work: Callable[[], R]) -> R:
        """Have it done in a thread that nobody has to wait for; what it raises is raised here."""
        if self.is_due:
            raise Left
        box: SimpleQueue[tuple[R | None, BaseException | None]] = SimpleQueue()
        Thread(target=_do, args=(work, box), name="nobody waits for this", daemon=True).start()
        while True:
            try:
                result, error = box.get(timeout=_LOOKS)
            except Empty:
                if self.is_due:
                    raise Left from None
                continue
            if error is not None:
                raise error
            return result  # type: ignore[return-value]  # R may itself be None


def _do(work: Callable[[], R], box: SimpleQueue[tuple[R | None, BaseException | None]]) -> None:
    try:
        box.put((work(), None))
    except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
        box.put((None, error))
