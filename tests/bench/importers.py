"""What is timed of an import, each in a process of its own.

`python -m tests.bench.importers NAME WORKERS FOLDER HOME`: FOLDER is what is imported, HOME is where the
catalog and its previews are. Says that it is ready, waits for a line, works, and prints a `Run` as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from imalink_core import Hatchery, Order, Problem, glance
from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.sessions import begin
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.select import page
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.rows import rows
from imalink_desktop.importing.bringing import Bringing
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.hatching import GRID_SIDE, Hatching
from imalink_desktop.jobs.lanes import WIDTHS, Lane
from imalink_desktop.jobs.room import PlainRoom
from tests.bench.originals import files_in
from tests.bench.subjects import load
from tests.bench.timing import peak_memory

_SEEN_AT_ONCE = 200
_PLENTY = 2**40


@dataclass(frozen=True, slots=True)
class Run:
    """What one process did: with so many files, in so many seconds of time and of the processors."""

    files: int
    seconds: float
    busy: float
    megabytes: float
    first: float | None = None
    """The seconds until the first photos could be seen."""


Done: TypeAlias = tuple[int, float | None]
"""How many files, and when the first photos could be seen."""
Work: TypeAlias = Callable[[], Done]
Subject: TypeAlias = Callable[[int, Path, Darkroom], Work]


def bare_glance(workers: int, folder: Path, darkroom: Darkroom) -> Work:
    """The engine's glance at each file, in this thread, and nothing kept of it."""
    del workers, darkroom
    files = files_in(folder)

    def work() -> Done:
        for file in files:
            with suppress(Problem):
                glance(file)
        return len(files), None

    return work


def bare_load(workers: int, folder: Path, darkroom: Darkroom) -> Work:
    """A bare Pillow decode of each file."""
    del darkroom
    return _pooled(load, workers, files_in(folder))


def bare_hatch(workers: int, folder: Path, darkroom: Darkroom) -> Work:
    """The engine's egg of each file, with all that an import has it make, and nothing kept of it."""
    order = Order(darkroom.cold_side, GRID_SIDE, sha256=True)
    return _pooled(lambda path: darkroom.hatchery.hatch(path, order), workers, files_in(folder))


def bring(workers: int, folder: Path, darkroom: Darkroom) -> Work:
    """The first of the two speeds: from a folder to photos in the catalog, and when the first can be seen."""
    del workers
    session, files = begin(darkroom.catalog, str(folder)), len(files_in(folder))

    def work() -> Done:
        began = time.perf_counter()
        seen: float | None = None
        for _ in Bringing(darkroom, session, Wish((folder,))).run():
            if seen is None and _is_to_be_seen(darkroom):
                seen = time.perf_counter() - began
        return files, seen

    return work


def hatch(workers: int, folder: Path, darkroom: Darkroom) -> Work:
    """The second of the two speeds: all that was brought is read whole."""
    session = begin(darkroom.catalog, str(folder))
    run_here(Bringing(darkroom, session, Wish((folder,))).run())
    bare_hatch(workers, folder, darkroom)  # which warms up
    files = len(files_in(folder))

    def work() -> Done:
        run_here(Hatching(darkroom, session).run())
        return files, None

    return work


SUBJECTS: dict[str, Subject] = {
    subject.__name__: subject for subject in (bare_glance, bare_load, bare_hatch, bring, hatch)
}


def _is_to_be_seen(darkroom: Darkroom) -> bool:
    """Whether a window would find photos for its first page, and pictures of them."""
    with darkroom.catalog.reading() as look:
        found = page(look, EVERYTHING, Sort(), after=None, limit=_SEEN_AT_ONCE)
        shown = rows(look, found.ids)
    return bool(darkroom.previews.grid([row.uid for row in shown]))


def _pooled(each: Callable[[Path], object], workers: int, files: Sequence[Path]) -> Work:
    """Warmed up by one file for each worker."""

    def once(file: Path) -> None:
        with suppress(Problem):  # what is no photo
            each(file)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(once, files[:workers]))

    def work() -> Done:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(once, files))
        return len(files), None

    return work


def main(name: str, workers: int, folder: Path, home: Path) -> None:
    """Time one subject, when told to begin."""
    with ExitStack() as open_ones:
        catalog = open_ones.enter_context(Catalog.open(home))
        previews = open_ones.enter_context(Previews.open(home, cold_budget=_PLENTY))
        hatchery = open_ones.enter_context(Hatchery())
        room = open_ones.enter_context(PlainRoom({**WIDTHS, Lane.HATCHING: workers}))
        darkroom = Darkroom(catalog, previews, hatchery, room.workers())
        work = SUBJECTS[name](workers, folder, darkroom)
        print("ready", flush=True)
        sys.stdin.readline()
        began, worked = time.perf_counter(), time.process_time()
        files, first = work()
        seconds, busy = time.perf_counter() - began, time.process_time() - worked
        json.dump(asdict(Run(files, seconds, busy, peak_memory(), first)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
