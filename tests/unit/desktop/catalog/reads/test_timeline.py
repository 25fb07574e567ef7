"""The timeline: kept, counted over a query, and counted by hand are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.reads.timeline import Bucket, Granularity, moment_name, timeline
from tests.unit.desktop.catalog.reads.album import Plain, refill

_moments = st.builds(
    lambda day, second, part: f"2024-0{day}T12:00:{second:02d}{part}",
    st.sampled_from(["1-01", "1-02", "6-15"]),
    st.sampled_from([0, 1, 2, 3, 4, 30, 59]),
    st.sampled_from(["", ".500000"]),
) | st.sampled_from(["2023-12-31T23:59:59", "1999-01-01T00:00:00", "9999-12-31T23:59:59"])
_photos: st.SearchStrategy[Plain] = st.fixed_dictionaries(
    {
        "taken_at": st.none() | _moments,
        "corrected_at": st.none() | st.none() | _moments,
        "rating": st.sampled_from([0, 0, 0, 3, 4, 4, 5]),
        "hothash": st.sampled_from([None, "a", "b", "c"]),
        "trashed_at": st.sampled_from([None, None, None, "2024"]),
    }
)


def _plain(second: int, rating: int, hothash: str | None = None) -> Plain:
    shown = {"taken_at": f"2024-01-01T00:00:{second:02d}", "corrected_at": None, "trashed_at": None}
    return {**shown, "rating": rating, "hothash": hothash}


def by_hand(photos: Sequence[Plain], length: int) -> list[Bucket]:
    """The rule of the preview, as it is written down."""
    groups: defaultdict[str, list[tuple[str, int, Plain]]] = defaultdict(list)
    for number, photo in enumerate(photos, 1):
        shown_at = photo["corrected_at"] or photo["taken_at"]
        if shown_at is not None and photo["trashed_at"] is None:
            groups[str(shown_at)[:length]].append((str(shown_at), number, photo))
    found = []
    for name, group in groups.items():
        moments = sorted(moment for moment, _, _ in group)
        begin, end = map(datetime.fromisoformat, (moments[0], moments[-1]))
        best = max(int(photo["rating"] or 0) for _, _, photo in group)
        able = [each for each in group if best < 4 or each[2]["rating"] == best]
        _, number, chosen = min(
            able,
            key=lambda each: (
                abs(datetime.fromisoformat(each[0]) - (begin + (end - begin) / 2)),
                each[2]["hothash"] is None,
                each[2]["hothash"] or "",
                each[1],
            ),
        )
        hothash = None if chosen["hothash"] is None else str(chosen["hothash"])
        found.append(Bucket(name, len(group), moments[0], moments[-1], number, hothash))
    return sorted(found, key=lambda bucket: bucket.name, reverse=True)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(_photos, max_size=12))
@example([_plain(0, 4), _plain(1, 0), _plain(4, 0)])
@example([_plain(0, 3), _plain(1, 0), _plain(4, 5), _plain(30, 5)])
@example([_plain(0, 0, "b"), _plain(1, 0, "c"), _plain(1, 0, "a"), _plain(2, 0, None)])
def test_kept_counted_and_counted_by_hand_are_the_same(empty: Catalog, photos: list[Plain]) -> None:
    refill(empty, photos)
    with empty.reading() as look:
        for granularity in Granularity:
            kept = timeline(look, granularity)
            assert list(kept.buckets) == by_hand(photos, granularity.length)
            assert timeline(look, granularity, query=parse("rating>=0")) == kept


@pytest.mark.parametrize("query", ["", "rating>=0"])
def test_a_year_opens_into_its_months_and_a_month_into_its_days(album: Catalog, query: str) -> None:
    with album.reading() as look:
        asked = parse(query)
        top = timeline(look, Granularity.YEAR, query=asked)
        assert [(each.year, each.count, each.month) for each in top.buckets] == [
            (2024, 4, None),
            (2023, 1, None),
        ]
        assert (top.dated, top.undated) == (5, 2)
        days = timeline(look, Granularity.DAY, inside=moment_name(2024, 6), query=asked).buckets
        assert [(each.year, each.month, each.day, each.hour) for each in days] == [
            (2024, 6, 16, None),
            (2024, 6, 15, None),
        ]
        (hour,) = timeline(look, Granularity.HOUR, inside=moment_name(2024, 6, 15), query=asked).buckets
        assert (hour.name, hour.hour, hour.count) == ("2024-06-15T10", 10, 3)
        assert (hour.first, hour.last) == ("2024-06-15T10:00:00", "2024-06-15T10:00:02")
        assert (hour.preview_id, hour.preview_hothash) == (1, "b")


def test_a_filtered_timeline_shows_what_the_filter_finds(album: Catalog) -> None:
    with album.reading() as look:
        (year,) = timeline(look, Granularity.YEAR, query=parse("camera:x100v visibility:private")).buckets
        assert (year.name, year.count, year.preview_id) == ("2024", 1, 4)


def test_photos_without_a_date_are_counted_beside_the_years(album: Catalog) -> None:
    with album.reading() as look:
        assert timeline(look, Granularity.YEAR).undated == 2
        assert timeline(look, Granularity.YEAR, query=parse("label:blue")).undated == 1
