"""How times are written."""

from __future__ import annotations

from datetime import date

from imalink_desktop.ui import dates
from imalink_desktop.ui.scrubber.axis import Unit, next_after, start_of
from imalink_desktop.ui.wording import _, many


def day(ordinal: int) -> str:
    """A day in full."""
    return dates.day(date.fromordinal(ordinal))


def span(first: int, last: int) -> str:
    """Some days, both included; a whole month or a whole year by its name."""
    begin = date.fromordinal(first)
    if first == last:
        return day(first)
    if next_after(Unit.YEAR, first) == last + 1 and (begin.month, begin.day) == (1, 1):
        return str(begin.year)
    if next_after(Unit.MONTH, first) == last + 1 and begin.day == 1:
        return month_of(first)
    if next_after(Unit.MONTH, start_of(Unit.MONTH, first)) > last:
        return _("{first} – {last}").format(first=begin.day, last=day(last))
    return _("{first} – {last}").format(first=day(first), last=day(last))


def month_of(ordinal: int) -> str:
    """A month with its year."""
    return dates.month_and_year(date.fromordinal(ordinal))


def tick(ordinal: int, unit: Unit) -> str:
    """A tick's label: as much as tells it from its neighbours."""
    when = date.fromordinal(ordinal)
    if unit in (Unit.YEAR, Unit.DECADE) or (when.month, when.day) == (1, 1):
        return str(when.year)
    if unit in (Unit.MONTH, Unit.QUARTER):
        return dates.short_month(when.month)
    return _("{day} {month}").format(day=when.day, month=dates.short_month(when.month))


def first_tick(ordinal: int, unit: Unit) -> str:
    """The label at the left edge, which says as well what all after it leave out."""
    when = date.fromordinal(ordinal)
    if unit in (Unit.YEAR, Unit.DECADE):
        return str(when.year)
    if unit in (Unit.MONTH, Unit.QUARTER):
        return _("{month} {year}").format(month=dates.short_month(when.month), year=when.year)
    return dates.short_day(when)


def undated(count: int) -> str:
    """At the end of the strip."""
    return many("{n} undated", "{n} undated", count)
