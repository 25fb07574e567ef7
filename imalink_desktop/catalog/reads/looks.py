"""Which looks are near each other. A look is a picture in 64 bits; alike ones differ in few of them.

Two looks that differ in at most three bits agree in at least one of any four parts, so only those that
agree in a part are compared; a crowd that agrees in one is divided anew by the rest of its bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from imalink_desktop.base.progress import Job, Progress

MOST_BITS = 3
"""Looks that differ in so many bits at most are near."""

_BITS = 64
_PARTS = MOST_BITS + 1
_WIDTH = _BITS // _PARTS
_FEW = 32
"""So many are compared each with each; more are divided first."""

_AT_ONCE = 10_000
"""After so many it is told how far it is."""

_SIGN, _ALL = 1 << (_BITS - 1), (1 << _BITS) - 1


def apart(look: int, other: int) -> int:
    """In how many bits two looks differ."""
    return ((look ^ other) & _ALL).bit_count()


def neighbours(looks: Sequence[int]) -> Job[Mapping[int, list[int]]]:
    """For each of these looks, no two of which are equal, those that are near."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    plain = [look & _ALL for look in looks]
    total = _PARTS * len(plain)
    for part in range(_PARTS):
        mask = ((1 << _WIDTH) - 1) << (part * _WIDTH)
        done = told = part * len(plain)
        for crowd in _alike(plain, mask):
            for one, other in _pairs(crowd, _ALL & ~mask):
                near[one].add(other)
                near[other].add(one)
            done += len(crowd)
            if done >= told:
                yield Progress("comparing looks", done, total)
                told = done + _AT_ONCE
    return {_signed(look): sorted(map(_signed, others)) for look, others in near.items()}


def _signed(look: int) -> int:
    """As SQLite has it."""
    return (look ^ _SIGN) - _SIGN


def _alike(looks: Iterable[int], mask: int) -> Iterator[list[int]]:
    """Those that agree in these bits, where they are more than one."""
    crowds: defaultdict[int, list[int]] = defaultdict(list)
    for look in looks:
        crowds[look & mask].append(look)
    return (crowd for crowd in crowds.values() if len(crowd) > 1)


def _pairs(crowd: Sequence[int], free: int) -> Iterator[tuple[int, int]]:
    """Near ones among looks that agree in all but the free bits."""
    bits = [bit for bit in range(_BITS) if free >> bit & 1]
    if len(crowd) <= _FEW or len(bits) < _PARTS * 2:
        for one, other in combinations(crowd, 2):
            if (one ^ other).bit_count() <= MOST_BITS:
                yield one, other
        return
    for part in range(_PARTS):
        mask = sum(1 << bit for bit in bits[part::_PARTS])
        for smaller in _alike(crowd, mask):
            yield from _pairs(smaller, free & ~mask)
