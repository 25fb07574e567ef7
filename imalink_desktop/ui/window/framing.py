"""Where the frame goes when another list is shown: to what was last looked at, or what stands for it.

One rule for all: whatever changes the list, be it a search, an import, a key or its undoing. A photo that the
list does not have for a while gets the frame back when it comes again, unless somebody went elsewhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from imalink_desktop.ui.grid.selection import find
from imalink_desktop.ui.listing import Shown
from imalink_desktop.ui.window.folding import Folded


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, and how it is folded."""

    shown: Shown = field(default_factory=Shown)
    folded: Folded = field(default_factory=lambda: Folded(array("q")))

    def seat(self, photo: int, near: int = 0) -> int | None:
        """Where a photo is shown; inside a closed stack, its top."""
        place = find(self.folded.photos, photo, near=near)
        if place is None and (inside := find(self.shown.photos, photo)) is not None:
            place = self.folded.seat(inside)
        return place

    def beneath(self, photo: int) -> list[int]:
        """What a closed stack holds below the photo on top of it, in its order."""
        place = find(self.folded.photos, photo)
        pile = None if place is None else self.folded.pile_at(place)
        if pile is None or self.folded.piles.stacks[pile] in self.folded.opened:
            return []
        piles = self.folded.piles
        places = piles.places[piles.begins[pile] : piles.begins[pile + 1]]
        return [each for place in places if (each := self.shown.photos[place]) != photo]


def seat_after(photo: int, before: Listed, after: Listed, near: int = 0) -> int | None:
    """Where a photo is shown in another list. For the lost top of a closed stack the new one stands."""
    if (seat := after.seat(photo, near)) is not None:
        return seat
    seats = (after.seat(each, near) for each in before.beneath(photo))
    return next((seat for seat in seats if seat is not None), None)


def first_of(listed: array[int], photos: Collection[int]) -> int | None:
    """The first of these in a list."""
    import numpy as np

    wanted = np.fromiter(photos, np.int64, len(photos))
    found = np.flatnonzero(np.isin(np.frombuffer(listed, np.int64), wanted))
    return listed[found[0]] if len(found) else None


def seats(looked_at: Iterable[int], before: Listed, after: Listed, near: int = 0) -> list[int]:
    """Where the frame may go, the best first."""
    found = (seat_after(photo, before, after, near) for photo in looked_at)
    return [seat for seat in found if seat is not None]
