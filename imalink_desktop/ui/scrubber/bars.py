"""The bars of the strip: so many photos from here to there, as high as it says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from imalink_desktop.ui.scrubber.axis import Axis, starts
from imalink_desktop.ui.scrubber.days import Days


@dataclass(frozen=True, slots=True)
class Bar:
    """From `x` to `end`; `height` is a part of the highest in sight."""

    x: float
    end: float
    height: float


def bars(days: Days, axis: Axis) -> tuple[Bar, ...]:
    """The bars in sight. Heights go by the square root, so that a single picture beside a wedding shows."""
    edges = list(starts(axis.unit, axis))
    counted = [(start, end, days.between(start, end)) for start, end in pairwise(edges)]
    most = max((count for _, _, count in counted), default=0)
    return tuple(
        Bar(axis.x(start), axis.x(end), sqrt(count / most)) for start, end, count in counted if count
    )
