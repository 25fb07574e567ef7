"""Events: no two photos of one lie further apart than the gap, and any two events do."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.reads.events import events
from imalink_desktop.catalog.reads.moments import Shot, by_gap

_shots = st.lists(st.integers(0, 600), max_size=30).map(
    lambda minutes: [
        ((datetime(2024, 1, 1) + timedelta(minutes=minute)).isoformat(), number, 0)
        for number, minute in enumerate(sorted(minutes))
    ]
)


def apart(earlier: Shot, later: Shot) -> timedelta:
    return datetime.fromisoformat(later[0]) - datetime.fromisoformat(earlier[0])


@given(_shots, st.integers(0, 120).map(lambda minutes: timedelta(minutes=minutes)))
def test_photos_are_parted_where_the_gap_is_and_nowhere_else(shots: list[Shot], gap: timedelta) -> None:
    runs = list(by_gap(shots, gap))
    assert [shot for run in runs for shot in run] == shots
    assert all(apart(*pair) <= gap for run in runs for pair in pairwise(run))
    assert all(apart(before[-1], after[0]) > gap for before, after in pairwise(runs))


def test_a_wider_gap_makes_fewer_events(album: Catalog) -> None:
    with album.reading() as look:
        found = events(look)
        assert [(event.first, event.count, event.preview_id) for event in found] == [
            ("2024-06-16T09:30:00", 1, 4),
            ("2024-06-15T10:00:00", 3, 1),
            ("2023-01-01T00:00:00", 1, 5),
        ]
        assert [event.count for event in events(look, gap=timedelta(days=1))] == [4, 1]
        assert [event.count for event in events(look, gap=timedelta(0))] == [1] * 5


def test_events_of_a_time_and_of_a_query(album: Catalog) -> None:
    with album.reading() as look:
        assert [event.count for event in events(look, since="2024", until="2024-06-16")] == [3]
        assert [event.preview_hothash for event in events(look, query=parse("flag:reject"))] == ["d"]
        assert events(look, query=parse("is:undated")) == []
