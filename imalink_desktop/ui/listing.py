"""`Shown`: a list of photos as it is looked at, how it is found, and what is foreseen of it.

Values and arithmetic, without a window. What was decided about while somebody looks is pinned: it stays in
the list, and on its shelf, though the query would leave it out by now.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.decisions import MOST_STARS, Flag
from imalink_desktop.catalog.query.ast import EVERYTHING, And, Is, Query, leaves
from imalink_desktop.catalog.query.select import ids, newest, timed
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads.days import days
from imalink_desktop.catalog.reads.piles import Piles, piles
from imalink_desktop.catalog.reads.rating_view import rating_view
from imalink_desktop.catalog.reads.spread import Spread
from imalink_desktop.ui.grid.cutting import Cutting, cut_days, cut_moments
from imalink_desktop.ui.grid.geometry import Sections

if TYPE_CHECKING:
    import numpy as np

    _Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]

Runs: TypeAlias = tuple[tuple[str, int], ...]
"""Titles, and how many photos stand below each."""

LEADING: Mapping[By, str] = {By.RATING: "rating", By.FLAG: "flag"}
"""What shelves go by: after such a decision they are not what they were."""

_FORESEEN_STACK = -1
"""The number of a stack that has none yet."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A list of photos, cut into sections: as was wished where it goes by time, else into shelves or not.

    Titles are those of `grid.cutting`, `5` to `0` for stars, and the words of flags.
    """

    query: Query = EVERYTHING
    sort: Sort = field(default_factory=Sort)
    photos: array[int] = field(default_factory=lambda: array("q"))
    days: Runs | None = None
    """Where it goes by time: titles such as `2024-06-01`, and counts, however it is cut."""
    shelves: Runs | None = None
    piles: Piles = field(default_factory=Piles)
    """Which of them lie in one stack."""
    moments: array[int] | None = None
    """The second each was taken at, where it was cut more finely than into days."""
    newest: int = 0
    """The highest number of any photo there is."""
    cutting: Cutting = field(default_factory=Cutting)
    sections: Sections | None = None
    """How it is cut, if at all."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """Photos that stay, and the list in which they are seen."""

    photos: array[int] = field(default_factory=lambda: array("q"))
    """Each once, in the order of their numbers: a set of a million takes sixty megabytes."""
    seen: Shown = field(default_factory=Shown)


def listed(
    look: Look,
    query: Query,
    sort: Sort,
    cutting: Cutting,
    there: Collection[int],
    pinned: Pinned,
    spread: Spread,
) -> Shown:
    """What a query finds, with what is pinned."""
    moments: array[int] | None = None
    if query == EVERYTHING and sort == Sort() and not cutting.needs_moments:
        found = spread.by_time(look)
    elif sort.by is By.TIME and cutting.needs_moments:
        found, moments = timed(look, query, sort, online=there)
    else:
        found = ids(look, query, sort, online=there)
    shelves = _shelves(look, query, sort, there) if sort.by in LEADING else None
    if pinned.photos and not asks_for_trash(query):
        if shelves is None:
            found, moments = _with(look, sort, found, moments, pinned.photos)
        else:
            found, shelves = _on_their_shelves(look, sort, found, shelves, pinned)
    by_day = None
    if sort.by is By.TIME:
        by_day = days(look, query, found, newest_first=sort.descending, spread=spread)
    made = Shown(query, sort, found, by_day, shelves, piles(look, found, spread), moments, newest(look))
    return cut(made, cutting)


def cut(shown: Shown, cutting: Cutting) -> Shown:
    """The same list, cut so."""
    sections = None if shown.shelves is None else Sections.of(shown.shelves)
    if shown.moments is not None and cutting.needs_moments:
        sections = cut_moments(shown.moments, cutting)
    elif shown.days is not None:
        sections = cut_days(shown.days, cutting)
    return replace(shown, cutting=cutting, sections=sections)


def lacking(shown: Shown, gone: Collection[int]) -> Shown:
    """The list without some of its photos, as it will be found when they have gone."""
    import numpy as np

    stays = ~np.isin(_of(shown.photos), np.fromiter(gone, np.int64, len(gone)))
    if stays.all():
        return shown
    left = replace(
        shown,
        photos=_as_array(_of(shown.photos)[stays]),
        days=_fewer(shown.days, stays),
        shelves=_fewer(shown.shelves, stays),
        piles=_lifted(shown.piles, stays),
        moments=None if shown.moments is None else _as_array(_of(shown.moments)[stays]),
    )
    return cut(left, shown.cutting)


def discarded(shown: Shown, photos: Collection[int]) -> Shown:
    """The list after some of its photos have been put into the trash."""
    return shown if asks_for_trash(shown.query) else lacking(shown, photos)


def brought_back(shown: Shown, photos: Collection[int]) -> Shown:
    """The list after some of its photos have been taken out of the trash."""
    asked = shown.query.parts if isinstance(shown.query, And) else (shown.query,)
    return lacking(shown, photos) if Is("trashed") in asked else shown


def piled(shown: Shown, photos: Collection[int]) -> Shown:
    """The list with some of its photos in one stack, the first of them on top."""
    import numpy as np

    place_of = {int(shown.photos[place]): int(place) for place in _places(shown.photos, photos)}
    places = [place_of[photo] for photo in photos if photo in place_of]
    before = shown.piles
    if len(places) < 2 or places in (_members(before, pile) for pile in range(len(before.stacks))):
        return shown
    stays = np.ones(len(shown.photos), np.bool_)
    stays[places] = False
    others = _lifted(before, stays, moving=False)
    return replace(
        shown,
        piles=Piles(
            others.places + array("q", places),
            (others.begins or array("q", [0])) + array("q", [len(others.places) + len(places)]),
            others.stacks + array("q", [_FORESEEN_STACK]),
        ),
    )


def pinning(pinned: array[int], shown: Shown, photos: Collection[int]) -> array[int]:
    """What is pinned, and those of the photos that are in the list."""
    import numpy as np

    mine, more = _of(pinned), np.sort(_of(shown.photos)[_places(shown.photos, photos)])
    at = np.searchsorted(mine, more)
    new = np.ones(len(more), np.bool_)
    inside = at < len(mine)
    new[inside] = mine[at[inside]] != more[inside]
    return _as_array(np.insert(mine, at[new], more[new])) if new.any() else pinned


def letting_go(pinned: array[int], photos: Collection[int]) -> array[int]:
    """What is pinned, but for these."""
    import numpy as np

    stays = np.ones(len(pinned), np.bool_)
    stays[_places(pinned, photos)] = False
    return _as_array(_of(pinned)[stays])


def asks_for_trash(query: Query) -> bool:
    """Whether photos in the trash may be found."""
    return any(leaf == Is("trashed") for leaf in leaves(query))


def _with(
    look: Look, sort: Sort, found: array[int], moments: array[int] | None, pinned: Collection[int]
) -> tuple[array[int], array[int] | None]:
    """What was found, and what is pinned and still there, in their order; of each when it was taken."""
    import numpy as np

    if len(_places(found, pinned)) == len(pinned):
        return found, moments
    every, when = ids(look, EVERYTHING, sort), moments
    if moments is not None:
        every, when = timed(look, EVERYTHING, sort)
    mine = np.concatenate((_of(found), np.fromiter(pinned, np.int64, len(pinned))))
    stays = np.isin(_of(every), mine)
    return _as_array(_of(every)[stays]), None if when is None else _as_array(_of(when)[stays])


def _on_their_shelves(
    look: Look, sort: Sort, found: array[int], shelves: Runs, pinned: Pinned
) -> tuple[array[int], Runs]:
    """What was found, and what is pinned on the shelf where it is seen; by time on each."""
    import numpy as np

    seen, titles = pinned.seen, _titles(sort)
    every = _of(ids(look, EVERYTHING, Sort(descending=sort.descending)))
    here, there = (
        np.repeat([titles.index(title) for title, _ in runs], [count for _, count in runs]).astype(np.int8)
        for runs in (shelves, seen.shelves or ())
    )
    held = _places(seen.photos, pinned.photos) if seen.shelves else np.zeros(0, np.int64)
    shelf_of = np.full(
        1 + max(each.max(initial=0) for each in (every, _of(found), _of(seen.photos))), -1, np.int8
    )
    shelf_of[_of(found)] = here
    shelf_of[_of(seen.photos)[held]] = there[held]
    listed = every[shelf_of[every] >= 0]
    counts = np.bincount(shelf_of[listed], minlength=len(titles)).tolist()
    in_order = listed[np.argsort(shelf_of[listed], kind="stable")]
    return _as_array(in_order), tuple(run for run in zip(titles, counts, strict=True) if run[1])


def _shelves(look: Look, query: Query, sort: Sort, there: Collection[int]) -> Runs:
    """How many lie on each shelf of stars or flags, in the order of the list."""
    found = rating_view(look, query=query, online=there)
    counts = dict(enumerate(found.stars)) if sort.by is By.RATING else found.flags
    shelves = zip(_titles(sort), (counts[number] for number in _numbers(sort)), strict=True)
    return tuple(each for each in shelves if each[1])


def _numbers(sort: Sort) -> list[int]:
    return sorted(range(MOST_STARS + 1) if sort.by is By.RATING else map(int, Flag), reverse=sort.descending)


def _titles(sort: Sort) -> list[str]:
    """Of all shelves there can be, in the order of the list."""
    return [str(each) if sort.by is By.RATING else Flag(each).word for each in _numbers(sort)]


def _fewer(runs: Runs | None, stays: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Runs | None:
    if runs is None:
        return None
    import numpy as np

    ends = np.cumsum([count for _, count in runs])
    left = np.diff(np.concatenate(([0], np.cumsum(stays)))[ends], prepend=0).tolist()
    return tuple((title, count) for (title, _), count in zip(runs, left, strict=True) if count)


def _lifted(piles: Piles, stays: np.ndarray[tuple[int], np.dtype[np.bool_]], *, moving: bool = True) -> Piles:
    """Stacks without the photos that do not stay; what is left moves up in the list, or keeps its place."""
    if not piles:
        return piles
    import numpy as np

    places, sizes = _of(piles.places), np.diff(_of(piles.begins))
    kept = stays[places]
    left = np.add.reduceat(kept, _of(piles.begins)[:-1], dtype=np.int64)
    several = left > 1
    kept &= np.repeat(several, sizes)
    if moving:
        places = (np.cumsum(stays) - 1)[places]
    if not several.any():
        return Piles()
    begins = np.concatenate(([0], np.cumsum(left[several])))
    return Piles(_as_array(places[kept]), _as_array(begins), _as_array(_of(piles.stacks)[several]))


def _members(piles: Piles, pile: int) -> list[int]:
    return list(piles.places[piles.begins[pile] : piles.begins[pile + 1]])


def _places(listed: array[int], photos: Collection[int]) -> _Numbers:
    import numpy as np

    return np.flatnonzero(np.isin(_of(listed), np.fromiter(photos, np.int64, len(photos))))


def _of(numbers: array[int]) -> _Numbers:
    import numpy as np

    return np.frombuffer(numbers, np.int64)


def _as_array(numbers: _Numbers) -> array[int]:
    made: array[int] = array("q")
    made.frombytes(numbers.tobytes())
    return made
