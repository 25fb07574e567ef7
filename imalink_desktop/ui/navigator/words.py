"""Dates as people say them."""

from __future__ import annotations

from datetime import date, datetime

from imalink_desktop.ui.wording import _


def month(number: int) -> str:
    """A month's name, from 1 on."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )[number - 1]


def short_month(number: int) -> str:
    """A month's name where there is little room."""
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )[number - 1]


def weekday(day: date) -> str:
    """The name of a day of the week."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def day_of(moment: str) -> str:
    """The day of a moment, short, as the catalog writes it; nothing where it wrote none."""
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return _("{day} {month} {year}").format(day=when.day, month=short_month(when.month), year=when.year)
