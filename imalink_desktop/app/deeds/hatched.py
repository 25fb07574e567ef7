"""How eggs are shown on the command line: a line for a person, or one JSON document for a program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol, Self, TextIO

from imalink_core import Hatched, Metadata, Problem
from imalink_core.codec import beside_to_json, dumps, egg_to_json
from imalink_core.egg import JsonObject
from imalink_core.metadata.names import as_said
from imalink_desktop.app.telling import on_one_line


class Output(Protocol):
    """Takes what comes, one file after the other; nothing is kept until the end but problems."""

    def egg(self, path: Path, hatched: Hatched) -> None:
        """Show an egg."""
        ...

    def problem(self, path: Path, problem: Problem) -> None:
        """Show why there is none."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class AsJson:
    """One JSON document, written as the eggs come, closed properly even when stopped half-way."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._eggs = 0
        self._problems: list[JsonObject] = []

    def egg(self, path: Path, hatched: Hatched) -> None:
        """Write the egg and what was found beside it."""
        beside = beside_to_json(hatched.found, hatched.notes)
        line = dumps({"path": shown_path(path), "egg": egg_to_json(hatched.egg), **beside})
        self._stream.write(f"{',' if self._eggs else ''}\n{line}")
        self._eggs += 1

    def problem(self, path: Path, problem: Problem) -> None:
        """Keep the problem for the second list."""
        self._problems.append({"path": shown_path(path), "code": problem.code, "message": problem.message})

    def __enter__(self) -> Self:
        self._stream.write('{"eggs":[')
        return self

    def __exit__(self, *_: object) -> None:
        lines = ",".join(f"\n{dumps(problem)}" for problem in self._problems)
        self._stream.write(f'],"problems":[{lines}]}}\n')
        self._stream.flush()


class AsLines:
    """A line for each file."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def egg(self, path: Path, hatched: Hatched) -> None:
        """Write what a photographer would want to see at a glance."""
        egg = hatched.egg
        facts = [shown_path(path), egg.image_format, f"{egg.width}×{egg.height}", *_facts(egg.metadata)]
        marks = [note.message for note in hatched.notes]
        self._write("  ".join([*facts, *(f"[{mark}]" for mark in marks)]))

    def problem(self, path: Path, problem: Problem) -> None:
        """Write the file's name and the sentence."""
        self._write(f"{shown_path(path)}  — {problem.message}")

    def _write(self, line: str) -> None:
        # A file may hold line breaks and terminal codes in its name and metadata.
        self._stream.write(on_one_line(line) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.flush()


def shown_path(path: Path) -> str:
    """A name that any program can read, also of a file whose name is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _facts(metadata: Metadata) -> list[str]:
    """Date, camera, lens and exposure, as far as they are known."""
    taken, length, aperture = metadata.taken_at, metadata.focal_length, metadata.f_number
    camera = " ".join(word for word in (metadata.camera_make, metadata.camera_model) if word)
    facts = [
        taken.strftime("%Y-%m-%d %H:%M:%S") if taken is not None else "undated",
        as_said(camera),
        f"{length:g} mm" if length is not None else "",
        f"f/{aperture:g}" if aperture is not None else "",
        f"{metadata.exposure_time} s" if metadata.exposure_time is not None else "",
        f"ISO {metadata.iso}" if metadata.iso is not None else "",
    ]
    return [fact for fact in facts if fact]
