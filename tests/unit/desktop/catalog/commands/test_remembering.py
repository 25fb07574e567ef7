"""Saved searches: a query under a name, which still makes sense when it is asked again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import remembering
from imalink_desktop.catalog.models import SavedSearch
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.sort import By, Sort
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

STARS = Sort(By.RATING)


def searches(catalog: Catalog) -> dict[str, tuple[str, Sort | None]]:
    with catalog.reading() as look:
        rows = look.execute(select(SavedSearch.name, SavedSearch.query, SavedSearch.sort))
        return {name: (query, remembering.read_sort(sort)) for name, query, sort in rows}


def test_a_query_is_kept_as_it_was_typed(shelf: Catalog) -> None:
    remembering.save(shelf, "The best", ' rating>=4  tag:"travel/norway" ', sort=STARS)
    remembering.save(shelf, "All", "")
    assert searches(shelf) == {"The best": ('rating>=4  tag:"travel/norway"', STARS), "All": ("", None)}


def test_what_makes_no_sense_is_not_kept(shelf: Catalog) -> None:
    remembering.save(shelf, "The best", "rating>=4")
    with pytest.raises(QueryError):
        remembering.save(shelf, "Nonsense", "rating>=many")
    with pytest.raises(QueryError):
        remembering.change(shelf, "The best", query=")")
    assert searches(shelf) == {"The best": ("rating>=4", None)}


def test_a_query_and_its_order_are_changed_each_alone(shelf: Catalog) -> None:
    remembering.save(shelf, "The best", "rating>=4", sort=STARS)
    remembering.change(shelf, "the best", query="rating=5")
    assert searches(shelf) == {"The best": ("rating=5", STARS)}
    remembering.change(shelf, "the best", sort=Sort(By.NAME, descending=False))
    assert searches(shelf) == {"The best": ("rating=5", Sort(By.NAME, descending=False))}
    shelf.undo()
    shelf.undo()
    assert searches(shelf) == {"The best": ("rating>=4", STARS)}


def test_a_name_is_taken_whatever_its_capitals(shelf: Catalog) -> None:
    remembering.save(shelf, "best", "rating>=4")
    remembering.save(shelf, "Unrated", "is:unrated")
    with pytest.raises(Expected, match="There is a saved search BEST already"):
        remembering.save(shelf, "BEST", "rating=5")
    with pytest.raises(Expected):
        remembering.rename(shelf, "Unrated", "Best")
    remembering.rename(shelf, "BEST", "Best")
    assert searches(shelf).keys() == {"Best", "Unrated"}


def test_a_forgotten_search_comes_back_after_a_restart(tmp_path: Path, shelf: Catalog) -> None:
    remembering.save(shelf, "Best", "rating>=4", sort=STARS)
    remembering.forget(shelf, "best")
    assert searches(shelf) == {}
    shelf.close()
    with Catalog.open(tmp_path) as again:
        again.undo()
        assert searches(again) == {"Best": ("rating>=4", STARS)}
        again.redo()
        assert searches(again) == {}


@pytest.mark.parametrize(
    "sort", [Sort(by, down, 7 * (by is By.RANDOM)) for by in By for down in (True, False)]
)
def test_every_order_is_read_as_it_was_written(sort: Sort) -> None:
    assert remembering.read_sort(remembering.write_sort(sort)) == sort


@pytest.mark.parametrize("text", [None, "", "-", "beauty", "random:often", "--time"])
def test_of_an_order_that_is_unknown_nothing_is_made_up(text: str | None) -> None:
    assert remembering.read_sort(text) is None


@pytest.mark.parametrize(
    "deed",
    [
        lambda c: remembering.rename(c, "Best", "Worst"),
        lambda c: remembering.change(c, "Best", query="rating=5"),
        lambda c: remembering.change(c, "Best"),
        lambda c: remembering.forget(c, "Best"),
    ],
)
def test_what_is_not_there_is_said(shelf: Catalog, deed: Callable[[Catalog], Changes]) -> None:
    with pytest.raises(Expected, match="There is no saved search Best"):
        deed(shelf)


@pytest.mark.parametrize("empty", ["", " ", "\0"])
def test_a_saved_search_needs_a_name(shelf: Catalog, empty: str) -> None:
    with pytest.raises(Expected, match="A saved search needs a name"):
        remembering.save(shelf, empty, "rating>=4")
