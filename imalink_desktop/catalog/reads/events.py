"""Events: photos taken one after the other, without a longer gap between any two."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.reads.moments import by_gap, faces, span_of
from imalink_desktop.catalog.reads.timeline import shots

USUAL_GAP = timedelta(hours=4)
_ALWAYS = ("", "~")


@dataclass(frozen=True, slots=True)
class Event:
    """Some photos in a row. Those of the query from `first` to `last` are its photos."""

    first: str
    last: str
    count: int
    preview_id: int
    preview_hothash: str | None


def events(
    connection: Connection,
    *,
    gap: timedelta = USUAL_GAP,
    since: str | None = None,
    until: str | None = None,
    query: Query = EVERYTHING,
    online: Collection[int] = (),
) -> list[Event]:
    """The events between two moments (`until` itself not included), the newest first.

    What began before or goes on after is told as far as it lies between.
    """
    begin, end = since or _ALWAYS[0], until or _ALWAYS[1]
    spans = [span_of(run) for run in by_gap(shots(connection, query, begin, end, online), gap)]
    found = [
        Event(span.first, span.last, span.count, face.photo_id, face.hothash)
        for span, face in zip(spans, faces(connection, spans), strict=True)
    ]
    return found[::-1]
