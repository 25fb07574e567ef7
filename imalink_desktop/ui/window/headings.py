"""How the sections of a list are called, in words."""

from __future__ import annotations

from datetime import date, datetime

from imalink_desktop.catalog.decisions import FLAGS, Flag
from imalink_desktop.ui import dates
from imalink_desktop.ui.grid.cutting import BETWEEN
from imalink_desktop.ui.wording import _

_STAR, _NO_STAR = "\N{BLACK STAR}", "\N{WHITE STAR}"
_MOST = 5


def heading_in_words(title: str) -> str:
    """A day such as `2024-06-01`, a number of stars such as `4`, or nothing for those without a date.

    Other titles are the word of a flag, a month, an hour, and an event from its beginning to its end.
    """
    if not title:
        return _("Undated")
    if len(title) == 1 and title.isdigit():
        stars = int(title)
        return _STAR * stars + _NO_STAR * (_MOST - stars) if stars else _("No stars")
    if title in FLAGS:
        return {Flag.PICKED: _("Picked"), Flag.NONE: _("Neither"), Flag.REJECTED: _("Rejected")}[FLAGS[title]]
    try:
        return _time_in_words(title)
    except ValueError:
        return title


def _time_in_words(title: str) -> str:
    if BETWEEN in title:
        return _event(*map(datetime.fromisoformat, title.split(BETWEEN)))
    if len(title) == len("2024-06"):
        return dates.month_and_year(date.fromisoformat(f"{title}-01"))
    if len(title) == len("2024-06-01T14"):
        begin = datetime.fromisoformat(title)
        hours = _("{begin}–{end}").format(begin=_clock(begin), end=f"{begin.hour + 1:02}:00")
        return _("{hours} · {day}").format(hours=hours, day=_day(begin))
    return _day(date.fromisoformat(title))


def _event(begin: datetime, end: datetime) -> str:
    if begin.date() == end.date():
        clock = _clock(begin)
        if begin != end:
            clock = _("{begin}–{end}").format(begin=clock, end=_clock(end))
        return _("{day}, {hours}").format(day=_day(begin), hours=clock)
    if (begin.year, begin.month) == (end.year, end.month):
        return _("{begin}–{end}").format(begin=begin.day, end=dates.day(end))
    if begin.year == end.year:
        first = _("{day} {month}").format(day=begin.day, month=dates.month(begin.month))
        return _("{begin} – {end}").format(begin=first, end=dates.day(end))
    return _("{begin} – {end}").format(begin=dates.day(begin), end=dates.day(end))


def _day(when: date) -> str:
    return _("{weekday} {day}").format(weekday=dates.short_weekday(when), day=dates.day(when))


def _clock(when: datetime) -> str:
    return f"{when:%H:%M}"
