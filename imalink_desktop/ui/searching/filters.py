"""What can be clicked together of a query: taken out of it, and put into it.

`joined(*split(query))` finds what the query finds. Of each thing only the first mention is taken: who
asks for `rating>=2 rating<=4` sees the one in the bar and the other in the box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from imalink_desktop.catalog.decisions import LABELS, MOST_STARS, Flag, Visibility
from imalink_desktop.catalog.query.ast import (
    And,
    Compare,
    Has,
    Is,
    Mode,
    Not,
    Operator,
    Or,
    Query,
    Range,
    Text,
    all_of,
    any_of,
)
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.unparse import unparse

NO_LABEL = ""
RAW, VIDEO, PAIR = "raw", "video", "raw+jpeg"
"""Kinds of photos that are no format of their own; all others are called by their format."""


SYNC = ("waiting", "refused", "conflict", "elsewhere")
"""As `is:` understands them."""


class Thing(StrEnum):
    """What can be filtered by; a field of `Filters`."""

    STARS = "stars"
    FLAGS = "flags"
    LABELS = "labels"
    KINDS = "kinds"
    CAMERAS = "cameras"
    LENSES = "lenses"
    LEVELS = "levels"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Stars:
    """So many stars: at least, exactly, or at most."""

    operator: Operator = Operator.AT_LEAST
    count: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """Of each thing: any of these; none at all is anything."""

    stars: Stars | None = None
    flags: frozenset[Flag] = field(default_factory=frozenset)
    labels: frozenset[str] = field(default_factory=frozenset)
    """Colours, and `NO_LABEL`."""
    kinds: frozenset[str] = field(default_factory=frozenset)
    cameras: frozenset[str] = field(default_factory=frozenset)
    lenses: frozenset[str] = field(default_factory=frozenset)
    levels: frozenset[Visibility] = field(default_factory=frozenset)
    sync: frozenset[str] = field(default_factory=frozenset)
    """How it stands with the server: some of `SYNC`."""

    def without(self, thing: Thing) -> Filters:
        """All of it but one thing: what this one narrows down."""
        return self.having(thing, getattr(NOTHING, thing.value))

    def having(self, thing: Thing, value: object) -> Filters:
        """The same with another value for one thing; of that thing's kind."""
        values: dict[str, Any] = {thing.value: value}
        return replace(self, **values)


NOTHING = Filters()

Part: TypeAlias = tuple[Thing, object]
"""Some of `Filters`: the thing, and its value."""


def joined(filters: Filters, rest: Query) -> Query:
    """The query that asks for both."""
    return all_of([*_queries(filters), rest])


def split(query: Query) -> tuple[Filters, Query]:
    """What of a query can be shown by filters, and the rest."""
    asked = list(query.parts) if isinstance(query, And) else [query]
    found: dict[Thing, object] = {}
    if (pair := _pair(asked)) is not None:
        found[Thing.KINDS] = frozenset({PAIR})
        asked = [part for place, part in enumerate(asked) if place not in pair]
    rest = []
    for part in asked:
        taken = _taken(part)
        if taken is None or taken[0] in found:
            rest.append(part)
        else:
            found[taken[0]] = taken[1]
    filters = NOTHING
    for thing, value in found.items():
        filters = filters.having(thing, value)
    return filters, all_of(rest)


def dated(query: Query, first: str, last: str) -> Query:
    """The query, but for photos of these days only, whatever days it asked for before."""
    asked = query.parts if isinstance(query, And) else (query,)
    kept = [part for part in asked if not (isinstance(part, Range | Compare) and part.field == "taken")]
    days = first if first == last else f"{first}..{last}"
    return all_of([*kept, parse(f"taken:{days}")])


def asked_name(field: str, name: str) -> str | None:
    """A camera's or a lens's name as a query has it; nothing where no word is in it."""
    asked = _called(field, name)
    return asked.words if isinstance(asked, Text) else None


def _queries(filters: Filters) -> Iterable[Query]:
    if (stars := filters.stars) is not None:
        yield parse(f"rating{stars.operator.value}{stars.count}")
    yield from _any([parse(f"flag:{flag.word}") for flag in sorted(filters.flags, reverse=True)])
    yield from _any([_label(name) for name in (*LABELS, NO_LABEL) if name in filters.labels])
    yield from _any([kind_query(name) for name in sorted(filters.kinds)])
    yield from _any([_called("camera", name) for name in sorted(filters.cameras)])
    yield from _any([_called("lens", name) for name in sorted(filters.lenses)])
    yield from _any([parse(f"visibility:{level.word}") for level in sorted(filters.levels)])
    yield from _any([Is(state) for state in SYNC if state in filters.sync])


def _any(parts: Sequence[Query | None]) -> Iterable[Query]:
    asked = [part for part in parts if part is not None]
    return [any_of(asked)] if asked else []


def kind_query(kind: str) -> Query:
    """All photos of a kind. A RAW with its JPEG is a RAW and a JPEG as well."""
    if kind == PAIR:
        return And((Is(RAW), kind_query("JPEG")))
    return Is(kind) if kind in (RAW, VIDEO) else parse(f"format:{kind}")


def _label(name: str) -> Query:
    return Not(Has("label")) if name == NO_LABEL else parse(f"label:{name}")


def _called(field: str, name: str) -> Query | None:
    """As it is after it was written down and read again, as in a saved search."""
    try:
        return parse(unparse(Text(name, Mode.ALL, field)))
    except QueryError:
        return None


def _pair(asked: Sequence[Query]) -> tuple[int, int] | None:
    """Where the two parts stand that together ask for a RAW with its JPEG."""
    raw, jpeg = Is(RAW), kind_query("JPEG")
    return (asked.index(raw), asked.index(jpeg)) if raw in asked and jpeg in asked else None


def _taken(part: Query) -> Part | None:
    if (stars := _read_stars(part)) is not None:
        return Thing.STARS, stars
    options = part.parts if isinstance(part, Or) else (part,)
    for thing, read in _READERS.items():
        values = [read(option) for option in options]
        if all(value is not None for value in values):
            return thing, frozenset(values)
    return None


def _read_stars(part: Query) -> Stars | None:
    if part == Is("unrated"):
        return Stars(Operator.IS, 0)
    match part:
        case Compare("rating", (Operator.IS | Operator.AT_LEAST | Operator.AT_MOST) as operator, value):
            count = int(value.start)
            says_nothing = operator is Operator.AT_LEAST and count == 0
            return Stars(operator, count) if count <= MOST_STARS and not says_nothing else None
        case _:
            return None


def _read_flag(part: Query) -> Flag | None:
    return next((flag for flag in Flag if part == parse(f"flag:{flag.word}")), None)


def _read_level(part: Query) -> Visibility | None:
    return next((level for level in Visibility if part == parse(f"visibility:{level.word}")), None)


def _read_label(part: Query) -> str | None:
    return next((name for name in (*LABELS, NO_LABEL) if part == _label(name)), None)


def _read_kind(part: Query) -> str | None:
    match part:
        case Is("raw" | "video" as kind):
            return kind
        case Compare("format", Operator.IS, value):
            return str(value.start)
        case And():
            return PAIR if part == kind_query(PAIR) else None
        case _:
            return None


def _read_sync(part: Query) -> str | None:
    return part.state if isinstance(part, Is) and part.state in SYNC else None


def _reader(field: str) -> Callable[[Query], object | None]:
    return lambda part: (
        part.words if isinstance(part, Text) and (part.mode, part.field) == (Mode.ALL, field) else None
    )


_READERS: Mapping[Thing, Callable[[Query], object | None]] = MappingProxyType(
    {
        Thing.FLAGS: _read_flag,
        Thing.LABELS: _read_label,
        Thing.KINDS: _read_kind,
        Thing.CAMERAS: _reader("camera"),
        Thing.LENSES: _reader("lens"),
        Thing.LEVELS: _read_level,
        Thing.SYNC: _read_sync,
    }
)
