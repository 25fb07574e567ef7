"""Running subjects and other programs in processes of their own, and timing them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_PROGRAMS = 2


def each(name: str, file: Path, times: int) -> float:
    """The median seconds of one subject on one file, in a fresh process."""
    return statistics.median(_finish(_start(name, 0, [file] * (times + 1))))


def rate(name: str, threads: int, files: Sequence[Path]) -> float:
    """Pictures a second of a subject over all files, in a fresh process with so many threads."""
    return len(files) / _finish(_start(name, threads, files))[0]


def rate_of_two_processes(name: str, files: Sequence[Path]) -> float:
    """Pictures a second of two fresh processes side by side, each with all files."""
    running = [_start(name, 1, files) for _ in range(_PROGRAMS)]
    return sum(len(files) / _finish(process)[0] for process in running)


def rate_of_program(command: Sequence[str], files: Sequence[Path], folder: Path) -> float:
    """Pictures a second of another program, two of it at a time. `{file}` and `{out}` are filled in."""
    waiting = list(enumerate(files))
    running: list[subprocess.Popen[bytes]] = []
    started = time.perf_counter()
    while waiting or running:
        while waiting and len(running) < _PROGRAMS:
            number, file = waiting.pop()
            out = folder / f"out-{number}"
            words = [word.format(file=file, out=out) for word in command]
            running.append(subprocess.Popen(words, stderr=subprocess.DEVNULL))
        if running.pop(0).wait():
            raise RuntimeError(f"{command[0]} failed")
    return len(files) / (time.perf_counter() - started)


def _start(name: str, threads: int, files: Sequence[Path]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "tests.bench.subjects", name, str(threads), *map(str, files)]
    # Settings of the memory allocator would flatter whoever needs them.
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_"))}
    return subprocess.Popen(words, stdout=subprocess.PIPE, env=bare)


def _finish(process: subprocess.Popen[bytes]) -> list[float]:
    output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError("a subject failed; its words stand above")
    seconds: list[float] = json.loads(output)
    return seconds
