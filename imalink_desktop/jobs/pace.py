"""`Pace`: how fast a job has been of late."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from imalink_desktop.base.progress import Progress, rate

WINDOW = 10.0
"""Seconds that count: what was slow an hour ago says little of what comes."""
STEP = 0.5
"""Seconds between two marks."""


class Pace:
    """Marks how far a job was, now and then, and tells the rate since the oldest mark."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, Progress]] = deque()

    def note(self, progress: Progress) -> float | None:
        """How many a second, as far as that can be said yet."""
        now = self._clock()
        marks = self._marks
        if marks and (marks[-1][1].what != progress.what or marks[-1][1].done > progress.done):
            marks.clear()  # It is at something else now.
        if not marks or now - marks[-1][0] >= STEP:
            marks.append((now, progress))
        while now - marks[0][0] > WINDOW and len(marks) > 1:
            marks.popleft()
        return rate(marks[0][1], progress, now - marks[0][0]) or None

    def forget(self) -> None:
        """Begin anew, after a rest."""
        self._marks.clear()
