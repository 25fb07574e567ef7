"""Rows as one value: a statement that is given some is the same, however many they are, and is made once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ARRAY, CTE, BigInteger, Select, cast, column, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine


def rows(session: Session, given: Iterable[Sequence[str | int]], **columns: type[TypeEngine[Any]]) -> CTE:
    """Rows of these columns, to be asked for beside tables."""
    said = literal(json.dumps(list(given)))
    parts: list[Any]
    if session.get_bind().dialect.name == "sqlite":
        row: Any = func.json_each(said).table_valued("value").c.value
        parts = [func.json_extract(row, f"$[{at}]", type_=kind) for at, kind in enumerate(columns.values())]
    else:
        row = func.jsonb_array_elements(cast(said, JSONB)).table_valued(column("value", JSONB)).c.value
        parts = [cast(row[at].astext, kind) for at, kind in enumerate(columns.values())]
    return select(*(part.label(name) for part, name in zip(parts, columns, strict=True))).cte("given")


def ids(session: Session, given: Sequence[int]) -> Select[int]:
    """Numbers, to look for others among them."""
    if session.get_bind().dialect.name == "sqlite":
        each: Any = func.json_each(literal(json.dumps(list(given)))).table_valued("value").c.value
        return select(each)
    # As PostgreSQL writes it: the driver takes ten times as long over a list.
    return select(func.unnest(cast(literal(f"{{{','.join(map(str, given))}}}"), ARRAY(BigInteger))))


def found(session: Session, asked: Select[int]) -> list[int]:
    """The numbers that are asked for, as one value: of many rows each would be made by itself."""
    each = asked.subquery().c[0]
    if session.get_bind().dialect.name == "sqlite":
        return list(json.loads(session.scalar(select(func.json_group_array(each))) or "[]"))
    return list(session.scalar(select(func.array_agg(each))) or ())
