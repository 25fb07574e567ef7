"""The kinds of fields: what can be asked of each, and how what was written is read.

A kind's `span` (or `read`) answers the value, or `None` when the text is not one of its values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from imalink_desktop.base.words import _, marked
from imalink_desktop.catalog.query.ast import Near, Span
from imalink_desktop.catalog.query.folding import fold

_WHOLE = re.compile("[0-9]{1,15}")
_DECIMAL = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,4}))?([a-z]*)")
_CLOSE = 0.005
"""What differs by less than half of a hundredth is the same: 2.8 and 2.799999."""

_DURATION = re.compile(r"([0-9]{1,6})(?:/([0-9]{1,6})|[.,]([0-9]{1,6}))?s?")
_STOP = 0.02
"""Cameras round, and no two of their stops lie so close together."""
_CODE = re.compile("[A-Za-z0-9]{1,12}")
_MOMENT = re.compile(
    "([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[t ]([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2}))?)?)?)?)?"
)
_DEGREES = r"(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)"
_PLACE = re.compile(rf"{_DEGREES},{_DEGREES},([0-9]{{1,5}}(?:\.[0-9]{{1,6}})?)(km|m)?")
_SMALLEST = 1e-9
_POLE, _DATE_LINE, _METRES = 90, 180, 1000


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers: `iso:800`, `iso:800..3200`, `rating>=4`."""

    words: str = marked("a whole number")
    most: int | None = None
    """More there cannot be: who asks for it has mistyped."""

    def span(self, text: str) -> Span | None:
        """Read a number."""
        if not _WHOLE.fullmatch(text) or (self.most is not None and int(text) > self.most):
            return None
        return Span(int(text), int(text) + 1, str(int(text)))


@dataclass(frozen=True, slots=True)
class Decimal:
    """Numbers with or without a unit, and maybe something before them: `35mm`, `f/2.8`, `10MB`."""

    units: Mapping[str, int] = field(default_factory=dict)
    before: str = ""
    words: str = marked("a number")
    close: float = _CLOSE
    """How far, in parts of it, a number may lie off and still be the same."""

    def span(self, text: str) -> Span | None:
        """Read a number. Equal is what a camera would round to the same."""
        found = _DECIMAL.fullmatch(text.lower().removeprefix(self.before))
        if not found or not (found[3] == "" or found[3] in self.units):
            return None
        number = f"{int(found[1])}.{found[2] or '0'}".rstrip("0").rstrip(".")
        value = float(number) * self.units.get(found[3], 1)
        end = max(value * (1 + self.close), math.nextafter(value, math.inf), _SMALLEST)
        return Span(value * (1 - self.close), end, number + found[3])


@dataclass(frozen=True, slots=True)
class Duration:
    """How long light fell in: `1/250`, `0.5s`, `2`."""

    words: str = marked("a time such as 1/250 or 0.5s")

    def span(self, text: str) -> Span | None:
        """Read seconds, or a part of one."""
        found = _DURATION.fullmatch(text.lower())
        if not found or not int(found[2] or 1):
            return None
        number = f"{int(found[1])}.{found[3] or '0'}".rstrip("0").rstrip(".")
        value = float(number) / int(found[2] or 1)
        written = f"{number}/{int(found[2])}" if found[2] else number
        return Span(value * (1 - _STOP), max(value * (1 + _STOP), _SMALLEST), written)


@dataclass(frozen=True, slots=True)
class Code:
    """A short name that is the same in any case: `format:cr3`."""

    words: str = marked("letters and figures, such as JPEG or CR3")

    def span(self, text: str) -> Span | None:
        """Read a name; in the catalog it is written large."""
        if not _CODE.fullmatch(text):
            return None
        return Span(text.upper(), text.upper() + "\0", text.lower())


@dataclass(frozen=True, slots=True)
class Moment:
    """Times, as exact as they are written: `2024`, `2024-06`, `2024-06-15`, `2024-06-15T14:30`."""

    words: str = marked("a date such as 2024, 2024-06 or 2024-06-15")

    def span(self, text: str) -> Span | None:
        """Read a year, a month, a day, an hour, a minute or a second."""
        found = _MOMENT.fullmatch(text.lower())
        if not found:
            return None
        parts = [int(part) for part in found.groups() if part is not None]
        try:
            start = _written(parts)
            return Span(start, _written(_next(parts)), start)
        except (ValueError, OverflowError):
            return None


def _written(parts: list[int]) -> str:
    """As it stands in the catalog, as far as it is known; so its order is that of time."""
    year, month, day, *clock = [*parts, 1, 1][: max(3, len(parts))]
    whole = _moment(year, month, day, clock).isoformat()
    return whole[: (4, 7, 10, 13, 16, 19)[len(parts) - 1]]


def _moment(year: int, month: int, day: int, clock: list[int]) -> datetime:
    hour, minute, second = [*clock, 0, 0, 0][:3]
    return datetime(year, month, day, hour, minute, second)


def _next(parts: list[int]) -> list[int]:
    """The year after a year, the month after a month, the second after a second."""
    match parts:
        case [year]:
            return [year + 1]
        case [year, month]:
            return [year + month // 12, month % 12 + 1]
        case [year, month, day]:
            after = date(year, month, day) + timedelta(days=1)
            return [after.year, after.month, after.day]
        case _:
            steps = (timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1))
            year, month, day, *clock = parts
            after = _moment(year, month, day, clock) + steps[len(clock) - 1]
            return list(after.timetuple()[: len(parts)])


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words. Those with numbers have an order: `visibility>=space`."""

    options: Mapping[str, int | str]
    also: Mapping[str, str] = field(default_factory=dict)
    """Other words for the same."""

    @property
    def ordered(self) -> bool:
        """Whether one can be more than another."""
        return all(isinstance(option, int) for option in self.options.values())

    @property
    def words(self) -> str:
        """What it can be."""
        return _("one of {options}").format(options=", ".join(self.options))

    def span(self, text: str) -> Span | None:
        """Find the word."""
        word = self.also.get(fold(text), fold(text))
        option = self.options.get(word)
        if option is None:
            return None
        # Of words only equal ones are asked for, and nothing lies between a word and the same with a zero.
        return Span(option, option + 1 if isinstance(option, int) else option + "\0", word)


@dataclass(frozen=True, slots=True)
class Words:
    """Texts, by their words: `camera:"EOS R5"`, `title:sun`, `title="Midnight sun"`."""

    indexed: bool = False
    """Whether the full text search knows the field."""
    words: str = marked("words")


@dataclass(frozen=True, slots=True)
class Path:
    """A place in a hierarchy: `tag:travel/norway` is that tag and all below it."""

    words: str = marked("a name, or names with / between them")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the globe and how far around it: `near:59.91,10.75,5km`."""

    words: str = marked("latitude, longitude and distance, such as 59.91,10.75,5km")

    def read(self, text: str) -> Near | None:
        """Read the three figures."""
        found = _PLACE.fullmatch(text.lower().replace(" ", ""))
        if not found:
            return None
        latitude, longitude = float(found[1]), float(found[2])
        if abs(latitude) > _POLE or abs(longitude) > _DATE_LINE:
            return None
        return Near(latitude, longitude, float(found[3]) / (_METRES if found[4] == "m" else 1))


@dataclass(frozen=True, slots=True)
class State:
    """What a photo is: `is:raw`."""

    words: str = marked("something a photo can be")


@dataclass(frozen=True, slots=True)
class Known:
    """Whether something is known of a photo: `has:gps`."""

    words: str = marked("something a photo can have")


Ordered: TypeAlias = Whole | Decimal | Duration | Moment | Choice | Code
Kind: TypeAlias = Ordered | Words | Path | Place | State | Known
