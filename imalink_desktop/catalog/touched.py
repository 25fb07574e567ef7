"""`Touched`: how some rows were before a change and after it, and how that is kept in the journal."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | float | None
Row: TypeAlias = Mapping[str, Value]


class Kind(StrEnum):
    """What happened to the rows."""

    UPDATE = "update"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Touched:
    """Some rows of one table.

    An update is of one `field`, with its `olds` and `news`. Deleted rows are kept whole in
    `rows`. Of new ones the numbers are enough: who takes them away again keeps them whole.
    """

    table: str
    kind: Kind
    ids: Sequence[int]
    field: str | None = None
    olds: Sequence[Value] = ()
    news: Sequence[Value] = ()
    rows: Sequence[Row] = ()
    photos: Sequence[int] = ()
    """The photos that new or deleted rows hang on, such as those of a tag; the journal does without."""


def pack(touched: Touched) -> bytes:
    """Everything but table, kind and field, as bytes; fifty thousand equal ratings take a few hundred."""
    rows = [dict(row) for row in touched.rows]
    text = json.dumps([list(touched.ids), list(touched.olds), list(touched.news), rows])
    return zlib.compress(text.encode("ascii"), 1)


def unpack(table: str, kind: str, field: str | None, packed: bytes) -> Touched:
    """Read back what `pack` wrote."""
    ids, olds, news, rows = json.loads(zlib.decompress(packed))
    return Touched(table, Kind(kind), ids, field, olds, news, rows)
