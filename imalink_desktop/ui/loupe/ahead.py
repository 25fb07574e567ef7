"""Which pictures to have decoded: those that will be looked at next, as many as the memory allows.

A pure function. What it does not name is let go, so what is held never takes more than the budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

BUDGET = 400_000_000
"""Bytes of pictures: a few originals of 24 megapixels, or some forty at the size of a screen."""

_NEXT, _BEFORE = 3, 1
_GLIMPSES_NEXT, _GLIMPSES_BEFORE = 8, 3


class Sharpness(IntEnum):
    """What is at hand, what fills a screen, and all that the original holds."""

    GLIMPSE = 1
    SCREEN = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """A picture, named."""

    photo: int
    sharpness: Sharpness


def ahead(
    photos: Sequence[int],
    at: int,
    direction: int,
    *,
    whole: bool,
    around: bool = False,
    cost: Callable[[Wanted], int],
    budget: int = BUDGET,
    kept: Sequence[Wanted] = (),
) -> tuple[Wanted, ...]:
    """The pictures to have, the most wanted first, from where one is and which way one goes.

    `whole` says that one looks so closely that only the original will do, `around` that the
    neighbours will be looked at as closely; `kept` is what is on the
    screen at this moment. What does not fit is left out, and something smaller may have its place.
    """
    return _affordable((*kept, *_in_order(photos, at, direction, whole, around)), cost, budget)


def together(
    photos: Sequence[int], at: int, *, whole: bool, cost: Callable[[Wanted], int], budget: int = BUDGET
) -> tuple[Wanted, ...]:
    """The pictures to have of photos that are all in sight: something of each first, sharper ones after."""
    here_first = [photos[at], *(photo for place, photo in enumerate(photos) if place != at)]
    sharpnesses = Sharpness if whole else (Sharpness.GLIMPSE, Sharpness.SCREEN)
    wanted = [Wanted(photo, sharpness) for sharpness in sharpnesses for photo in here_first]
    return _affordable(wanted, cost, budget)


def _affordable(wanted: Iterable[Wanted], cost: Callable[[Wanted], int], budget: int) -> tuple[Wanted, ...]:
    chosen: dict[Wanted, None] = {}
    left = budget
    for each in wanted:
        if each not in chosen and (bytes_ := cost(each)) <= left:
            chosen[each] = None
            left -= bytes_
    return tuple(chosen)


def _in_order(photos: Sequence[int], at: int, direction: int, whole: bool, around: bool) -> Iterator[Wanted]:
    def near(further: int, behind: int) -> list[int]:
        """The neighbours, the nearest first; the one behind when the next is there."""
        places = [at + step * direction for step in range(1, further + 1)]
        places[1:1] = [at - step * direction for step in range(1, behind + 1)]
        return [photos[place] for place in places if 0 <= place < len(photos)]

    here, neighbours = photos[at], near(_NEXT, _BEFORE)
    for sharpness in Sharpness if whole else (Sharpness.GLIMPSE, Sharpness.SCREEN):
        yield Wanted(here, sharpness)
    yield from (Wanted(photo, Sharpness.GLIMPSE) for photo in near(_GLIMPSES_NEXT, _GLIMPSES_BEFORE))
    yield from (Wanted(photo, Sharpness.SCREEN) for photo in neighbours)
    if whole and around:
        yield from (Wanted(photo, Sharpness.WHOLE) for photo in neighbours)
