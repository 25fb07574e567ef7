"""What a value must be to be let in. Each check answers the value or raises `BadEgg`.

Types are exact: `true` is no number, `4000.0` is no count of pixels, `"400"` is no ISO.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from imalink_core.codec.fields import Check
from imalink_core.codec.strict_json import is_clean
from imalink_core.errors import BadEgg

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MOST_WHOLE = (1 << 53) - 1  # beyond this a browser can no longer count

# Not 24:00, which Python takes for the next day since 3.14 and for nothing before.
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,6})?)(?:Z|[+-]\d\d:?\d\d)?", re.ASCII
)


def whole(least: int, most: int) -> Check[int]:
    """A whole number between two others."""

    def check(value: object, where: str) -> int:
        if type(value) is not int:
            raise BadEgg(where, "must be a whole number")
        if not least <= value <= most:
            raise BadEgg(where, f"must be between {least} and {most}")
        return value

    return check


def number(least: float, most: float) -> Check[float]:
    """A number between two others; NaN is between none."""

    def check(value: object, where: str) -> float:
        if type(value) is not float and type(value) is not int:
            raise BadEgg(where, "must be a number")
        if not least <= value <= most:
            raise BadEgg(where, f"must be between {least:g} and {most:g}")
        return float(value)

    return check


def text(most: int, like: str | None = None, least: int = 0) -> Check[str]:
    """Text of a bounded length, and of a given form if one is asked for."""
    form = None if like is None else re.compile(like, re.ASCII)

    def check(value: object, where: str) -> str:
        if type(value) is not str:
            raise BadEgg(where, "must be text")
        if not least <= len(value) <= most:
            raise BadEgg(where, f"must have {least} to {most} characters")
        if not is_clean(value):
            raise BadEgg(where, "holds a character that cannot be stored")
        if form is not None and form.fullmatch(value) is None:
            raise BadEgg(where, f"must look like {like}")
        return value

    return check


def flag(value: object, where: str) -> bool:
    """True or false, and nothing that merely resembles it."""
    if type(value) is not bool:
        raise BadEgg(where, "must be true or false")
    return value


def moment(value: object, where: str) -> datetime:
    """A date and time. The wall clock is kept as written, a zone behind it is dropped.

    `taken_at` is the time on the clocks where the photo was taken; moving it to another
    zone would sort the evening before the afternoon.
    """
    if type(value) is not str or (parts := _MOMENT.fullmatch(value)) is None:
        raise BadEgg(where, "must be a date and time such as 2024-01-15T14:30:00")
    try:
        return datetime.fromisoformat(parts[1])
    except ValueError:
        raise BadEgg(where, "is no date in the calendar") from None


def one_of(words: type[E]) -> Check[E]:
    """One word out of a fixed list."""

    def check(value: object, where: str) -> E:
        if type(value) is str and value in words.__members__.values():
            return words(value)
        raise BadEgg(where, f"must be one of {', '.join(words)}")

    return check


def code_of(table: Mapping[str, str]) -> Check[str]:
    """A code that stands in a table of ours."""

    def check(value: object, where: str) -> str:
        if type(value) is not str or value not in table:
            raise BadEgg(where, "is no code that is known")
        return value

    return check


def list_of(check_one: Check[T], most: int) -> Check[tuple[T, ...]]:
    """A list of bounded length in which each entry passes the same check."""

    def check(value: object, where: str) -> tuple[T, ...]:
        if type(value) is not list:
            raise BadEgg(where, "must be a list")
        if len(value) > most:
            raise BadEgg(where, f"must have at most {most} entries")
        return tuple(check_one(entry, f"{where}[{index}]") for index, entry in enumerate(value))

    return check
