"""`Stage`: what is being looked at: a query in an order, the photos it finds, and which of them are chosen.

Panels ask for something to be shown, the views show it. The list is made beside the window; while a new
one is on its way the old one stays.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from imalink_desktop.base.events import Connection, Signal
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads.rating_view import rating_view
from imalink_desktop.catalog.reads.timeline import Granularity, timeline
from imalink_desktop.ui.library import Library


@dataclass(frozen=True, slots=True)
class Shown:
    """A list of photos, cut into days where it goes by time: titles such as `2024-06-01`, and counts.

    Where it goes by stars it is cut into shelves, whose titles are `5` to `0`.
    """

    query: Query = EVERYTHING
    sort: Sort = field(default_factory=Sort)
    photos: array[int] = field(default_factory=lambda: array("q"))
    days: tuple[tuple[str, int], ...] | None = None
    shelves: tuple[tuple[str, int], ...] | None = None

    @property
    def sections(self) -> tuple[tuple[str, int], ...] | None:
        """How it is cut, if at all."""
        return self.days if self.days is not None else self.shelves


_OTHER_PHOTOS = frozenset(
    {
        Op.REGISTER,
        Op.UNDO_IMPORT,
        Op.PURGE,
        Op.DISCARD,
        Op.BRING_BACK,
        Op.UNDO,
        Op.REDO,
        Op.SHIFT_TIME,
        Op.SET_TIME,
    }
)
"""Operations after which there are other photos, or in another order."""


class Stage:
    """One for each window."""

    def __init__(self, library: Library) -> None:
        self.shown = Shown()
        self.listed = Signal[Shown]("another list is shown")
        """Also when the same query finds other photos by now."""
        self.chosen = Signal[Sequence[int]]("other photos are chosen")
        """Those that a key will hit, in their order: what is selected, else the target."""
        self.target = Signal[int | None]("another photo has the frame")
        self.photos: Sequence[int] = ()
        self.current: int | None = None
        self._library = library
        self._is_answered = False
        self._wanted = (self.shown.query, self.shown.sort)
        self._connections: tuple[Connection, ...] = (
            library.changed.connect(self._hear),
            library.drives_changed.connect(lambda _: self.refresh()),
        )

    @property
    def answered(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self._is_answered

    @property
    def query(self) -> Query:
        """What is shown, or will be as soon as it has been found."""
        return self._wanted[0]

    @property
    def sort(self) -> Sort:
        """In which order."""
        return self._wanted[1]

    def show(self, query: Query | None = None, sort: Sort | None = None) -> None:
        """Show what a query finds; what is not given stays."""
        self._wanted = (self.query if query is None else query, self.sort if sort is None else sort)
        self.refresh()

    def refresh(self) -> None:
        """Find it anew."""
        query, sort = self._wanted
        self._is_answered = False
        there = self._library.online

        def find(look: Look) -> Shown:
            found = ids(look, query, sort, online=there)
            days = _days(look, query, sort, there, len(found)) if sort.by is By.TIME else None
            shelves = _shelves(look, query, sort, there) if sort.by is By.RATING else None
            return Shown(query, sort, found, days, shelves)

        self._library.ask(self, find, self._take)

    def choose(self, photos: Sequence[int], current: int | None) -> None:
        """The view tells what is chosen in it."""
        if current != self.current:
            self.current = current
            self.target.emit(current)
        self.photos = photos
        self.chosen.emit(photos)

    def close(self) -> None:
        """Hear no more."""
        for connection in self._connections:
            connection.disconnect()

    def _take(self, shown: Shown) -> None:
        self.shown = shown
        self._is_answered = True
        self.listed.emit(shown)

    def _hear(self, changes: Changes) -> None:
        """A photo that is rated stays where it is: who culls must not lose it from under the eye."""
        if changes.op in _OTHER_PHOTOS:
            self.refresh()


def _days(
    look: Look, query: Query, sort: Sort, there: frozenset[int], total: int
) -> tuple[tuple[str, int], ...]:
    """The days of a list by time, in its order; the undated stand last, as in the list."""
    found = timeline(look, Granularity.DAY, query=query, online=there)
    days = [(bucket.name, bucket.count) for bucket in found.buckets]
    if not sort.descending:
        days.reverse()
    undated = total - found.dated
    return (*days, ("", undated)) if undated > 0 else tuple(days)


def _shelves(look: Look, query: Query, sort: Sort, there: frozenset[int]) -> tuple[tuple[str, int], ...]:
    """How many have each number of stars, in the order of the list."""
    stars = [
        (str(stars), count) for stars, count in enumerate(rating_view(look, query=query, online=there).stars)
    ]
    return tuple(each for each in (reversed(stars) if sort.descending else stars) if each[1])
