"""What a query is once it is understood: frozen nodes, the same for Python and for SQL.

A comparison with something unknown is false. So its `Not` is true: `-camera:canon` finds
the photos of which nobody knows the camera, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Scalar: TypeAlias = int | float | str
"""What fields with an order hold; moments are ISO text, whose order is that of time."""


class Mode(StrEnum):
    """How a text must agree with the words asked for."""

    BEGINS = "begins"
    """They follow each other in it, and the last may go on: somebody is still typing."""
    WHOLE = "whole"
    """They follow each other in it."""
    ALL = "all"
    """They are all there is in it."""
    PART = "part"
    """They stand somewhere in it, in the middle of a word as well."""


class Operator(StrEnum):
    """How a value lies to the one asked for."""

    IS = ":"
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Span:
    """A value as it was written, from `start` up to but not including `end`.

    `2024-06` is a month and `f:2.8` what a camera rounds to 2.8, so every value is a stretch.
    """

    start: Scalar
    end: Scalar
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words, in a field or, without one, anywhere in what the full text search knows."""

    words: str
    mode: Mode = Mode.BEGINS
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Under:
    """A place in a hierarchy: the names follow each other in the path, and all below is meant as well.

    `exactly` means the path itself, from the top, and nothing below it.
    """

    field: str
    path: str
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """A value against one that was written."""

    field: str
    operator: Operator
    value: Span


@dataclass(frozen=True, slots=True)
class Range:
    """From one value to another, both included; one of them may be left open."""

    field: str
    low: Span | None
    high: Span | None


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a place."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class Is:
    """Something a photo is or is not; see `fields.STATES`."""

    state: str


@dataclass(frozen=True, slots=True)
class Has:
    """Whether a field is known at all."""

    field: str


@dataclass(frozen=True, slots=True)
class And:
    """All of these. None at all is everything."""

    parts: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these, which are two or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything else."""

    part: Query


Leaf: TypeAlias = Text | Under | Compare | Range | Near | Is | Has
Query: TypeAlias = Leaf | And | Or | Not

EVERYTHING = And()


def all_of(parts: Iterable[Query]) -> Query:
    """All of these, without brackets that say nothing."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,)))
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(parts: Iterable[Query]) -> Query:
    """At least one of these (there is one), without brackets that say nothing."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def none_of(part: Query) -> Query:
    """Everything else; what is denied twice is said once."""
    return part.part if isinstance(part, Not) else Not(part)


def bounds(asked: Compare | Range) -> tuple[Scalar | None, Scalar | None]:
    """From where, and up to but not including where, a value is meant; `None` is without end."""
    if isinstance(asked, Range):
        low, high = asked.low, asked.high
        return None if low is None else low.start, None if high is None else high.end
    match asked.operator:
        case Operator.IS:
            return asked.value.start, asked.value.end
        case Operator.BELOW:
            return None, asked.value.start
        case Operator.AT_MOST:
            return None, asked.value.end
        case Operator.ABOVE:
            return asked.value.end, None
        case Operator.AT_LEAST:
            return asked.value.start, None


def leaves(query: Query) -> Iterator[Leaf]:
    """All that is asked, without how it is joined. Who leaves out the trash looks for `Is("trashed")`."""
    waiting: list[Query] = [query]
    while waiting:
        node = waiting.pop()
        match node:
            case And(parts) | Or(parts):
                waiting.extend(reversed(parts))
            case Not(part):
                waiting.append(part)
            case _:
                yield node


def depth(query: Query) -> int:
    """How many nodes lie above each other at most."""
    match query:
        case And(parts) | Or(parts):
            return 1 + max(map(depth, parts), default=0)
        case Not(part):
            return 1 + depth(part)
        case _:
            return 1
