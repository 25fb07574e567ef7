"""Exposure brackets: three, five or seven frames whose exposures are evenly spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from imalink_core.pairing.shot import Shot

BRACKET_GAP_SECONDS = 2.0
_LENGTHS = (7, 5, 3)
_SMALLEST_STEP = 0.3  # cameras offer thirds of a stop, and write them rounded
_UNEVENNESS = 0.2


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket found: how many frames, and the one exposed in the middle."""

    length: int
    middle: Shot


def bracket_at(reel: Sequence[Shot], start: int) -> Bracket | None:
    """The longest bracket that starts with this frame."""
    for length in _LENGTHS:
        frames = reel[start : start + length]
        if len(frames) == length and all(
            in_quick_succession(before, after, BRACKET_GAP_SECONDS + (before.exposure_seconds or 0.0))
            for before, after in pairwise(frames)
        ):
            stops = _stops(frames)
            if len(stops) == length and _evenly_spread(stops):
                middle = sorted(range(length), key=stops.__getitem__)[length // 2]
                return Bracket(length, frames[middle])
    return None


def in_quick_succession(before: Shot, after: Shot, seconds: float) -> bool:
    """Whether the second was taken within so many seconds of the first."""
    if before.taken_at is None or after.taken_at is None:
        return False
    return (after.taken_at - before.taken_at).total_seconds() <= seconds


def _stops(frames: Sequence[Shot]) -> list[float]:
    """The exposure times that are known, in stops."""
    return [math.log2(time) for frame in frames if (time := frame.exposure_seconds) and time > 0.0]


def _evenly_spread(stops: list[float]) -> bool:
    steps = [b - a for a, b in pairwise(sorted(stops))]
    return min(steps) >= _SMALLEST_STEP and max(steps) - min(steps) <= _UNEVENNESS
