"""Numbers and moments in a photographer's words. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from imalink_desktop.catalog.reads.summed import Spread
from imalink_desktop.ui import dates
from imalink_desktop.ui.wording import _, number

T = TypeVar("T")

_MOST_NAMES = 12


def moment(at: str) -> str:
    """A moment by the clock of the place: `Sat 15 Jun 2024, 10:00:02`."""
    when = datetime.fromisoformat(at)
    return _("{day}, {time}").format(day=day(at, weekday=True), time=when.strftime("%H:%M:%S"))


def day(at: str, *, weekday: bool = False) -> str:
    """A day: `15 Jun 2024`."""
    when = datetime.fromisoformat(at)
    told = dates.short_day(when)
    return _("{weekday} {day}").format(weekday=dates.short_weekday(when), day=told) if weekday else told


def days(spread: Spread[str]) -> str:
    """From which day to which."""
    if spread.low is None or spread.high is None:
        return _("No date")
    first, last = day(spread.low), day(spread.high)
    return first if first == last else f"{first} – {last}"


def seconds(value: float) -> str:
    """A shutter speed."""
    if value <= 0:
        return _("{n} s").format(n=0)
    if value < 0.3:
        return _("{n} s").format(n=f"1/{round(1 / value):,}")
    return _("{n} s").format(n=f"{value:.1f}".rstrip("0").rstrip("."))


def aperture(value: float) -> str:
    """A stop."""
    return f"f/{value:.1f}".removesuffix(".0")


def millimetres(value: float) -> str:
    """A focal length."""
    return _("{n} mm").format(n=f"{value:.1f}".removesuffix(".0"))


def sensitivity(value: float) -> str:
    """A film's speed."""
    return f"ISO {number(round(value))}"


def spread(values: Spread[T], told: Callable[[T], str]) -> str:
    """One value, or from where to where they go; nothing where none is known."""
    if values.low is None or values.high is None:
        return ""
    low, high = told(values.low), told(values.high)
    return low if low == high else f"{low} – {high}"


def names(counts: Mapping[str | None, int], nothing: str) -> tuple[str, str]:
    """What they have in common, and how many have what, for a tool tip."""
    listed = "\n".join(
        f"{nothing if name is None else name}: {number(count)}"
        for name, count in list(counts.items())[:_MOST_NAMES]
    )
    if len(counts) > 1:
        known = [name for name in counts if name is not None]
        return (_("Mixed") if len(known) > 1 else f"{known[0]} …"), listed
    name = next(iter(counts), None)
    return nothing if name is None else name, ""


def place(latitude: float, longitude: float) -> str:
    """Two numbers, to about a metre."""
    return f"{latitude:.5f}, {longitude:.5f}"
