"""What is asked, part by part, as the database can answer it.

Each part is a test on one photo and, where an index leads to its photos, also a list of their
numbers with its length. The shortest list leads (`select`); where all are long, a walk through the
order wanted soon finds enough. So that SQLite does as it is told, tests stand behind a `+`,
which hides a column from its planner.

Whatever a user wrote travels as a bound parameter. In SQL an unknown value makes a comparison
neither true nor false, and it stays so through AND and OR; `IS NOT true` ends it at each `Not`.
So SQL and Python find the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, func, or_, select, true
from sqlalchemy import false as never
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.columns import Condition

Source: TypeAlias = Select[Any] | CompoundSelect[Any]

FEW, MOST = 15_000, 70_000
"""A list of few is read at once. One longer than the other is not worth sorting."""

OWN, LIST, PROBE = range(3)
"""What it takes to test one photo, from the least: columns, a list put together once, rows elsewhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked."""

    test: Condition
    """Whether it is so of a photo."""
    source: Source | None = None
    """The numbers of all photos of which it may be so."""
    size: int = MOST + 1
    """How many those are; who has more than `MOST` has just one more."""
    rest: Condition | None = None
    """What remains to be tested of those; `None` is nothing."""
    effort: int = OWN
    look: Condition | None = None
    """The test where only some photos are looked at, so that a long list would not be worth it."""
    along: Condition | None = None
    """What of it shortens the walk itself."""

    @property
    def leads(self) -> bool:
        """Whether the list is short enough."""
        return self.source is not None and self.size <= MOST

    @property
    def is_short(self) -> bool:
        """Whether nothing can be quicker than the list."""
        return self.source is not None and self.size <= FEW

    def asked(self) -> Condition:
        """The whole test; where the list is short enough, it leads."""
        if self.source is None or not self.leads:
            return self.test
        among = Photo.id.in_(self.source)
        return among if self.rest is None else and_(among, self.rest)

    def looked(self) -> Condition:
        """The whole test for some photos."""
        return self.test if self.look is None else self.look


EVERYTHING = Part(true())


def all_of(parts: Sequence[Part]) -> Part:
    """All of these. The shortest list leads, and what takes least is tested first."""
    if len(parts) == 1:
        return parts[0]
    parts = sorted(parts, key=lambda part: part.effort)
    whole = replace(
        EVERYTHING,
        test=and_(true(), *(part.test for part in parts)),
        look=and_(true(), *(part.looked() for part in parts)),
        along=and_(true(), *(part.along for part in parts if part.along is not None)),
        effort=max((part.effort for part in parts), default=OWN),
    )
    leading = [part for part in parts if part.leads]
    if not leading:
        return whole
    lead = min(leading, key=lambda part: part.size)
    rest = [part.looked() for part in parts if part is not lead]
    rest += [] if lead.rest is None else [lead.rest]
    return replace(whole, source=lead.source, size=lead.size, rest=and_(*rest))


def any_of(parts: Sequence[Part]) -> Part:
    """At least one of these. There is a list when each has one."""
    if len(parts) == 1:
        return parts[0]
    parts = sorted(parts, key=lambda part: part.effort)
    test = or_(never(), *(part.test for part in parts))
    look = or_(never(), *(part.looked() for part in parts))
    whole = Part(test, look=look, effort=max(part.effort for part in parts))
    sources = [part.source for part in parts if part.source is not None]
    size = sum(part.size for part in parts)
    if len(sources) < len(parts) or size > MOST:
        return whole
    sure = all(part.rest is None for part in parts)
    return replace(whole, source=joined(sources), size=size, rest=None if sure else test)


def none_of(part: Part) -> Part:
    """Everything else; no list leads there."""
    return Part(part.test.is_not(true()), look=part.looked().is_not(true()), effort=part.effort)


def listed(
    connection: Connection,
    source: Source,
    *,
    rest: Condition | None = None,
    look: Condition | None = None,
) -> Part:
    """A part that is tested by the list of its photos, which is put together once."""
    among = hidden(Photo.id.expression).in_(source)
    test = among if rest is None else and_(among, rest)
    return Part(test, source, length(connection, source), rest, LIST, look)


def length(connection: Connection, source: Source) -> int:
    """How long a list is, as far as that matters."""
    few = source.limit(MOST + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(few)).scalar_one())


def joined(sources: Sequence[Source]) -> Source:
    """All of these lists, one after the other."""
    first, *more = [select(source.subquery().c[0]) for source in sources]
    return first.union_all(*more) if more else first


def hidden(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that leads to no index."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)
