"""Time on pixels."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.scrubber.axis import Axis, Unit, next_after, start_of, starts, whole
from imalink_desktop.ui.scrubber.bars import bars
from imalink_desktop.ui.scrubber.days import Days
from imalink_desktop.ui.scrubber.ticks import ticks

LAST = date.max.toordinal()
spans = st.tuples(st.integers(1, LAST), st.integers(1, LAST)).map(lambda ends: (min(ends), max(ends) + 1))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def measure(words: str) -> float:
    return 7.0 * len(words)


@given(spans, st.integers(1, 3000), st.floats(0, 1))
def test_a_point_and_its_day_lead_to_each_other(span: tuple[int, int], width: int, part: float) -> None:
    axis = whole(*span, width)
    assert axis.x(axis.day(part * width)) == pytest.approx(part * width, abs=0.01)
    assert 0 < axis.x(span[0]) < axis.x(span[1]) < width


@given(spans, st.integers(10, 3000), st.floats(0.05, 20), st.floats(0, 1))
def test_zooming_keeps_what_is_under_the_pointer_or_reaches_an_end(
    span: tuple[int, int], width: int, factor: float, part: float
) -> None:
    everything = whole(*span, width)
    axis = everything.zoomed(3, width / 2, everything)
    nearer = axis.zoomed(factor, part * width, everything)
    assert everything.begin - 1e-6 <= nearer.begin < nearer.end <= everything.end + 1e-6
    is_at_an_end = min(nearer.begin - everything.begin, everything.end - nearer.end) < 1e-6
    assert is_at_an_end or nearer.day(part * width) == pytest.approx(axis.day(part * width), abs=1e-6)


def test_the_nearest_look_is_ten_days_and_the_farthest_is_all() -> None:
    everything = whole(day("2000-01-01"), day("2024-01-01"), 1000)
    near = everything.zoomed(1e9, 500, everything)
    assert near.end - near.begin == pytest.approx(10)
    assert near.zoomed(1e-9, 0, everything) == everything


@pytest.mark.parametrize(
    ("unit", "start", "after"),
    [
        (Unit.DAY, "2024-06-19", "2024-06-20"),
        (Unit.WEEK, "2024-06-17", "2024-06-24"),
        (Unit.MONTH, "2024-06-01", "2024-07-01"),
        (Unit.QUARTER, "2024-04-01", "2024-07-01"),
        (Unit.YEAR, "2024-01-01", "2025-01-01"),
        (Unit.DECADE, "2020-01-01", "2030-01-01"),
    ],
)
def test_units_begin_where_the_calendar_says(unit: Unit, start: str, after: str) -> None:
    assert start_of(unit, day("2024-06-19") + 0.7) == day(start)
    assert next_after(unit, day(start)) == day(after)


@given(spans, st.integers(50, 3000))
def test_labels_never_touch_and_none_is_cut_off(span: tuple[int, int], width: int) -> None:
    found = ticks(whole(*span, width), measure)
    for before, after in pairwise(found):
        assert before.x + measure(before.words) < after.x
    assert all(tick.x >= 0 and tick.x + measure(tick.words) <= width for tick in found)


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        ("1900-01-01", "2024-01-01", ("1900", "1905", "1910")),
        ("2014-01-01", "2024-01-01", ("2014", "2015", "2016")),
        ("2023-11-15", "2024-02-15", ("20 Nov 2023", "4 Dec", "11 Dec")),
        ("2022-11-15", "2024-04-15", ("Dec 2022", "Feb", "Mar")),
        ("2024-06-01", "2024-06-11", ("1 Jun 2024", "2 Jun", "3 Jun")),
    ],
)
def test_labels_say_what_tells_them_apart(first: str, end: str, words: tuple[str, ...]) -> None:
    axis = Axis(day(first), day(end), 1000)
    assert tuple(tick.words for tick in ticks(axis, measure))[:3] == words


@given(
    st.dictionaries(st.integers(700_000, 705_000), st.integers(1, 9), min_size=1, max_size=40),
    st.integers(100, 2000),
)
def test_bars_hold_every_photo_once_and_are_wide_enough(counts: dict[int, int], width: int) -> None:
    days = Days.of([(str(date.fromordinal(each)), count) for each, count in sorted(counts.items())])
    axis = whole(*days.span, width)
    edges = list(starts(axis.unit, axis))
    assert sum(days.between(start, next_after(axis.unit, start)) for start in edges[:-1]) == days.total
    drawn = bars(days, axis)
    assert max(bar.height for bar in drawn) == 1
    assert all(bar.height > 0 and bar.end - bar.x >= 2.5 for bar in drawn)
