"""What is there twice, and what lies in one place only."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imalink_desktop.base.progress import Progress, run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.reads.coverage import Coverage, coverage, only_on
from imalink_desktop.catalog.reads.duplicates import Alike, Likeness, Lookalikes, lookalikes
from imalink_desktop.catalog.reads.looks import apart, neighbours
from tests.unit.desktop.catalog.reads.album import BLUE, RED, refill

_least, _most = -(1 << 63), (1 << 63) - 1
_crowds = st.builds(
    lambda base, flips: {base ^ (flip if flip <= _most else flip - (1 << 64)) for flip in flips},
    st.integers(_least, _most),
    st.lists(
        st.lists(st.integers(0, 63), max_size=8).map(lambda bits: sum(1 << bit for bit in set(bits))),
        max_size=60,
    ),
)
"""Looks that have much in common, of which there are many near each other."""


@settings(deadline=None)
@given(_crowds)
@example({-1, 0, 1, 7, -8, _least, _most})
@example(set(range(200)))
@example({bit << 56 | number for bit in range(2) for number in range(100)})
def test_all_that_is_near_is_found_and_nothing_else(looks: set[int]) -> None:
    near = run_here(neighbours(sorted(looks)))
    found = {(one, other) for one, others in near.items() for other in others if one < other}
    assert found == {pair for pair in combinations(sorted(looks), 2) if apart(*pair) <= 3}


def test_photos_that_look_alike_are_found_with_the_reason(empty: Catalog) -> None:
    refill(
        empty,
        [
            {"look": -1, "hothash": "a"},
            {"look": 0b1111, "hothash": "b"},
            {"look": 0b0111, "hothash": "c"},
            {"look": 0b1111, "hothash": "b"},
            {"look": 0b1111, "hothash": "d"},
            {"look": 0b1111, "hothash": "b", "trashed_at": "2024"},
            {"hothash": "e"},
            {"hothash": "e"},
            {"look": 0},
        ],
    )
    told: list[Progress] = []
    groups = run_here(lookalikes(empty), told.append)
    assert groups == [
        Lookalikes(
            2,
            (
                Likeness(4, Alike.SAME_PREVIEW, 0),
                Likeness(5, Alike.SAME_LOOK, 0),
                Likeness(3, Alike.NEAR_LOOK, 1),
            ),
        ),
        Lookalikes(7, (Likeness(8, Alike.SAME_PREVIEW, 0),)),
    ]
    assert told[0] == Progress("looking at photos", 8, 8)


def test_what_has_not_been_seen_yet_looks_like_nothing(empty: Catalog) -> None:
    refill(empty, [{} for _ in range(3)])
    assert run_here(lookalikes(empty)) == []


def test_nobody_is_in_two_groups(empty: Catalog) -> None:
    refill(empty, [{"look": number} for number in range(64)])
    groups = run_here(lookalikes(empty))
    members = [photo for group in groups for photo in (group.photo_id, *(o.photo_id for o in group.others))]
    assert len(members) == len(set(members))
    assert all(other.bits <= 3 for group in groups for other in group.others)


@pytest.mark.parametrize("query", ["", "rating>=0"])
def test_what_lies_on_one_drive_only_is_told(album: Catalog, query: str) -> None:
    with album.reading() as look:
        found = coverage(look, query=parse(query))
        # A sidecar's copy on Red does not save photo 5, and photo 3 is missing.
        assert found == Coverage(nowhere=3, on_one={BLUE: 2, RED: 1}, on_several=1)
        assert only_on(look, BLUE, query=parse(query)) == [2, 5]
        assert only_on(look, BLUE, after=2) == [5]
        assert only_on(look, RED) == [4]
