"""How long a text may be that stands in an index. PostgreSQL takes no more; both databases take the same."""

from __future__ import annotations

MOST = 2000
"""Bytes. A row of an index has some 2,700, and there is more in it than the text."""


def fits(text: str) -> bool:
    """Whether an index takes it, as it is written there."""
    return len(text.encode("utf-8", "surrogatepass")) <= MOST
