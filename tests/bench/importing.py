"""The import's tables: what the design promises of a card, of large photos, and of a folder that is known.

Every figure comes from a process of its own, which is where a peak of memory can be told.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

from tests.bench.importers import Run
from tests.bench.originals import Originals, originals

_ROUNDS = 3
_KNOWN = "known"
Round: TypeAlias = dict[str, list[Run]]
"""What was measured in one round, by name: one process, or two side by side."""


def report(place: Path) -> Iterator[str]:
    """The lines of all tables; what is imported is drawn first if it is not there."""
    place.mkdir(parents=True, exist_ok=True)
    print("drawing what is imported, unless it is there", file=sys.stderr, flush=True)
    there = originals(place)
    with tempfile.TemporaryDirectory(dir=place, prefix="importing-") as room:
        bench = _Bench(Path(room), there)
        yield f"An import, {os.cpu_count()} processors; medians over {_ROUNDS} rounds, and the best"
        yield from bench.glances()
        yield from bench.hatches()
        yield from bench.drop()
        yield from bench.known()


class _Bench:
    """The tables, each run with a catalog of its own in this room."""

    def __init__(self, room: Path, there: Originals) -> None:
        self._room = room
        self._there = there

    def glances(self) -> Iterator[str]:
        """The first speed, beside the engine's own."""
        card = self._there.card
        rounds = _rounds(
            {
                "bare: glance()": lambda: self._alone("bare_glance", 1, card),
                "into the catalog, one worker": lambda: self._alone("bring", 1, card),
                "into the catalog, two workers": lambda: self._alone("bring", 2, card),
            }
        )
        yield from _table("A card is glanced at", "files", rounds)
        rates = [one["into the catalog, one worker"][0] for one in rounds]
        each = statistics.median(run.files / run.busy for run in rates)
        yield f"  {each:,.0f} files/s and core into the catalog; target: ≥ 500"

    def hatches(self) -> Iterator[str]:
        """The second speed, with one worker and two, beside two processes and the engine's own."""
        large = self._there.large
        one, two, both = "one worker", "two workers", "two processes of one worker"
        rounds = _rounds(
            {
                "bare: Pillow's load(), one thread": lambda: self._alone("bare_load", 1, large),
                "bare: Pillow's load(), two threads": lambda: self._alone("bare_load", 2, large),
                "bare: hatch(), one thread": lambda: self._alone("bare_hatch", 1, large),
                "bare: hatch(), two threads": lambda: self._alone("bare_hatch", 2, large),
                one: lambda: self._alone("hatch", 1, large),
                two: lambda: self._alone("hatch", 2, large),
                both: lambda: self._side_by_side("hatch", large),
            }
        )
        yield from _table("Photos of 24 megapixels are read whole", "eggs", rounds)
        yield (
            f"  two/one {_ratio(rounds, two, one):.2f}, two/processes {_ratio(rounds, two, both):.2f}; "
            "target: ≥ 1.85 or ≥ 0.95"
        )

    def drop(self) -> Iterator[str]:
        """From dropping a folder to the first pictures."""
        rounds = _rounds({"two workers": lambda: self._alone("bring", 2, self._there.dropped)})
        yield from _table("Ten thousand files in one folder are dropped", "files", rounds)
        runs = [run for one in rounds for run in one["two workers"]]
        firsts = [run.first or run.seconds for run in runs]
        whole = statistics.median(run.seconds for run in runs)
        yield (
            f"  first photos and thumbnails after {statistics.median(firsts):.2f} s, "
            f"at best {min(firsts):.2f}, all after {whole:.1f} s; target: < 1 s"
        )

    def known(self) -> Iterator[str]:
        """A large folder is imported once more."""
        known = self._room / _KNOWN
        known.mkdir()
        print("bringing a hundred thousand files once", file=sys.stderr, flush=True)
        first = _timed([_start("bring", 2, self._there.crowd, known)])
        rounds = _rounds({"again": lambda: self._alone("bring", 2, self._there.crowd, known)})
        yield from _table("A hundred thousand files come for the first time", "files", [{"once": first}])
        yield from _table("… and are known when they come again", "files", rounds)
        taken = statistics.median(run.seconds for one in rounds for run in one["again"])
        yield f"  {taken:.1f} s for {first[0].files:,} unchanged files; target: < 20 s"

    def _alone(self, name: str, workers: int, folder: Path, known: Path | None = None) -> list[Run]:
        with tempfile.TemporaryDirectory(dir=self._room) as home:
            if known is not None:
                shutil.copytree(known, home, dirs_exist_ok=True)
            return _timed([_start(name, workers, folder, Path(home))])

    def _side_by_side(self, name: str, folder: Path) -> list[Run]:
        with ExitStack() as open_ones:
            homes = [open_ones.enter_context(tempfile.TemporaryDirectory(dir=self._room)) for _ in range(2)]
            return _timed([_start(name, 1, folder, Path(home)) for home in homes])


def _start(name: str, workers: int, folder: Path, home: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "tests.bench.importers", name, str(workers), str(folder), str(home)]
    # Settings of the memory allocator would flatter whoever needs them.
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_"))}
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=bare)


def _timed(programs: Sequence[subprocess.Popen[bytes]]) -> list[Run]:
    """Let all begin once all are ready."""
    for program in programs:
        if program.stdout is None or not program.stdout.readline():
            raise RuntimeError("a subject failed; its words stand above")
    for program in programs:
        if program.stdin is not None:
            program.stdin.write(b"go\n")
            program.stdin.flush()
    return [Run(**json.loads(program.communicate()[0])) for program in programs]


def _rounds(subjects: Mapping[str, Callable[[], list[Run]]]) -> list[Round]:
    return [{name: subject() for name, subject in subjects.items()} for _ in range(_ROUNDS)]


def _table(title: str, what: str, rounds: Sequence[Round]) -> Iterator[str]:
    yield ""
    yield title
    yield f"  {'':40}{what + '/s':>10}{'best':>10}{'per core':>10}{'MB peak':>10}"
    for name in rounds[0]:
        runs = [one[name] for one in rounds]
        rates = [_rate(side) for side in runs]
        cores = statistics.median(run.files / run.busy for side in runs for run in side)
        memory = max(sum(run.megabytes for run in side) for side in runs)
        yield f"  {name:40}{statistics.median(rates):10,.1f}{max(rates):10,.1f}{cores:10,.1f}{memory:10,.0f}"


def _rate(side: Sequence[Run]) -> float:
    """What is done in a second, by all processes together."""
    return sum(run.files / run.seconds for run in side)


def _ratio(rounds: Sequence[Round], figure: str, against: str) -> float:
    """The median of the ratios of each round: what was measured in one minute is compared."""
    return statistics.median(_rate(one[figure]) / _rate(one[against]) for one in rounds)
