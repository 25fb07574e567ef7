"""Days and months as people say them: the one place that knows their names."""

from __future__ import annotations

from datetime import date, datetime

from imalink_desktop.ui.wording import _


def month(number: int) -> str:
    """A month's name, from 1 on."""
    return (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )[number - 1]


def short_month(number: int) -> str:
    """A month's name where there is little room."""
    return (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )[number - 1]


def weekday(when: date) -> str:
    """The name of a day of the week."""
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )[when.weekday()]


def short_weekday(when: date) -> str:
    """The same where there is little room."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[when.weekday()]


def day(when: date) -> str:
    """A day in full: `15 June 2024`."""
    return _("{day} {month} {year}").format(day=when.day, month=month(when.month), year=when.year)


def short_day(when: date) -> str:
    """A day: `15 Jun 2024`."""
    return _("{day} {month} {year}").format(day=when.day, month=short_month(when.month), year=when.year)


def month_and_year(when: date) -> str:
    """A month with its year: `June 2024`."""
    return _("{month} {year}").format(month=month(when.month), year=when.year)


def by_our_clock(moment: str) -> datetime | None:
    """A moment as the catalog writes it, by the clock of this computer; a photo's own stays as it is."""
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return when if when.tzinfo is None else when.astimezone()


def day_of(moment: str) -> str:
    """The day of a moment, short; nothing where there is none."""
    when = by_our_clock(moment)
    return "" if when is None else short_day(when)


def moment_of(moment: str) -> str:
    """The day and the time of day of a moment: `15 Jun 2024, 10:00`; nothing where there is none."""
    when = by_our_clock(moment)
    return "" if when is None else _("{day}, {time}").format(day=short_day(when), time=f"{when:%H:%M}")
