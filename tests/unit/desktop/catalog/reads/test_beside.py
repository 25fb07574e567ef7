"""The place of a photo in a list and its neighbours, as the whole list would tell."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads.beside import next_to, place_of
from tests.unit.desktop.catalog.reads.album import Plain, refill

_photos: st.SearchStrategy[Plain] = st.fixed_dictionaries(
    {
        "taken_at": st.sampled_from([None, "2024-01-01T00:00:00", "2024-01-02T00:00:00"]),
        "rating": st.integers(0, 2),
        "name": st.sampled_from([None, "a", "B", "c"]),
        "file_size_bytes": st.sampled_from([None, 1, 2]),
    }
)
_sorts = st.builds(Sort, st.sampled_from(By), st.booleans(), st.integers(0, 9))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(_photos, max_size=8), _sorts, st.sampled_from(["", "rating>=1"]))
def test_it_is_where_the_whole_list_has_it(
    empty: Catalog, photos: list[Plain], sort: Sort, query: str
) -> None:
    refill(empty, photos)
    asked = parse(query)
    with empty.reading() as look:
        order = list(ids(look, asked, sort))
        for place, photo in enumerate(order):
            assert place_of(look, asked, sort, photo) == place
            assert next_to(look, asked, sort, photo) == (order[place + 1] if place + 1 < len(order) else None)
            before = order[place - 1] if place else None
            assert next_to(look, asked, sort, photo, forward=False) == before


@pytest.mark.parametrize("photo", [1, 8, 4711])
def test_what_is_not_in_the_list_has_no_place_and_no_neighbours(album: Catalog, photo: int) -> None:
    with album.reading() as look:
        assert place_of(look, parse("label:red"), Sort(), photo) is None
        assert next_to(look, parse("label:red"), Sort(), photo) is None
