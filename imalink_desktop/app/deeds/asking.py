"""A query as somebody typed it: understood, or shown where it stops making sense."""

from __future__ import annotations

from imalink_desktop.app.telling import tell
from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.parse import parse


def understood(text: str) -> Query | None:
    """The query; `None` once it has been told what is wrong with it."""
    try:
        return parse(text)
    except QueryError as error:
        tell(f"  {text}\n  {' ' * error.position}{'^' * max(error.length, 1)}\n{error}")
        return None
