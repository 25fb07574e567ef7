"""What is chosen: places in the list as runs, so that choosing all of a million photos costs nothing.

Keys act on what is chosen, and where nothing is, on the target: the one photo with the frame. When
the list changes, what was chosen is found again by the numbers of the photos.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Selection:
    """Places that are chosen, as runs in order that neither meet nor overlap.

    `anchor` is where a run that is being stretched began; `fixed` is what was chosen beside it.
    """

    runs: tuple[range, ...] = ()
    target: int | None = None
    anchor: int | None = None
    fixed: tuple[range, ...] = ()

    def __contains__(self, place: int) -> bool:
        found = bisect_right(self.runs, place, key=_start) - 1
        return found >= 0 and place in self.runs[found]

    def __len__(self) -> int:
        return sum(map(len, self.runs))

    def places(self) -> Iterator[int]:
        """The places a key will hit, in order."""
        if self.runs or self.target is None:
            return chain.from_iterable(self.runs)
        return iter((self.target,))

    def photos(self, photos: array[int]) -> array[int]:
        """The photos a key will hit, in order."""
        if not self.runs:
            return array("q") if self.target is None else photos[self.target : self.target + 1]
        first, *others = self.runs
        hit = photos[first.start : first.stop]
        for run in others:
            hit.extend(photos[run.start : run.stop])
        return hit

    def only(self, place: int) -> Selection:
        """This one and no other."""
        return Selection((range(place, place + 1),), place, place)

    def moved(self, place: int) -> Selection:
        """The target elsewhere; what is chosen stays."""
        return replace(self, target=place, anchor=place, fixed=self.runs)

    def walked(self, place: int) -> Selection:
        """The target elsewhere: several stay chosen if it is one of them, else it is chosen alone."""
        return self.moved(place) if len(self) > 1 and place in self else self.only(place)

    def along(self, place: int, by: int) -> int:
        """Of what is chosen, the one so many on from a place, or back; at the ends the outermost."""
        behind = sum(min(max(place - run.start, 0), len(run)) for run in self.runs)
        at = behind + by - (by > 0 and place not in self)
        at = max(0, min(at, len(self) - 1))
        return next(islice(self.places(), at, None))

    def toggled(self, place: int) -> Selection:
        """This one chosen if it was not, and the other way round."""
        one = (range(place, place + 1),)
        runs = without(self.runs, one) if place in self else united(self.runs, one)
        return Selection(runs, place, place, runs)

    def extended(self, place: int, *, adding: bool = False) -> Selection:
        """Everything from the anchor to here, instead of what was chosen or beside it."""
        anchor = next(iter(a for a in (self.anchor, self.target) if a is not None), place)
        run = (range(min(anchor, place), max(anchor, place) + 1),)
        fixed = self.fixed if adding else ()
        return Selection(united(fixed, run), place, anchor, fixed)

    def held(self) -> Selection:
        """The same, with all that is chosen as what others are added to."""
        return replace(self, fixed=self.runs)

    def spanning(self, runs: Iterable[range], target: int | None, *, adding: bool = False) -> Selection:
        """These runs, as of a day or within a rubber band; beside what was chosen, or instead of it."""
        chosen = united(self.fixed if adding else (), runs)
        target = self.target if target is None else target
        return replace(self, runs=chosen, target=target, anchor=target)

    def everything(self, count: int) -> Selection:
        """All of so many photos."""
        return replace(self, runs=(range(count),) if count else (), fixed=())

    def nothing(self) -> Selection:
        """None; the target keeps its frame."""
        return replace(self, runs=(), fixed=(), anchor=self.target)

    def carried(self, before: array[int], after: array[int], rather: Sequence[int] = ()) -> Selection:
        """The same photos in another list. Where the target has gone, the one after it has the frame.

        `rather` are places of the new list that shall have it before all others. But the frame does not leave
        several that are chosen, and one that it leaves is chosen no more: no key hits what is not looked at.
        """
        if not after:
            return Selection()
        runs = _found_again(self.photos(before), after) if self.runs else ()
        chosen, is_inside = Selection(runs), self.target is not None and self.target in self
        seats = [place for place in rather if not is_inside or len(chosen) < 2 or place in chosen]
        if not seats and self.target is not None:
            left = chosen.photos(after) if is_inside and runs else after
            if (stays := survivor(before, left, near=self.target)) is not None:
                seats = [place for place in (find(after, before[stays], near=stays),) if place is not None]
        target = seats[0] if seats else None
        if is_inside and target is not None and target not in chosen:
            runs = ()
        anchor = None if self.anchor is None else find(after, before[self.anchor], near=self.anchor)
        return Selection(runs, target, target if anchor is None else anchor, runs)


def find(photos: array[int], photo: int, *, near: int = 0) -> int | None:
    """The place of a photo in a list; most often it is about where it was."""
    for place in (near, near + 1, near - 1):
        if 0 <= place < len(photos) and photos[place] == photo:
            return place
    import numpy as np  # slow to import, and only needed when a list has changed

    if not photos:
        return None
    found = np.flatnonzero(np.frombuffer(photos, np.int64) == photo)
    return int(found[0]) if len(found) else None


def survivor(before: array[int], after: array[int], *, near: int) -> int | None:
    """The place, in the list as it was, of the photo that stayed: the next one, else the one before."""
    import numpy as np

    stay = np.flatnonzero(_is_in(before, after))
    if not len(stay):
        return None
    return int(stay[min(int(np.searchsorted(stay, near)), len(stay) - 1)])


def united(runs: Iterable[range], others: Iterable[range]) -> tuple[range, ...]:
    """The places in any of these runs."""
    whole: list[range] = []
    for run in sorted((run for run in chain(runs, others) if run), key=_start):
        if whole and run.start <= whole[-1].stop:
            whole[-1] = range(whole[-1].start, max(whole[-1].stop, run.stop))
        else:
            whole.append(run)
    return tuple(whole)


def without(runs: Iterable[range], others: Iterable[range]) -> tuple[range, ...]:
    """The places in these runs that are in none of the others."""
    left = list(runs)
    for other in others:
        cut = (
            (range(run.start, min(run.stop, other.start)), range(max(run.start, other.stop), run.stop))
            for run in left
        )
        left = [part for parts in cut for part in parts if part]
    return tuple(left)


def _found_again(chosen: array[int], photos: array[int]) -> tuple[range, ...]:
    """Where these photos lie in a list, as runs; there may be a million of both."""
    import numpy as np

    edges = np.flatnonzero(np.diff(_is_in(photos, chosen).astype(np.int8), prepend=0, append=0)).tolist()
    return tuple(map(range, edges[::2], edges[1::2]))


def _is_in(photos: array[int], others: array[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Of each photo, whether it is among others."""
    import numpy as np

    if not photos or not others:
        return np.zeros(len(photos), np.bool_)
    mine, theirs = np.frombuffer(photos, np.int64), np.frombuffer(others, np.int64)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.isin(mine, theirs)
    return found


def _start(run: range) -> int:
    return run.start
