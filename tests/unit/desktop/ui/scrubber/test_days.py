"""Days and places of a list, both ways round."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.scrubber.days import Days

FIRST = date(2020, 1, 1).toordinal()
counted = st.dictionaries(st.integers(0, 800), st.integers(1, 20), min_size=1, max_size=30)


def titles(counts: dict[int, int], *, newest_first: bool, undated: int = 0) -> list[tuple[str, int]]:
    made = [(str(date.fromordinal(FIRST + day)), counts[day]) for day in sorted(counts, reverse=newest_first)]
    return [*made, ("", undated)] if undated else made


@given(counted, st.booleans(), st.integers(0, 5))
def test_a_day_begins_where_the_list_says(counts: dict[int, int], newest_first: bool, undated: int) -> None:
    listed = titles(counts, newest_first=newest_first, undated=undated)
    days = Days.of(listed)
    assert (days.total, days.undated) == (sum(counts.values()), undated)
    place = 0
    for title, count in listed[: len(counts)]:
        day = date.fromisoformat(title).toordinal()
        assert days.first_place(day) == place
        assert days.between(day, day + 1) == count
        for each in (place, place + count - 1):
            assert day <= days.moment(each) < day + 1
        place += count


@given(counted, st.booleans(), st.floats(-10, 900))
def test_a_moment_leads_to_a_photo_near_it(counts: dict[int, int], newest_first: bool, at: float) -> None:
    days = Days.of(titles(counts, newest_first=newest_first))
    place = days.place(FIRST + at)
    assert 0 <= place < days.total
    day = int(days.moment(place)) - FIRST
    if int(at) in counts and at >= 0:
        assert day == int(at)
    else:
        before = [each for each in counts if each < at]
        after = [each for each in counts if each > at]
        assert day in (*([max(before)] if before else []), *([min(after)] if after else []))


@given(counted, st.booleans(), st.integers(-50, 900), st.integers(0, 60))
def test_a_typed_date_leads_to_its_first_photo_or_to_the_nearest_day(
    counts: dict[int, int], newest_first: bool, first: int, more: int
) -> None:
    days = Days.of(titles(counts, newest_first=newest_first))
    found = days.nearest_in(FIRST + first, FIRST + first + more) - FIRST
    inside = [day for day in counts if first <= day <= first + more]
    if inside and len(counts) > 1:
        assert found == (max(inside) if newest_first else min(inside))
    else:
        away = [max(first - day, day - first - more, 0) for day in counts]
        assert max(first - found, found - first - more, 0) == min(away)


def test_thirty_thousand_days_are_cut_in_a_moment() -> None:
    begin = date(1940, 1, 1)
    days = Days.of([(str(begin + timedelta(days=day)), 3) for day in range(30_000)])
    assert not days.is_newest_first
    assert days.between(begin.toordinal(), begin.toordinal() + 365) == 3 * 365


def test_no_days_at_all() -> None:
    days = Days.of([("", 7)])
    assert (days.total, days.undated, days.span) == (0, 7, (0, 1))
