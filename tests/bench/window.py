"""The window's tables: starting, scrolling, deciding, opening and searching, with libraries of growing size.

Each start and each sitting is a fresh process, on a home that is made of the kept library and thrown away
after. Beside each start an empty window of PySide6 is started: what is told is how often that it takes.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.furnishing import furnish
from tests.bench.library import keeping
from tests.drawing.card import draw_card

SIZES = (10_000, 100_000, 1_000_000)
_STARTS, _CARD, _LATE = 5, 1_000, 8
_WINDOWS = ((1280, 800), (2560, 1440))
_RATIO, _START, _MEMORY = 3, 1500, 600
_TARGETS = {
    "a page further": 16,
    "a notch of the wheel": 16,
    "a jump": 16,
    "from a key to its stars": 16,
    "until the disk has it": 50,
    "choose all": 16,
}
"""Milliseconds: the middle for what a key or a wheel does."""
_TURN = 16
_SEEN = {"frame": "the window, still empty", "parts": "all its parts", "photos": "photos in it"}
"""What is seen of a start, one after the other."""


def report(place: Path, photos: int) -> Iterator[str]:
    """The lines of all tables, for each size up to so many photos."""
    for size in sorted({min(size, photos) for size in SIZES}):
        for line in keeping.library(place, size):
            print(f"making a library of {size:,} photos: {line}", file=sys.stderr, flush=True)
        home = place / "home"  # under one name, so that a bench that was broken off leaves one at most
        shutil.rmtree(home, ignore_errors=True)
        try:
            furnish(place, size, home)
            yield f"The window, {size:,} photos"
            yield from _starts(place, home)
            yield from _importing(place, home)
            for width, height in _WINDOWS if size == max(SIZES) else _WINDOWS[:1]:
                yield from _sitting(place, home, width, height)
        finally:
            shutil.rmtree(home, ignore_errors=True)
        yield ""


def _starts(place: Path, home: Path) -> Iterator[str]:
    """The first starts only warm up: they write the byte code, and have the system read the files."""
    empty, window = list[dict[str, float]](), list[dict[str, float]]()
    for number in range(1 + _STARTS):
        for found, words in ((empty, ()), (window, (str(home),))):
            told = _run(place, "tests.bench.starting", str(time.time()), *words)
            if number:
                found.append(told)
    bare = _median(empty, "frame")
    yield f"  {'start, ms':40}{'p50':>10}{'least':>10}{'× empty':>10}{'target':>10}"
    yield f"  {'an empty window of PySide6':40}{bare:10.0f}{_least(empty, 'frame'):10.0f}"
    for what, name in _SEEN.items():
        middle, least = _median(window, what), _least(window, what)
        line = f"  {name:40}{middle:10.0f}{least:10.0f}{middle / bare:10.1f}"
        if what == "frame":
            line += f"{_RATIO:>9}×  {'ok' if middle / bare <= _RATIO else 'short'}"
        elif what == "parts":
            line += f"{_START:>10}  {'ok' if middle <= _START else 'short'}"
        yield line
    theirs = _median(empty, "frame, computed")
    for what, name in _SEEN.items():
        ours = _median(window, f"{what}, computed")
        yield f"  {f'computed until: {name}':40}{ours:10.0f}{'':10}{ours / theirs:10.1f}"


def _importing(place: Path, home: Path) -> Iterator[str]:
    """After this the home has some photos more."""
    card = place / "joined card"
    if not card.exists():
        draw_card(card, _CARD)
    told = _run(place, "tests.bench.joined", str(home), str(card))
    late = sorted(told["late"])
    p50, p99 = late[len(late) // 2], late[len(late) * 99 // 100]
    verdict = "ok" if p99 <= _LATE else "short"
    what = f"a card of {_CARD:,} is imported: how late ticks come"
    yield f"  {what:56}{len(late):7,}{p50:9.1f}{p99:9.1f}{late[-1]:9.1f}{_LATE:9}  {verdict}"
    yield f"  {'… and meanwhile all photos were listed anew':56}{told['lists']:7}"


def _sitting(place: Path, home: Path, width: int, height: int) -> Iterator[str]:
    told = _run(place, "tests.bench.sitting", str(home), str(width), str(height))
    yield f"  {f'{width} × {height}, ms':56}{'times':>7}{'p50':>9}{'p99':>9}{'worst':>9}{'target':>9}"
    for what, times in told["times"].items():
        times.sort()
        p50, p99 = times[len(times) // 2], times[min(len(times) * 99 // 100, len(times) - 1)]
        line = f"  {what:56}{len(times):7,}{p50:9.1f}{p99:9.1f}{times[-1]:9.1f}"
        target, figure = (_TURN, p99) if what.startswith("turns") else (_TARGETS.get(what), p50)
        yield line if target is None else f"{line}{target:9}  {'short' if figure > target else 'ok'}"
    yield f"  {'memory, MB':56}{'':25}{'target':>18}"
    for when, megabytes in told["memory"].items():
        verdict = "short" if megabytes > _MEMORY else "ok"
        yield f"  {when:56}{megabytes:16.0f}{_MEMORY:27}  {verdict}"


def _median(told: Sequence[dict[str, float]], what: str) -> float:
    return statistics.median(each[what] for each in told)


def _least(told: Sequence[dict[str, float]], what: str) -> float:
    return min(each[what] for each in told)


def _run(place: Path, module: str, *words: str) -> dict[str, Any]:
    """In a fresh process, with byte code kept as it is for everybody, but not in the tree."""
    world = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": str(place / "bytecode")}
    world.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=world, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
