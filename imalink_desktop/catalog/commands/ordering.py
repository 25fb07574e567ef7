"""An order kept as positions with gaps between them: one photo moved among 50,000 is one row changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

GAP = 1 << 32
"""Thirty-two times something can be put into the middle of a gap before all have to be numbered anew."""

_FURTHEST = 1 << 53
"""Beyond it, other programs no longer tell one number from the next."""


def placed(now: Mapping[int, int], moving: Sequence[int], before: int | None = None) -> dict[int, int]:
    """The positions to give, so that `moving` stand in this order right before `before`, or at the end.

    `now` has everything in its present order, with its position; what moves may be among it or
    new. All are given a position where there is no room, and none where nothing moves.
    """
    chosen = set(moving)
    rest = [one for one in now if one not in chosen]
    at = sum(one not in chosen for one in takewhile(lambda one: one != before, now))
    order = [*rest[:at], *moving, *rest[at:]]
    if order == list(now):
        return {}
    low = now[rest[at - 1]] if at > 0 else None
    high = now[rest[at]] if at < len(rest) else None
    free = _between(low, high, len(moving)) or [GAP * place for place in range(1, len(order) + 1)]
    return dict(zip(moving if len(free) == len(moving) else order, free, strict=True))


def _between(low: int | None, high: int | None, count: int) -> list[int]:
    """So many positions between two, as far from each other as can be; nothing where they do not fit."""
    room = GAP * (count + 1)
    if low is None:
        low = 0 if high is None else high - room
    if high is None:
        high = low + room
    if high - low <= count or max(-low, high) > _FURTHEST:
        return []
    return [low + (high - low) * place // (count + 1) for place in range(1, count + 1)]
