"""The catalog's tables: what the design promises of a library of a million photos, and what it takes.

All is done on a copy, so that the library stays as it was made.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog.catalog import Catalog
from tests.bench import arriving, changing, looking
from tests.bench.bare import Bare
from tests.bench.library import keeping
from tests.bench.timing import Figure, measured, seconds, told

USUAL_PHOTOS = 1_000_000
_ROUNDS = 7
_MEMORY = 600


def report(place: Path, photos: int) -> Iterator[str]:
    """The lines of all tables; the library is made first if it is not there."""
    for line in keeping.library(place, photos):
        print(f"making a library of {photos:,} photos: {line}", file=sys.stderr, flush=True)
    copy = place / "copy"  # under one name, so that a bench that was broken off leaves one at most
    shutil.rmtree(copy, ignore_errors=True)
    try:
        shutil.copytree(keeping.folder(place, photos), copy)
        yield from _tables(copy, photos)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _tables(folder: Path, photos: int) -> Iterator[str]:
    short: list[Figure] = []

    def table(title: str, figures: list[Figure]) -> Iterator[str]:
        short.extend(figure for figure in figures if figure.short)
        return told(title, figures)

    yield f"A catalog of {photos:,} photos, {_megabytes(folder / 'catalog.db'):,.0f} MB"
    with closing(Bare(folder / "catalog.db", photos)) as bare:
        yield from table("Opening, warm", measured(looking.opening(folder, bare), rounds=_ROUNDS))
        with Catalog.open(folder) as catalog:
            checked = seconds(lambda: run_here(catalog.verify()))
            yield f"  looking at every byte, while work goes on: {checked:.1f} s"
            for title, tasks in (
                ("What is kept", looking.timelines(catalog, bare)),
                ("First page of 200, with rows", looking.searches(catalog, bare)),
                ("Whole lists", looking.lists(catalog, bare)),
            ):
                yield from table(title, measured(tasks, rounds=_ROUNDS))
            yield from table("One change", changing.one_rating(catalog, bare, photos))
            yield from table("Photos arrive", arriving.arrivals(catalog, bare))
            yield from table("Many changes in one step", changing.many(catalog, bare, photos))
    yield from _memory(folder)
    yield ""
    yield f"{len(short)} short" if short else "all targets kept"
    yield from (f"  {figure.what}: {figure.median:.0f} ms of {figure.target:.0f}" for figure in short)


def _memory(folder: Path) -> Iterator[str]:
    """A process of its own, since a peak of memory is a process's."""
    words = [sys.executable, "-m", "tests.bench.visit", str(folder)]
    found: dict[str, float] = json.loads(subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout)
    yield ""
    yield "Peak of memory, MB"
    yield from (f"  {what:68}{megabytes:10.0f}" for what, megabytes in found.items())
    yield f"  target for the whole window: {_MEMORY}"


def _megabytes(file: Path) -> float:
    return file.stat().st_size / 1e6
