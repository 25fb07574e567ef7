"""What people type for a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.scrubber import wording
from imalink_desktop.ui.scrubber.dates import find_dates

TODAY = date(2024, 6, 19)


def found(text: str) -> tuple[str, str] | None:
    stretch = find_dates(text, TODAY)
    if stretch is None:
        return None
    first, last = (date.fromordinal(day).isoformat() for day in stretch)
    return first, last


def one(day: str) -> tuple[str, str]:
    return day, day


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        (" 2024-06 ", ("2024-06-01", "2024-06-30")),
        ("2024-6", ("2024-06-01", "2024-06-30")),
        ("06.2024", ("2024-06-01", "2024-06-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-06-15", one("2024-06-15")),
        ("2024/6/15", one("2024-06-15")),
        ("15.6.2024", one("2024-06-15")),
        ("15. 6. 2024", one("2024-06-15")),
        ("15/6/2024", one("2024-06-15")),
        ("6/15/2024", one("2024-06-15")),
        ("4/4/2024", one("2024-04-04")),
        ("3/4/2024", None),
        ("1 June 2024", one("2024-06-01")),
        ("1st of june, 2024", one("2024-06-01")),
        ("June 1, 2024", one("2024-06-01")),
        ("june 1st 2024", one("2024-06-01")),
        ("JUN 2024", ("2024-06-01", "2024-06-30")),
        ("2024 sept", ("2024-09-01", "2024-09-30")),
        ("June", ("2024-06-01", "2024-06-30")),
        ("July", ("2023-07-01", "2023-07-31")),
        ("24 December", one("2023-12-24")),
        ("December 2024", ("2024-12-01", "2024-12-31")),
        ("today", one("2024-06-19")),
        ("Yesterday", one("2024-06-18")),
        ("this week", ("2024-06-17", "2024-06-23")),
        ("last week", ("2024-06-10", "2024-06-16")),
        ("last month", ("2024-05-01", "2024-05-31")),
        ("last  year", ("2023-01-01", "2023-12-31")),
        ("", None),
        ("2024-13", None),
        ("31 June 2024", None),
        ("29 February 2023", None),
        ("0000", None),
        ("ju", None),
        ("Junish 2024", None),
        ("20245", None),
    ],
)
def test_a_date_is_understood_or_it_is_none(text: str, meant: tuple[str, str] | None) -> None:
    assert found(text) == meant


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    stretch = find_dates(text, TODAY)
    assert stretch is None or 1 <= stretch[0] <= stretch[1] <= date.max.toordinal()


@given(st.dates())
def test_what_the_strip_writes_it_can_read(day: date) -> None:
    if day.year >= 1000:
        assert find_dates(wording.day(day.toordinal()), TODAY) == (day.toordinal(), day.toordinal())
        assert found(wording.month_of(day.toordinal())) == found(f"{day.year}-{day.month}")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-06-15", "2024-06-15", "15 June 2024"),
        ("2024-06-01", "2024-06-30", "June 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-06-03", "2024-06-09", "3 – 9 June 2024"),
        ("2024-06-28", "2024-07-04", "28 June 2024 – 4 July 2024"),
    ],
)
def test_days_are_named_in_short(first: str, last: str, words: str) -> None:
    assert wording.span(*(date.fromisoformat(day).toordinal() for day in (first, last))) == words
