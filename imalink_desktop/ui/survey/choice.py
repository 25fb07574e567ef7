"""Which photos stand beside each other, and which of them keys are meant for. Values, without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain
from typing import Protocol, Self, TypeAlias

MOST = 12
"""More photos than this cannot be judged beside each other."""

PlaceOf: TypeAlias = Callable[[int], int | None]
"""Where a photo is in the list that is shown, or what stands for it; None where there is neither."""


class Way(Enum):
    """What an arrow key asks for."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Choice(Protocol):
    """What both have."""

    @property
    def photos(self) -> Sequence[int]:
        """Those that are seen."""

    @property
    def at(self) -> int:
        """The one that keys are meant for."""

    def moved(self, way: Way, columns: int) -> Self:
        """After an arrow key."""

    def pointed(self, at: int) -> Self:
        """After a click."""

    def without(self, photo: int) -> Self | None:
        """When one is looked at no more; None when there is nothing left to choose."""

    def among(self, photos: Sequence[int], place_of: PlaceOf) -> Self | None:
        """When another list is shown."""


@dataclass(frozen=True, slots=True)
class Several:
    """A handful of photos; the arrows go from one to the next. One that is away may come again."""

    photos: tuple[int, ...]
    at: int = 0
    chosen: tuple[int, ...] = field(default=(), compare=False)
    """These with those that the list does not have for a while; nothing where all are there."""

    def moved(self, way: Way, columns: int) -> Self:
        """To the neighbour, if there is one."""
        by = {Way.LEFT: -1, Way.RIGHT: 1, Way.UP: -columns, Way.DOWN: columns}[way]
        to = self.at + by
        return replace(self, at=to) if 0 <= to < len(self.photos) else self

    def pointed(self, at: int) -> Self:
        """To this one."""
        return replace(self, at=at)

    def without(self, photo: int) -> Self | None:
        """The others."""
        left, chosen = (tuple(each for each in some if each != photo) for some in (self.photos, self.chosen))
        return replace(self, photos=left, at=min(self.at, len(left) - 1), chosen=chosen) if left else None

    def among(self, photos: Sequence[int], place_of: PlaceOf) -> Self | None:
        """Those that are to be seen in it: whoever has come again stands where it stood."""
        chosen = self.chosen or self.photos
        places = {each: place_of(each) for each in chosen}
        left = tuple(each for each, place in places.items() if place is not None and photos[place] == each)
        current = self.photos[self.at]
        at = left.index(current) if current in left else min(self.at, len(left) - 1)
        return replace(self, photos=left, at=at, chosen=chosen) if left else None


@dataclass(frozen=True, slots=True)
class Pair:
    """The best so far, and a candidate: the arrows bring the next candidate.

    Up makes the candidate the best and brings the next one, down has the two change places.
    """

    listed: Sequence[int]
    best: int
    candidate: int
    at: int = 1

    @property
    def photos(self) -> Sequence[int]:
        """The best, then the candidate."""
        return self.listed[self.best], self.listed[self.candidate]

    def moved(self, way: Way, columns: int) -> Self:
        """Another candidate, or another best."""
        del columns
        match way:
            case Way.DOWN:
                return replace(self, best=self.candidate, candidate=self.best)
            case Way.UP:
                return replace(self, best=self.candidate, candidate=self._next(self.candidate, 1), at=1)
            case _:
                by = 1 if way is Way.RIGHT else -1
                return replace(self, candidate=self._next(self.candidate, by, self.best), at=1)

    def pointed(self, at: int) -> Self:
        """To this one of the two."""
        return replace(self, at=at)

    def without(self, photo: int) -> Self | None:
        """The candidate makes room for the next one; the best for the candidate."""
        if photo == self.listed[self.best]:
            return self.moved(Way.UP, 2)
        return self.moved(Way.RIGHT, 2)

    def among(self, photos: Sequence[int], place_of: PlaceOf) -> Self | None:
        """The same two in another list. Where one has gone it goes on as if that had been left out."""
        best, candidate, at = place_of(self.listed[self.best]), place_of(self.listed[self.candidate]), self.at
        if best is None:
            best, candidate, at = candidate, None, 1
        if best is None:
            best = self._left(place_of)
        if candidate is None or candidate == best:
            candidate, at = self._left(place_of, but=best), 1
        if best is None or candidate is None:
            return None
        return replace(self, listed=photos, best=best, candidate=candidate, at=at)

    def _left(self, place_of: PlaceOf, but: int | None = None) -> int | None:
        """Where the next is that another list has: behind the candidate, else before it."""
        onward = chain(range(self.candidate + 1, len(self.listed)), range(self.candidate - 1, -1, -1))
        places = (place_of(self.listed[each]) for each in onward)
        return next((place for place in places if place is not None and place != but), None)

    def _next(self, place: int, by: int, but: int | None = None) -> int:
        """The neighbour; at an end of the list there is none but the one before."""
        to = place + by
        if to == but:
            to += by
        if 0 <= to < len(self.listed):
            return to
        return place if but is not None else place - by
