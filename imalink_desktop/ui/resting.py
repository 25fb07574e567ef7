"""`Rest`: what takes long is not done again and again while things keep changing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer

from imalink_desktop.ui.soon import soon

_GATHER = 250
"""Milliseconds in which wishes are gathered."""
_TIMES = 4
"""It rests so many times as long as it took: others have questions too."""


class Rest:
    """Wishes for one thing that come while it rests are one wish."""

    def __init__(self, do: Callable[[], object]) -> None:
        self._clock = QElapsedTimer()
        self._took = 0
        self._soon = soon(None, do)

    def wish(self) -> None:
        """Have it done when it has rested."""
        if not self._soon.isActive():
            self._soon.start(max(_GATHER, _TIMES * self._took))

    @property
    def is_wished(self) -> bool:
        """Whether it will be done when it has rested."""
        return self._soon.isActive()

    def begin(self) -> None:
        """It is being done: what was wished for until now is fulfilled by that."""
        self._soon.stop()
        self._clock.start()

    def end(self) -> None:
        """It has been done."""
        self._took = self._clock.elapsed() if self._clock.isValid() else 0

    def close(self) -> None:
        """Do it no more."""
        self._soon.stop()
