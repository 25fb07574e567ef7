"""One module knows the names of days and months, in the language that is spoken."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from imalink_desktop.ui import dates
from imalink_desktop.ui.window.headings import heading_in_words
from tests.house.languages import outside

DAY = date(2024, 6, 15)


def test_days_as_people_say_them() -> None:
    assert dates.day(DAY) == "15 June 2024"
    assert dates.short_day(DAY) == "15 Jun 2024"
    assert dates.month_and_year(DAY) == "June 2024"
    assert dates.short_weekday(DAY) == "Sat"
    assert dates.day_of("2024-06-15T10:00:00") == "15 Jun 2024"
    assert dates.day_of("nonsense") == ""


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_has_a_name(number: int) -> None:
    assert dates.month(number) == date(2024, number, 1).strftime("%B")
    assert dates.short_month(number) == date(2024, number, 1).strftime("%b")


@pytest.mark.parametrize("number", range(3, 10))
def test_each_day_of_the_week_has_a_name(number: int) -> None:
    when = date(2024, 6, number)
    assert dates.weekday(when) == when.strftime("%A")
    assert dates.short_weekday(when) == when.strftime("%a")


def test_headings_and_days_are_said_in_the_language_that_is_spoken(pseudo: None) -> None:
    del pseudo
    for said in (
        dates.short_day(DAY),
        dates.month_and_year(DAY),
        heading_in_words("2024-06-15"),
    ):
        assert outside(said) == ""


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system's own time cannot be set for a test")
def test_what_the_program_noted_is_told_by_the_clock_of_this_computer(in_tokyo: None) -> None:
    del in_tokyo
    assert dates.moment_of("2024-06-15T20:30:00+00:00") == "16 Jun 2024, 05:30"
    assert dates.day_of("2024-06-15T20:30:00+00:00") == "16 Jun 2024"
    assert dates.day_of("2024-06-15T23:30:00") == "15 Jun 2024"  # a photo's own moment
    assert dates.moment_of("nonsense") == ""
