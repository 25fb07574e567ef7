"""Cutting a list that goes by time into sections: days, months, hours, or events by the gaps between photos.

What is cut are the seconds photos were taken at, in the order of the list. That is a few steps through
numbers, so a gap can be tried out on a million photos while somebody drags it; titles are made when
they come into sight.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import overload

from imalink_desktop.catalog.query.select import UNDATED
from imalink_desktop.ui.grid.geometry import Sections

MINUTE, HOUR, DAY = 60, 3600, 86400
GAPS = (15 * MINUTE, 30 * MINUTE, *(hours * HOUR for hours in (1, 2, 4, 6, 12)), DAY, 2 * DAY, 3 * DAY)
"""The gaps that are offered, in seconds."""
BETWEEN = "/"
"""In the title of an event, between its beginning and its end."""
_EPOCH, _LAST = date(1970, 1, 1).toordinal(), date.max.toordinal()


class Cut(StrEnum):
    """What a section of the timeline is."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Cutting:
    """How a list is to be cut. A photo taken longer than the gap after another begins another event."""

    by: Cut = Cut.DAYS
    gap: int = 4 * HOUR

    @property
    def needs_moments(self) -> bool:
        """Whether days are not fine enough for it."""
        return self.by in (Cut.HOURS, Cut.EVENTS)


def cut_days(days: Iterable[tuple[str, int]], cutting: Cutting) -> Sections:
    """Days with their counts as they are, or put together to months. The undated have an empty title."""
    if cutting.by is not Cut.MONTHS:
        return Sections.of(days)
    months = groupby(days, lambda run: run[0][: len("2024-06")])
    return Sections.of((title, sum(count for _, count in runs)) for title, runs in months)


def cut_moments(moments: array[int], cutting: Cutting) -> Sections:
    """Hours or events of the seconds of photos, in the order of the list; the undated have `UNDATED`."""
    import numpy as np  # slow to import, and only needed for what is finer than days

    if not moments:
        return Sections.of(())
    seconds = np.frombuffer(moments, np.int64)
    if cutting.by is Cut.EVENTS:
        is_first = np.abs(np.diff(seconds)) > cutting.gap
    else:
        is_first = np.diff(seconds // HOUR) != 0
    edges = np.flatnonzero(is_first) + 1
    firsts = array("q", [0])
    firsts.frombytes(edges.astype(np.int64).tobytes())
    firsts.append(len(moments))
    return Sections(_Titles(moments, firsts, is_hours=cutting.by is not Cut.EVENTS), firsts)


def title_of_hour(second: int) -> str:
    """Such as `2024-06-01T14`; nothing for the undated."""
    return "" if second == UNDATED else f"{_day(second)}T{second % DAY // HOUR:02}"


def title_of_event(second: int, other: int) -> str:
    """Such as `2024-06-01T14:10/2024-06-01T16:45`, whichever of the two came first."""
    if UNDATED in (second, other):
        return ""
    return BETWEEN.join(
        f"{_day(each)}T{each % DAY // HOUR:02}:{each % HOUR // MINUTE:02}" for each in sorted((second, other))
    )


def _day(second: int) -> str:
    return date.fromordinal(min(max(_EPOCH + second // DAY, 1), _LAST)).isoformat()


class _Lazy(Sequence[str]):
    """Titles that are made when they are asked for: there may be a hundred thousand, ten of them in sight."""

    __slots__ = ()

    @overload
    def __getitem__(self, section: int) -> str: ...

    @overload
    def __getitem__(self, section: slice) -> tuple[str, ...]: ...

    def __getitem__(self, section: int | slice) -> str | tuple[str, ...]:
        found = range(len(self))[section]
        return self._make(found) if isinstance(found, int) else tuple(map(self._make, found))

    @abstractmethod
    def _make(self, section: int) -> str:
        """The title of one."""


@dataclass(frozen=True, slots=True, eq=False)
class SomeTitles(_Lazy):
    """Of many titles those in some places."""

    titles: Sequence[str]
    places: array[int]

    def __len__(self) -> int:
        return len(self.places)

    def _make(self, section: int) -> str:
        return self.titles[self.places[section]]


@dataclass(frozen=True, slots=True, eq=False)
class _Titles(_Lazy):
    """Those of hours or events."""

    moments: array[int]
    firsts: array[int]
    is_hours: bool

    def __len__(self) -> int:
        return len(self.firsts) - 1

    def _make(self, section: int) -> str:
        first, last = self.moments[self.firsts[section]], self.moments[self.firsts[section + 1] - 1]
        return title_of_hour(first) if self.is_hours else title_of_event(first, last)
