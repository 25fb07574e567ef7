"""Walking a source: every file once, nothing followed out of it, nothing left out in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from imalink_core.errors import Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was met on the walk, or the reason why one could not be."""

    path: Path
    problem: Problem | None = None


def scan(sources: Iterable[Path]) -> Iterator[Candidate]:
    """Yield every file of the sources, folder by folder, in the order of their names.

    A source that lies inside another is walked once. Links are told of, not followed.
    """
    for source in _apart(sources):
        if os.path.isdir(source):  # noqa: PTH112 - which says no, where Path would raise
            yield from _walk(source)
        else:
            yield Candidate(source)


def _apart(sources: Iterable[Path]) -> list[Path]:
    """The sources without those that another one holds."""
    kept: dict[Path, Path] = {}
    for source in sources:
        here = _absolute(source)
        if any(here.is_relative_to(other) for other in kept):
            continue
        kept = {place: other for place, other in kept.items() if not place.is_relative_to(here)}
        kept[here] = source
    return list(kept.values())


def _absolute(path: Path) -> Path:
    """The whole path, links unresolved; as it is, where even the folder we stand in is gone."""
    try:
        return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    except OSError:
        return path


def _walk(folder: Path) -> Iterator[Candidate]:
    """A stack and not recursion: a folder may be nested deeper than Python counts."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield Candidate(here, Problem("unreadable", f"({error.strerror})"))
            continue
        folders: list[Path] = []
        for entry in entries:
            if entry.is_symlink():
                yield Candidate(here / entry.name, Problem("link"))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(here / entry.name)
            else:
                yield Candidate(here / entry.name)
        waiting.extend(reversed(folders))
