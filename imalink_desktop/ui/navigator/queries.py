"""The queries that the rows of the tree stand for, and which rows a query is made of."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from itertools import combinations
from typing import TypeAlias

from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.query.ast import (
    And,
    Compare,
    Mode,
    Operator,
    Query,
    Span,
    Text,
    Under,
    all_of,
)
from imalink_desktop.catalog.query.folding import names, words
from imalink_desktop.catalog.query.kinds import Moment, Whole

Sign: TypeAlias = frozenset[Hashable]
"""What tells a query from others, however it was written."""

_MOST_PARTS = 12
"""A query of more parts was not clicked together."""


def of_moment(name: str) -> Query:
    """What was taken in a year, a month, a day or an hour: `2024-06`."""
    span = Moment().span(name) or Span(name, f"{name}~", name)  # the last year of all has none after it
    return Compare("taken", Operator.IS, span)


def of_session(number: int) -> Query:
    """What an import brought."""
    return Compare("session", Operator.IS, _whole(number))


def of_stars(stars: int) -> Query:
    """What has so many stars."""
    return Compare("rating", Operator.IS, _whole(stars))


def of_flag(flag: Flag) -> Query:
    """What is picked, or rejected."""
    return Compare("flag", Operator.IS, Span(flag.value, flag.value + 1, flag.word))


def of_drive(label: str) -> Query:
    """What has a file on a drive."""
    return Text(label, Mode.ALL, "drive")


def of_folder(label: str, path: str, *, is_last: bool) -> Query:
    """What has a file in a folder of a drive, or below it."""
    return all_of([of_drive(label), Under("folder", path if is_last else f"/{path}", exactly=is_last)])


def of_path(field: str, path: str, *, is_last: bool) -> Query:
    """What hangs on a tag or lies in a collection, or below it. Below the last there is nothing to add."""
    return Under(field, path, exactly=is_last)


def sign_of(query: Query) -> Sign:
    """The same for queries that mean the same row."""
    parts = query.parts if isinstance(query, And) else (query,)
    return frozenset(map(_plain, parts))


def rows_of(shown: Sign, known: Collection[Sign]) -> list[Sign]:
    """The rows that a query is made of: few that say much before many that say little."""
    if shown in known:
        return [shown]
    found: list[Sign] = []
    left = shown if len(shown) <= _MOST_PARTS else frozenset()
    for size in (2, 1):
        for some in map(frozenset, combinations(left, size)):
            if some <= left and some in known:
                found.append(some)
                left -= some
    return found


def _plain(part: Query) -> Hashable:
    match part:
        case Under(field, path):
            return field, names(path)
        case Text(text, _, "drive"):
            return "drive", words(text)
        case Compare(field, operator, value):
            return field, operator, value.start, value.end
        case _:
            return part


def _whole(number: int) -> Span:
    return Whole().span(str(number)) or Span(number, number + 1, str(number))
