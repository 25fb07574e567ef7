"""Which photos of a list lie in one stack, so that each stack can be shown as one cell."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from sqlalchemy import Connection

from imalink_desktop.catalog.reads.spread import Spread


def _numbers() -> array[int]:
    return array("q")


@dataclass(frozen=True, slots=True)
class Piles:
    """The stacks of which a list has two photos or more. One whose other photos are left out is none."""

    places: array[int] = field(default_factory=_numbers)
    """In the list, stack by stack, the top one first."""
    begins: array[int] = field(default_factory=_numbers)
    """Where among the places each stack begins; one more than there are stacks."""
    stacks: array[int] = field(default_factory=_numbers)
    """Their numbers."""

    def __bool__(self) -> bool:
        return bool(self.stacks)


def piles(connection: Connection, photos: array[int], spread: Spread | None = None) -> Piles:
    """The stacks of a list; it may be a million long."""
    ids, stacks = (spread or Spread()).stacked(connection, photos)
    if not ids or not photos:
        return Piles()
    import numpy as np  # slow to import, and needed only where there are stacks

    listed, known = np.frombuffer(photos, np.int64), np.frombuffer(ids, np.int64)
    by_number = np.argsort(known)
    near = np.minimum(np.searchsorted(known, listed, sorter=by_number), len(known) - 1)
    ranks = by_number[near]
    found = np.flatnonzero(known[ranks] == listed)
    found = found[np.argsort(ranks[found])]
    stack_of = np.frombuffer(stacks, np.int64)[ranks[found]]
    firsts = np.flatnonzero(np.diff(stack_of, prepend=-1))
    sizes = np.diff(firsts, append=len(found))
    folded = np.repeat(sizes > 1, sizes)
    several = sizes > 1
    begins = np.concatenate(([0], np.cumsum(sizes[several])))
    return Piles(_as_array(found[folded]), _as_array(begins), _as_array(stack_of[firsts[several]]))


def _as_array(numbers: object) -> array[int]:
    import numpy as np

    made: array[int] = array("q")
    made.frombytes(np.ascontiguousarray(numbers, np.int64).tobytes())
    return made
