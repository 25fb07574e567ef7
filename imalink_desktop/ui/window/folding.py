"""A list with its stacks folded: a closed one is one cell, and in an open one all stand beside the top one.

Plain arithmetic, and fast for a million photos: opening a stack asks nobody.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from imalink_desktop.catalog.reads.piles import Piles
from imalink_desktop.ui.grid.cutting import SomeTitles
from imalink_desktop.ui.grid.geometry import Sections

if TYPE_CHECKING:
    import numpy as np

    _Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Opened:
    """Which stacks are open: none or all of them, but for some."""

    all: bool = False
    but: frozenset[int] = frozenset()

    def __contains__(self, stack: int) -> bool:
        return (stack in self.but) != self.all

    def turned(self, stack: int) -> Opened:
        """This one closed if it is open, and the other way round."""
        return Opened(self.all, self.but ^ {stack})


@dataclass(frozen=True)
class Folded:
    """A list as it is shown. Places without a further word are those of this list."""

    photos: array[int]
    piles: Piles = field(default_factory=Piles)
    opened: Opened = field(default_factory=Opened)
    whole: array[int] | None = None
    """Of each photo, its place in the list with nothing folded; none where that is the same."""

    def in_whole(self, places: range) -> range:
        """Where these lie in the list with nothing folded: from the first of them to the last."""
        if self.whole is None or not places:
            return places
        found = self.whole[places.start : places.stop]
        return range(min(found), max(found) + 1) if found else range(0)

    def cut(self, sections: Sections | None) -> Sections | None:
        """Sections of the list with nothing folded, as they lie here; a stack lies where its top does."""
        if sections is None or self.whole is None:
            return sections
        import numpy as np

        seats, places = self._standing
        edges = np.append(seats, len(self.photos))[np.searchsorted(places, _of(sections.firsts))]
        filled = np.flatnonzero(np.diff(edges))
        inside = np.diff(_of(sections.firsts))
        if len(filled) == len(sections.titles):
            return Sections(sections.titles, _as_array(edges), _as_array(inside))
        titles = SomeTitles(sections.titles, _as_array(filled))
        firsts = np.append(edges[filled], len(self.photos))
        return Sections(titles, _as_array(firsts), _as_array(inside[filled]))

    def seat(self, place: int) -> int:
        """Where a place of the list with nothing folded is shown; inside a closed stack, its top."""
        return place if self.whole is None else int(self._seats[place])

    def pile_at(self, place: int) -> int | None:
        """Which of the stacks a photo lies in, if others of it are in the list."""
        if not self.piles:
            return None
        import numpy as np

        there = place if self.whole is None else self.whole[place]
        found = np.flatnonzero(np.frombuffer(self.piles.places, np.int64) == there)
        if not len(found):
            return None
        return int(np.searchsorted(np.frombuffer(self.piles.begins, np.int64), found[0], "right")) - 1

    def size(self, pile: int) -> int:
        """How many of the list lie in a stack."""
        return self.piles.begins[pile + 1] - self.piles.begins[pile]

    def cover(self, pile: int) -> int:
        """Where the top of a stack is shown."""
        return self.seat(self.piles.places[self.piles.begins[pile]])

    def closed_among(self, runs: Sequence[range]) -> list[int]:
        """Of these photos, how many the closed stacks hold on top of which they lie."""
        if not self.piles or self.whole is None:
            return []
        import numpy as np

        seats, sizes = self._tops
        spans = [(np.searchsorted(seats, run.start), np.searchsorted(seats, run.stop)) for run in runs]
        return [int(size) for first, end in spans for size in sizes[first:end]]

    @cached_property
    def _seats(self) -> _Numbers:
        """Of each place of the list with nothing folded, where it is shown."""
        import numpy as np

        if self.whole is None:
            return np.arange(len(self.photos))
        places, begins = _of(self.piles.places), _of(self.piles.begins)
        seats = np.zeros(len(self.photos) + len(places), np.int64)
        shown = _of(self.whole)
        seats[shown] = np.arange(len(shown))
        seats[places] = np.where(
            np.repeat(_are_open(self.piles, self.opened), np.diff(begins)),
            seats[places],
            np.repeat(seats[places[begins[:-1]]], np.diff(begins)),
        )
        return seats

    @cached_property
    def _standing(self) -> tuple[_Numbers, _Numbers]:
        """Where all are shown that stand in the order of the list, and their places in it."""
        import numpy as np

        is_beside = np.zeros(len(self._seats), np.bool_)
        is_beside[_of(self.piles.places)] = True
        is_beside[_of(self.piles.places)[_of(self.piles.begins)[:-1]]] = False
        whole = np.arange(len(self.photos)) if self.whole is None else _of(self.whole)
        seats = np.flatnonzero(~is_beside[whole])
        return seats, whole[seats]

    @cached_property
    def _tops(self) -> tuple[_Numbers, _Numbers]:
        """Of the closed stacks, where their tops are shown, in order; and how many they hold."""
        import numpy as np

        begins = _of(self.piles.begins)
        closed = ~_are_open(self.piles, self.opened)
        seats = self._seats[_of(self.piles.places)[begins[:-1][closed]]]
        order = np.argsort(seats)
        return seats[order], np.diff(begins)[closed][order]


def fold(photos: array[int], piles: Piles, opened: Opened) -> Folded:
    """Fold a list."""
    if not piles:
        return Folded(photos)
    import numpy as np

    places, begins = _of(piles.places), _of(piles.begins)
    sizes = np.diff(begins)
    covers = places[begins[:-1]]
    is_top = np.zeros(len(places), np.bool_)
    is_top[begins[:-1]] = True
    stays = np.ones(len(photos), np.bool_)
    stays[places[~is_top]] = False
    kept = np.flatnonzero(stays)
    beside = np.repeat(_are_open(piles, opened), sizes) & ~is_top
    # Each is put in behind the top of its stack; those of one stack keep their order there.
    behind = np.searchsorted(kept, np.repeat(covers, sizes)[beside]) + 1
    order = np.argsort(behind, kind="stable")
    behind = behind[order]
    whole = np.insert(kept, behind, places[beside][order])
    shown = np.frombuffer(photos, np.int64)[whole]
    return Folded(_as_array(shown), piles, opened, _as_array(whole))


def _are_open(piles: Piles, opened: Opened) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    import numpy as np

    are_open: np.ndarray[tuple[int], np.dtype[np.bool_]]
    are_open = np.isin(_of(piles.stacks), list(opened.but)) != opened.all
    return are_open


def _of(numbers: array[int]) -> _Numbers:
    import numpy as np

    return np.frombuffer(numbers, np.int64)


def _as_array(numbers: _Numbers) -> array[int]:
    made: array[int] = array("q")
    made.frombytes(numbers.tobytes())
    return made
