"""Where somebody was: what was looked at, in which order and view, what was chosen, and how far down.

What is chosen is kept as runs, each by the photos at its ends: after an import among them a run is not
what it was any more, and is let be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.commands.remembering import read_sort, write_sort
from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.ui.grid.selection import find
from imalink_desktop.ui.grid.view import GridView
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.window.centre import Centre

_MOST_RUNS = 500


@dataclass(frozen=True, slots=True)
class _Run:
    """Photos that were chosen side by side."""

    first: int
    last: int
    length: int


@dataclass(frozen=True, slots=True)
class _Left:
    """How it was left, as far as it can be led back to."""

    photo: int | None = None
    view: str = ""
    runs: tuple[_Run, ...] = ()
    compared: tuple[int, int] | None = None
    top: tuple[int, int] | None = None
    """The first photo in sight, and how many pixels of it were above the page."""


class Place:
    """Leads back there once, with the first list that comes; what is not to be found any more is let be."""

    def __init__(self, stage: Stage, centre: Centre) -> None:
        self._stage, self._centre = stage, centre
        self._left = _Left()
        self._coming: Connection | None = None

    def state(self, query: Query | None = None) -> dict[str, Any]:
        """Where it is left; with another query than what is shown, if that is only looked at for a while."""
        stage, grid = self._stage, self._centre.grid
        photos, runs = grid.photos, grid.selection.runs
        chosen = [[photos[run.start], photos[run.stop - 1], len(run)] for run in runs[:_MOST_RUNS]]
        return {
            "query": unparse(stage.query if query is None else query),
            "sort": write_sort(stage.sort),
            "photo": grid.target,
            "view": self._centre.view,
            "chosen": chosen,
            "compared": self._centre.compared,
            "top": _top_of(grid),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Ask for what was looked at."""
        query, sort = state.get("query"), state.get("sort")
        if not isinstance(query, str):
            return
        try:
            asked = parse(query)
        except QueryError:
            return  # a word that the language had then
        self._left = _read(state)
        self._coming = self._stage.listed.connect(self._arrive)
        self._stage.show(asked, read_sort(sort) if isinstance(sort, str) else None)

    def close_down(self) -> None:
        """Hear no more."""
        if self._coming is not None:
            self._coming.disconnect()

    def _arrive(self, _shown: Shown) -> None:
        self.close_down()
        left, centre = self._left, self._centre
        is_found = left.photo is not None and centre.show_photo(left.photo)
        self._choose(left.runs)
        self._scroll(left.top)
        if left.compared is not None:
            centre.compare_photos(*left.compared)
        elif left.view == "survey" and len(centre.grid.selection) > 1:
            centre.survey_chosen()
        elif is_found and left.view == "loupe":
            centre.look_at("loupe")

    def _choose(self, runs: Sequence[_Run]) -> None:
        """Those that are as they were, around the photo that has the frame by now."""
        grid = self._centre.grid
        ends = {photo for run in runs for photo in (run.first, run.last)}
        places = {photo: place for place, photo in enumerate(grid.photos) if photo in ends} if ends else {}
        found = (_found(run, places) for run in runs)
        chosen = tuple(sorted((run for run in found if run is not None), key=lambda run: run.start))
        if chosen:
            grid.choose(replace(grid.selection, runs=chosen, fixed=chosen))

    def _scroll(self, top: tuple[int, int] | None) -> None:
        grid = self._centre.grid
        if top is not None and (place := find(grid.photos, top[0])) is not None:
            grid.scroll_to(grid.layout_now.box(place).y + top[1])


def _top_of(grid: GridView) -> list[int] | None:
    seen = grid.visible
    return [grid.photos[seen.start], grid.top - grid.layout_now.box(seen.start).y] if seen else None


def _found(run: _Run, places: Mapping[int, int]) -> range | None:
    first, last = places.get(run.first), places.get(run.last)
    if first is None or last is None or last - first + 1 != run.length:
        return None
    return range(first, last + 1)


def _read(state: Mapping[str, Any]) -> _Left:
    """A file that somebody has had a hand in is as good as none."""
    photo, top, chosen = state.get("photo"), state.get("top"), state.get("chosen")
    compared = state.get("compared")
    runs = [one for one in chosen if _are_numbers(one, 3)] if isinstance(chosen, list) else []
    return _Left(
        photo if isinstance(photo, int) else None,
        str(state.get("view", "")),
        tuple(_Run(*run) for run in runs[:_MOST_RUNS]),
        (compared[0], compared[1]) if _are_numbers(compared, 2) else None,
        (top[0], top[1]) if _are_numbers(top, 2) else None,
    )


def _are_numbers(value: Any, many: int) -> TypeGuard[list[int]]:  # noqa: ANN401 - whatever stands in the file
    return isinstance(value, list) and len(value) == many and all(isinstance(one, int) for one in value)
