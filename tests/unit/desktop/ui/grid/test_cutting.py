"""Cutting a list that goes by time: into days, months, hours, or events by a gap."""

from __future__ import annotations

from array import array
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.query.select import UNDATED
from imalink_desktop.ui.grid.cutting import GAPS, HOUR, MINUTE, Cut, Cutting, cut_days, cut_moments
from imalink_desktop.ui.grid.geometry import Sections, Spacing, lay_out

EPOCH = datetime(1970, 1, 1)
NEAR = st.integers(-5, 5 * 86400)
SOMETIME = st.integers(-62_135_596_800, 253_402_300_799)
MOMENTS = st.tuples(st.lists(st.one_of(NEAR, SOMETIME)), st.integers(0, 3), st.booleans()).map(
    lambda drawn: array("q", [*sorted(drawn[0], reverse=drawn[2]), *[UNDATED] * drawn[1]])
)
CUTTINGS = st.builds(Cutting, st.sampled_from([Cut.HOURS, Cut.EVENTS]), st.sampled_from(GAPS))


def second(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(seconds=1)


def titled(sections: Sections) -> dict[str, int]:
    return {title: len(sections.span(place)) for place, title in enumerate(sections.titles)}


@given(MOMENTS, CUTTINGS)
def test_every_photo_is_in_exactly_one_section_and_none_is_empty(
    moments: array[int], cutting: Cutting
) -> None:
    sections = cut_moments(moments, cutting)
    spans = [sections.span(section) for section in range(len(sections.titles))]
    assert [place for span in spans for place in span] == list(range(len(moments)))
    assert all(spans)
    assert sections.photos == len(moments)


@given(MOMENTS, st.sampled_from(GAPS))
def test_an_event_ends_where_the_gap_is_longer_and_nowhere_else(moments: array[int], gap: int) -> None:
    sections = cut_moments(moments, Cutting(Cut.EVENTS, gap))
    firsts = set(sections.firsts[1:-1])
    for place, (before, after) in enumerate(pairwise(moments), 1):
        assert (abs(after - before) > gap) is (place in firsts)


@given(MOMENTS)
def test_hours_are_those_of_the_clock(moments: array[int]) -> None:
    sections = cut_moments(moments, Cutting(Cut.HOURS))
    assert titled(sections) == Counter(
        "" if each == UNDATED else f"{EPOCH + timedelta(seconds=each):%H}".join(
            [(EPOCH + timedelta(seconds=each)).date().isoformat() + "T", ""]
        )
        for each in moments
    )  # fmt: skip


@given(MOMENTS)
def test_a_longer_gap_never_makes_more_events(moments: array[int]) -> None:
    counts = [len(cut_moments(moments, Cutting(Cut.EVENTS, gap)).titles) for gap in GAPS]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("newest_first", [True, False])
def test_an_event_is_called_by_its_beginning_and_its_end_whatever_comes_first(newest_first: bool) -> None:
    texts = ("2024-06-01T14:10:59", "2024-06-01T15:00:00", "2024-06-01T16:45:01", "2024-06-03T09:00:00")
    moments = array("q", [*sorted(map(second, texts), reverse=newest_first), UNDATED])
    assert titled(cut_moments(moments, Cutting(Cut.EVENTS, 4 * HOUR))) == {
        "2024-06-01T14:10/2024-06-01T16:45": 3,
        "2024-06-03T09:00/2024-06-03T09:00": 1,
        "": 1,
    }


def test_a_pause_as_long_as_the_gap_belongs_to_the_event() -> None:
    moments = array("q", [0, 15 * MINUTE, 30 * MINUTE + 1])
    assert list(cut_moments(moments, Cutting(Cut.EVENTS, 15 * MINUTE)).firsts) == [0, 2, 3]


def test_days_are_put_together_to_months_and_the_undated_stay_by_themselves() -> None:
    days = [("2024-06-02", 3), ("2024-06-01", 2), ("2024-05-31", 1), ("2023-06-01", 4), ("", 2)]
    assert cut_days(days, Cutting()) == Sections.of(days)
    assert titled(cut_days(days, Cutting(Cut.MONTHS))) == {"2024-06": 5, "2024-05": 1, "2023-06": 4, "": 2}


def test_titles_are_a_sequence_though_they_are_made_when_asked_for() -> None:
    titles = cut_moments(array("q", [0, HOUR, 2 * HOUR]), Cutting(Cut.HOURS)).titles
    assert list(titles) == ["1970-01-01T00", "1970-01-01T01", "1970-01-01T02"]
    assert titles[-1] == titles[1:][1] == "1970-01-01T02"
    with pytest.raises(IndexError):
        titles[3]


@pytest.mark.parametrize("columns", [1, 3, 8])
@pytest.mark.parametrize("sections", [1998, 1999, 2000, 5000])
def test_many_sections_are_laid_out_as_a_few_are(sections: int, columns: int) -> None:
    counts = [section * 7 % 31 + 1 for section in range(sections)]
    spacing = Spacing(margin=0, gap=0)
    layout = lay_out(Sections.of(("", count) for count in counts), 100 * columns, 100, spacing)
    above = 0
    for section, count in enumerate(counts):
        assert layout.rows_above[section] == above
        above += -(-count // columns)
