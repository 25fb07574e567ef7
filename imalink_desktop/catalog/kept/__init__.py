"""What is kept so that nobody has to look at a million photos: the timeline's buckets, facets, words.

The database itself notes what a change makes old (triggers, so that no way of writing goes past them);
`settle` brings it up to date before the change commits. `drift` counts everything anew and compares.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from imalink_desktop.catalog.kept import buckets, facets
from imalink_desktop.catalog.query import text_index


def settle(connection: Connection) -> None:
    """Bring up to date what the changes of this transaction made old."""
    buckets.settle(connection)
    text_index.settle(connection)


def drift(connection: Connection) -> Iterator[str]:
    """A sentence for each number that is not what counting says; there should be none."""
    yield from facets.drift(connection)
    yield from buckets.drift(connection)


def recount(connection: Connection) -> None:
    """Throw all of it away and count anew."""
    facets.recount(connection)
    buckets.recount(connection)
