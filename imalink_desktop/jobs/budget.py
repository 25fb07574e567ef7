"""`Budget`: what all work together may take, such as megapixels in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition


class Budget:
    """Shared by any number of threads; who comes first is served first, so that the big are not left out."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._left = total
        self._turns: deque[object] = deque()
        self._room = Condition()

    @property
    def spent(self) -> int:
        """How much is in use."""
        return self.total - self._left

    @contextmanager
    def spend(self, wanted: int, unless: Callable[[], bool] = lambda: False) -> Iterator[bool]:
        """Hold a share; wait for it while others hold too much.

        What is larger than the whole gets the whole, alone. Gives False, and nothing, as soon
        as `unless` says so. Nobody may ask for a second share while holding one.
        """
        share = min(wanted, self.total)
        me = object()
        with self._room:
            self._turns.append(me)
            try:
                self._room.wait_for(lambda: unless() or self._is_next(me, share))
                granted = self._is_next(me, share) and not unless()
                share = share if granted else 0
                self._left -= share
            finally:
                self._turns.remove(me)
                self._room.notify_all()
        try:
            yield granted
        finally:
            with self._room:
                self._left += share
                self._room.notify_all()

    def ask_again(self) -> None:
        """Have those who wait ask their `unless` anew."""
        with self._room:
            self._room.notify_all()

    def _is_next(self, who: object, share: int) -> bool:
        return self._turns[0] is who and self._left >= share
