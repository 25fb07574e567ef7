"""A gate through which many pass at once, or one alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Gate:
    """Whoever wants to be alone waits until all have left, and nobody enters meanwhile."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._inside = 0
        self._taken = False

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Pass with others."""
        with self._turn:
            self._turn.wait_for(lambda: not self._taken)
            self._inside += 1
        try:
            yield
        finally:
            with self._turn:
                self._inside -= 1
                self._turn.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Pass when nobody else does."""
        with self._turn:
            self._turn.wait_for(lambda: not self._taken and not self._inside)
            self._taken = True
        try:
            yield
        finally:
            with self._turn:
                self._taken = False
                self._turn.notify_all()
