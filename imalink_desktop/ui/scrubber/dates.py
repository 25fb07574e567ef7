"""What somebody means who types a date: the first and the last day of it.

`2024`, `2024-06`, `15.6.2024`, `1 June 2024`, `June 2024`, `June`, `yesterday`, `last month`. What could be
two dates, such as `3/4/2024`, is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from imalink_desktop.catalog.query.folding import fold
from imalink_desktop.ui.dates import month, short_month
from imalink_desktop.ui.wording import _

Stretch: TypeAlias = tuple[int, int]
"""The first and the last day, as ordinals."""

_MONTHS = 12
_FEWEST_LETTERS = 3
_YEAR = r"(?P<year>\d{4})"
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}",
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})",
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
        rf"(?P<month>\d{{1,2}})[-/.]{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
    )
)
_SLASHED = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/{_YEAR}")
_WORD = r"(?P<word>[^\W\d_]+)\.?"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WORD}",
        rf"{_WORD},? {_YEAR}",
        rf"{_YEAR},? {_WORD}",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?{_WORD}(?:,? {_YEAR})?",
        rf"{_WORD} (?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:,? {_YEAR})?",
    )
)


def find_dates(text: str, today: date) -> Stretch | None:
    """Understand a date; without a year the latest that is not in the future is meant."""
    typed = " ".join(fold(text).split())
    if (spoken := _spoken(today).get(typed)) is not None:
        return spoken()
    for pattern in _NUMBERS:
        if (found := pattern.fullmatch(typed)) is not None:
            return _stretch(**{name: int(part) for name, part in found.groupdict().items()})
    if (found := _SLASHED.fullmatch(typed)) is not None:
        return _slashed(int(found[1]), int(found[2]), int(found["year"]))
    return _named(typed, today)


def _named(typed: str, today: date) -> Stretch | None:
    for pattern in _NAMED:
        found = pattern.fullmatch(typed)
        number = None if found is None else _month_called(found["word"])
        if found is not None and number is not None:
            parts = found.groupdict()
            day = int(parts["day"]) if parts.get("day") else None
            if parts.get("year"):
                return _stretch(int(parts["year"]), number, day)
            return _latest(number, day, today)
    return None


def _month_called(word: str) -> int | None:
    """The month of a name in the photographer's language or in English; three letters are enough."""
    if len(word) < _FEWEST_LETTERS:
        return None
    for number in range(1, _MONTHS + 1):
        names = (fold(month(number)), fold(short_month(number)), _ENGLISH[number - 1])
        if word in names or any(name.startswith(word) for name in names):
            return number
    return None


_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def _slashed(first: int, second: int, year: int) -> Stretch | None:
    """Some begin with the day and some with the month: where both could be, nobody knows."""
    if first > _MONTHS or first == second:
        return _stretch(year, second, first)
    return _stretch(year, first, second) if second > _MONTHS else None


def _latest(number: int, day: int | None, today: date) -> Stretch | None:
    this_year = _stretch(today.year, number, day)
    if this_year is not None and this_year[0] <= today.toordinal():
        return this_year
    return _stretch(today.year - 1, number, day)


def _stretch(year: int, month: int | None = None, day: int | None = None) -> Stretch | None:
    """The days of a year, a month or a day; nothing where there is no such day."""
    try:
        if month is None:
            return date(year, 1, 1).toordinal(), date(year, _MONTHS, 31).toordinal()
        if day is not None:
            only = date(year, month, day).toordinal()
            return only, only
        first = date(year, month, 1)
        last = date(year, month, 28) + timedelta(days=4)
        return first.toordinal(), (last - timedelta(days=last.day)).toordinal()
    except (ValueError, OverflowError):
        return None


def _spoken(today: date) -> Mapping[str, Callable[[], Stretch | None]]:
    yesterday = today - timedelta(days=1)
    month_before = today.replace(day=1) - timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    return {
        fold(words): stretch
        for words, stretch in (
            (_("today"), lambda: (today.toordinal(), today.toordinal())),
            (_("yesterday"), lambda: (yesterday.toordinal(), yesterday.toordinal())),
            (_("this week"), lambda: (monday.toordinal(), monday.toordinal() + 6)),
            (_("last week"), lambda: (monday.toordinal() - 7, monday.toordinal() - 1)),
            (_("this month"), lambda: _stretch(today.year, today.month)),
            (_("last month"), lambda: _stretch(month_before.year, month_before.month)),
            (_("this year"), lambda: _stretch(today.year)),
            (_("last year"), lambda: _stretch(today.year - 1)),
        )
    }
