"""`Days`: the days of a list, where in the list each begins, and how many photos lie between two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Days:
    """Days with photos as ordinals, the oldest first. `above` counts the photos before each; last, all."""

    ordinals: tuple[int, ...] = ()
    above: tuple[int, ...] = (0,)
    undated: int = 0
    is_newest_first: bool = True

    @classmethod
    def of(cls, titles: Iterable[tuple[str, int]]) -> Days:
        """From the titles and counts of a list, in its order; those without a date have an empty title."""
        listed = tuple(titles)
        counted = [
            (date.fromisoformat(title).toordinal(), count) for title, count in listed if title and count
        ]
        undated = sum(count for title, count in listed if not title)
        is_newest_first = not counted or counted[0][0] >= counted[-1][0]
        counted.sort()
        return cls(
            tuple(day for day, _ in counted),
            tuple(accumulate((count for _, count in counted), initial=0)),
            undated,
            is_newest_first,
        )

    @property
    def total(self) -> int:
        """All photos with a date."""
        return self.above[-1]

    @property
    def span(self) -> tuple[int, int]:
        """The first day, and the one after the last."""
        return (self.ordinals[0], self.ordinals[-1] + 1) if self.ordinals else (0, 1)

    def between(self, first: float, end: float) -> int:
        """How many photos from one day up to another, which does not count."""
        ordinals, above = self.ordinals, self.above
        return above[bisect_left(ordinals, end)] - above[bisect_left(ordinals, first)]

    def nearest(self, day: int) -> int:
        """The day with photos that lies nearest; there is at least one."""
        after = min(bisect_left(self.ordinals, day), len(self.ordinals) - 1)
        before = max(after - 1, 0)
        return min(self.ordinals[after], self.ordinals[before], key=lambda each: abs(each - day))

    def nearest_in(self, first: int, last: int) -> int:
        """Of some days the one that comes first in the list; else the nearest to them."""
        begin, end = bisect_left(self.ordinals, first), bisect_right(self.ordinals, last)
        if begin < end:
            return self.ordinals[end - 1 if self.is_newest_first else begin]
        return self.nearest(first) if begin == len(self.ordinals) else self._beside(first, last, begin)

    def from_on(self, day: int) -> int | None:
        """The first day with photos from one on."""
        row = bisect_left(self.ordinals, day)
        return self.ordinals[row] if row < len(self.ordinals) else None

    def before(self, day: int) -> int | None:
        """The last day with photos before one."""
        row = bisect_left(self.ordinals, day)
        return self.ordinals[row - 1] if row else None

    def place(self, moment: float) -> int:
        """Where in the list a moment lies; the part of a day counts as that part of its photos."""
        day = int(moment)
        row = bisect_left(self.ordinals, day)
        before = self.above[row]
        if row < len(self.ordinals) and self.ordinals[row] == day:
            before += int((self.above[row + 1] - before) * (moment - day))
        return max(0, self.total - 1 - before) if self.is_newest_first else min(before, self.total - 1)

    def first_place(self, day: int) -> int:
        """Where in the list the photos of a day begin."""
        if self.is_newest_first:
            return self.total - self.above[bisect_right(self.ordinals, day)]
        return self.above[bisect_left(self.ordinals, day)]

    def moment(self, place: int) -> float:
        """The day that a place in the list lies in, and which part of it."""
        place = min(max(place, 0), self.total - 1)
        before = self.total - 1 - place if self.is_newest_first else place
        row = bisect_right(self.above, before) - 1
        return self.ordinals[row] + (before - self.above[row]) / (self.above[row + 1] - self.above[row])

    def _beside(self, first: int, last: int, after: int) -> int:
        if after == 0:
            return self.ordinals[0]
        earlier, later = self.ordinals[after - 1], self.ordinals[after]
        return earlier if first - earlier <= later - last else later
