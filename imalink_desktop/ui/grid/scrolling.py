"""Scrolling by pixels over any height, and the bar beside it, which counts no further than Qt can."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 2**30
"""What a bar counts to: Qt's numbers end at twice that, and it adds to them."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """A page on something high. If that is higher than the bar counts, a step of it is several pixels."""

    height: int
    page: int

    @property
    def last(self) -> int:
        """The lowest that the top of the page may lie."""
        return max(0, self.height - self.page)

    @property
    def bar_last(self) -> int:
        """The end of the bar."""
        return min(self.last, MOST)

    @property
    def bar_page(self) -> int:
        """The page on the bar: the length of its handle."""
        return self.page if self.last <= MOST else max(1, self.page * MOST // self.last)

    def within(self, top: int) -> int:
        """The top of the page, kept between the ends."""
        return min(max(top, 0), self.last)

    def on_bar(self, top: int) -> int:
        """Where the bar stands when the top of the page is there."""
        return top if self.last <= MOST else top * MOST // self.last

    def from_bar(self, value: int) -> int:
        """The top of the page when somebody has put the bar there."""
        return value if self.last <= MOST else -(-value * self.last // MOST)
