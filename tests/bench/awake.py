"""Whether the window stays awake: how late its event loop ticks while an import runs at full speed."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

from imalink_core import Hatchery
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.report import Report
from imalink_desktop.importing.run import bring_in
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.jobs.ticket import Ticket
from tests.bench.originals import originals
from tests.drawing.hostile import hostile_files

EVERY = 5
"""Milliseconds between two ticks."""
_HOSTILE = 400
_IDLE = 3.0
_TARGET = 8
_MOST = 200


@dataclass(slots=True)
class Lateness:
    """How late the ticks came, in milliseconds, and what came of the import meanwhile."""

    late: list[float] = field(default_factory=list)
    report: Report | None = None
    seconds: float = 0.0

    def part(self, of_hundred: int) -> float:
        """So many of a hundred ticks came no later."""
        return statistics.quantiles(self.late, n=100)[of_hundred - 1]

    @property
    def worst(self) -> float:
        """The latest of all."""
        return max(self.late)


def lateness(home: Path, source: Path) -> Lateness:
    """Import a folder under an event loop, which does nothing else than tick, and note how late it does."""
    with ExitStack() as open_ones:
        catalog = open_ones.enter_context(Catalog.open(home / "data"))
        previews = open_ones.enter_context(Previews.open(home / "cache", cold_budget=2**40))
        hatchery = open_ones.enter_context(Hatchery())
        room = open_ones.enter_context(QtRoom())
        darkroom = Darkroom(catalog, previews, hatchery, room.workers())
        ticket = room.start(bring_in(darkroom, Wish((source,))), "import")
        watched = _ticking(ticket)
        watched.report = ticket.result()
    return watched


def _ticking(ticket: Ticket[Report] | Ticket[None]) -> Lateness:
    """Be the window until a job has ended."""
    loop, watched = QEventLoop(), Lateness()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    began = last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        watched.late.append(max(0.0, (now - last) * 1000 - EVERY))
        last = now
        if ticket.ended:
            loop.quit()

    timer.timeout.connect(tick)
    timer.start(EVERY)
    loop.exec()
    timer.stop()
    watched.seconds = time.perf_counter() - began
    return watched


def _idle() -> Lateness:
    """The same while nothing is done: what the machine itself is good for."""

    def wait() -> Job[None]:
        end = time.monotonic() + _IDLE
        while time.monotonic() < end:
            time.sleep(0.05)
            yield Progress("waiting", 0)

    with QtRoom() as room:
        return _ticking(room.start(wait(), "waiting"))


def report(place: Path) -> Iterator[str]:
    """The lines of the table; what is imported is drawn first if it is not there."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QCoreApplication.instance() or QCoreApplication([])
    place.mkdir(parents=True, exist_ok=True)
    print("drawing what is imported, unless it is there", file=sys.stderr, flush=True)
    there = originals(place)
    with tempfile.TemporaryDirectory(dir=place, prefix="awake-") as room:
        hostile = Path(room) / "hostile"
        hostile.mkdir()
        hostile_files(hostile, seed=5, count=_HOSTILE)
        subjects: dict[str, Callable[[], Lateness]] = {
            "nothing is done": _idle,
            "photos of 24 megapixels": lambda: lateness(Path(room) / "large", there.large),
            "a card of small ones": lambda: lateness(Path(room) / "card", there.card),
            "a folder of hostile files": lambda: lateness(Path(room) / "hostile files", hostile),
        }
        yield f"The window while an import runs at full speed: how late each tick of {EVERY} ms comes, in ms"
        yield f"  {'':36}{'files':>8}{'s':>8}{'p50':>8}{'p99':>8}{'worst':>8}"
        for what, measure in subjects.items():
            yield _line(what, measure())
    yield f"target: p99 ≤ {_TARGET}, never over {_MOST}"
    application.processEvents()


def _line(what: str, told: Lateness) -> str:
    files = 0 if told.report is None else told.report.found
    parts = f"{told.part(50):8.1f}{told.part(99):8.1f}{told.worst:8.1f}"
    return f"  {what:36}{files:8,}{told.seconds:8.1f}{parts}"
