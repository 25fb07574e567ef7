"""Numbers out of EXIF values, whatever they were stored as."""

from __future__ import annotations

import math
from fractions import Fraction

from imalink_core.containers.parts import TagValue


def number(value: TagValue) -> float | None:
    """A finite number, the first if there are several, else `None`."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, str):
        return number_in(value)
    if not isinstance(value, int | float | Fraction):
        return None
    try:
        result = float(value)
    except OverflowError:
        return None
    return result if math.isfinite(result) else None


def number_in(text: str) -> float | None:
    """A finite number written out: `2.8`, `28/10`."""
    above, _, below = text.strip()[:40].partition("/")
    try:
        result = float(above) / float(below or 1)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return result if math.isfinite(result) else None
