"""`Timetable`: when a round of syncing begins by itself.

At the start, now and then, soon after a change, when the network is back; after a failure later each time.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QObject, QTimer

from imalink_desktop.ui.soon import soon

_AFTER_THE_START, _AFTER_A_CHANGE, _AFTER_THE_NETWORK = 2_000, 3_000, 3_000
_AT_ONCE_WITH_THE_NETWORK = 500
_MINUTE = 60_000


class Timetable:
    """Tells when. Whether anything stands in the way is for others to say."""

    def __init__(self, home: QObject, begin: Callable[[], object], random: Random | None = None) -> None:
        self._random = random or Random()  # noqa: S311 - so that two machines do not try in step
        self._failures = 0
        self._soon, self._later = soon(home, begin), soon(home, begin)
        self._now_and_then = QTimer(home)
        self._now_and_then.timeout.connect(begin)

    @property
    def is_holding_back(self) -> bool:
        """Whether a failure is too recent for another try."""
        return self._later.isActive()

    def at_once(self) -> None:
        """There is a reason to begin now."""
        self._soon.start(0)

    def after_the_start(self) -> None:
        """The window can be seen."""
        self._soon.start(_AFTER_THE_START)

    def after_a_change(self) -> None:
        """There is something to send; what comes on its heels goes with it."""
        if not self._soon.isActive():
            self._soon.start(_AFTER_A_CHANGE)

    def with_the_network(self) -> None:
        """It is back: what failed is tried again, but not by all machines at once."""
        self._later.stop()
        self._soon.start(self._random.randint(_AT_ONCE_WITH_THE_NETWORK, _AFTER_THE_NETWORK))

    def every(self, minutes: int | None) -> None:
        """Now and then from now on, or no more."""
        self._now_and_then.stop()
        if minutes is not None:
            self._now_and_then.start(minutes * _MINUTE)

    def begun(self) -> None:
        """A round runs, whoever wished for it."""
        self._soon.stop()
        self._later.stop()

    def went_well(self) -> None:
        """Failures of before do not count any more."""
        self._failures = 0
        self._later.stop()

    def failed(self, asked_for: float | None) -> None:
        """Try again after a while, or when the server has asked for it."""
        from imalink_desktop.sync.engine import pause

        self._failures += 1
        self._later.start(round(pause(self._failures, self._random, asked_for) * 1000))

    def close(self) -> None:
        """Begin nothing more."""
        for timer in (self._soon, self._later, self._now_and_then):
            timer.stop()
