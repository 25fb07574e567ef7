"""`Rounds`: looking at a folder now and then, where the system does not tell what happens in it.

Of each folder one number is remembered, made of the names, sizes and times of its files: a folder's
own time says nothing of files that were written anew in their places, and on some file systems nothing
at all. A round is done in steps, since one through a large share takes minutes.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.scan import Candidate, Facts, scan

EVERY = 60.0
"""Seconds from the end of a round to the next, at least."""
RESTING = 20.0
"""So many times as long as a round took is rested after it: a slow share is not kept busy by us."""
STEP = 2_000
"""Files that are met in one step, or a little more."""
_NEWEST = 8


@dataclass(frozen=True, slots=True)
class Changed:
    """A folder whose files are not those of the last round, and the files that were written last."""

    folder: Path
    newest: tuple[Path, ...] = ()


class Rounds:
    """The rounds through one folder. The first one finds nothing: there is nothing to compare with."""

    def __init__(self, root: Path, leave_out: LeaveOut, clock: Callable[[], float]) -> None:
        self._root = root
        self._leave_out = leave_out
        self._clock = clock
        self._before: dict[Path, int] | None = None
        self._now: dict[Path, int] = {}
        self._shut: set[Path] = set()
        self._walk: Iterator[tuple[Path, Iterator[Candidate]]] | None = None
        self._spent = 0.0
        self._next = clock()

    @property
    def is_between(self) -> bool:
        """Whether the next step begins a new round."""
        return self._walk is None

    @property
    def is_time(self) -> bool:
        """Whether there is a step to do now."""
        return self._walk is not None or self._clock() >= self._next

    def step(self) -> list[Changed]:
        """Go on with the round, or begin one; answer what has changed as far as it came."""
        began = self._clock()
        walk = self._begun() if self._walk is None else self._walk
        changed, met = list[Changed](), 0
        for folder, files in walk:
            facts = [(one.path, one.facts) for one in files if one.facts is not None]
            met += len(facts)
            self._now[folder] = number = _number(facts)
            if self._before is not None and self._before.get(folder) != number:
                changed.append(Changed(folder, _newest(facts)))
            if met >= STEP:
                break
        else:
            changed += self._ended()
        self._spent += self._clock() - began
        if self._walk is None:
            self._next = self._clock() + max(EVERY, RESTING * self._spent)
        return changed

    def _begun(self) -> Iterator[tuple[Path, Iterator[Candidate]]]:
        self._now, self._shut, self._spent = {}, set(), 0.0
        files = filter(self._is_file, scan([self._root], leave_out=self._leave_out))
        self._walk = groupby(files, lambda one: one.path.parent)
        return self._walk

    def _is_file(self, candidate: Candidate) -> bool:
        """Takes note of folders that could not be opened: of what lies in them nothing is known."""
        if candidate.is_folder or candidate.path == self._root:
            self._shut.add(candidate.path)
            return False
        return True

    def _ended(self) -> list[Changed]:
        """What was there in the last round and was not met in this one."""
        self._walk = None
        left = (self._before or {}).keys() - self._now.keys()
        hidden = {folder for folder in left if not self._shut.isdisjoint((folder, *folder.parents))}
        before, self._before = self._before or {}, self._now
        self._before.update((folder, before[folder]) for folder in hidden)
        return [Changed(folder) for folder in sorted(left - hidden)]


def _number(files: list[tuple[Path, Facts]]) -> int:
    return hash(tuple((path.name, facts.size, facts.mtime_ns) for path, facts in files))


def _newest(files: list[tuple[Path, Facts]]) -> tuple[Path, ...]:
    """Those that somebody may still be writing."""
    newest = heapq.nlargest(_NEWEST, files, key=lambda one: one[1].mtime_ns)
    return tuple(path for path, _ in newest)
