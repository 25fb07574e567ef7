"""From the rows that are there to those that should be: what goes, what comes, what moves, in few steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Out:
    """The rows from `begin` up to `end` go."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class In:
    """New rows come before that at `begin`; they are the wanted ones from there up to `end`."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Up:
    """The row at `source` moves up to `target`."""

    source: int
    target: int


Step: TypeAlias = Out | In | Up


def steps(there: Sequence[str], wanted: Sequence[str]) -> Iterator[Step]:
    """The steps from some rows to others, told by their keys. Each step counts on those before it."""
    kept = set(wanted)
    end = len(there)
    while end:
        begin = end - 1
        if there[begin] not in kept:
            while begin and there[begin - 1] not in kept:
                begin -= 1
            yield Out(begin, end)
        end = begin
    rows = [key for key in there if key in kept]
    known, place = set(rows), 0
    while place < len(wanted):
        stop = place
        while stop < len(wanted) and wanted[stop] not in known:
            stop += 1
        if stop > place:
            yield In(place, stop)
            rows[place:place] = wanted[place:stop]
        elif rows[place] != wanted[place]:
            source = rows.index(wanted[place], place)
            yield Up(source, place)
            rows.insert(place, rows.pop(source))
        place = max(stop, place + 1)
