"""A million numbers at once: SQLite writes them into one text, which is taken apart here.

Row by row each would cost a turn of Python's lock, and the window waits for the same lock.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, select

_PIECE = 20_000
"""Characters that are taken apart in one go; then others have their turn."""


def flat(
    connection: Connection, statement: Select[*tuple[Any, ...]], given: Mapping[str, Any] | None = None
) -> array[int]:
    """All numbers of all rows in their order, one after the other. None of them may be unknown."""
    listed = statement.subquery()
    first, *others = (cast(each, Text) for each in listed.c)
    row: ColumnElement[str] = first
    for column in others:
        row = row + "," + column
    text = connection.execute(select(func.group_concat(row, ",")), given or {}).scalar() or ""
    numbers: array[int] = array("q")
    begin = 0
    while begin < len(text):
        end = text.find(",", begin + _PIECE)
        end = len(text) if end < 0 else end
        numbers.extend(map(int, text[begin:end].split(",")))
        begin = end + 1
    return numbers
