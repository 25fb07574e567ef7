"""Which photos of a list lie in one stack."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import stacking
from imalink_desktop.catalog.reads.piles import Piles, piles
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


def found(catalog: Catalog, photos: Sequence[int]) -> list[list[int]]:
    """The photos of each stack that the list has several of, the top one first."""
    with catalog.reading() as look:
        seen = piles(look, array("q", photos))
    spans = zip(seen.begins, seen.begins[1:], strict=False)
    assert len(seen.stacks) == max(len(seen.begins) - 1, 0)
    return [[photos[place] for place in seen.places[first:end]] for first, end in spans]


def test_a_library_without_stacks_has_none(shelf: Catalog) -> None:
    assert found(shelf, [1, 2, 3]) == []
    assert not Piles()


def test_the_top_one_comes_first_wherever_it_stands_in_the_list(shelf: Catalog) -> None:
    stacking.stack(shelf, [3, 1, 2])
    assert found(shelf, [5, 1, 2, 4, 3]) == [[3, 1, 2]]
    stacking.set_cover(shelf, [2])
    assert found(shelf, [5, 1, 2, 4, 3]) == [[2, 3, 1]]


def test_a_stack_of_which_the_list_has_but_one_is_none(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2])
    stacking.stack(shelf, [3, 4])
    assert found(shelf, [4, 2, 3]) == [[3, 4]]
    assert found(shelf, [2, 4]) == []
    assert found(shelf, []) == []
