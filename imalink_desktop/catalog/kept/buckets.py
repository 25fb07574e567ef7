"""The timeline's buckets: years, months, days and hours, each with its count, first, last and preview.

Triggers note the hours that a change makes old. `settle` counts those anew from the photos, the days
from their hours, the months from their days, the years from their months; and chooses the previews.
A bucket's name is the beginning of its moments: `2024`, `2024-06`, `2024-06-15`, `2024-06-15T14`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.models.photo import MOST_STARS

LENGTHS = {"year": 4, "month": 7, "day": 10, "hour": 13}
"""How many signs of a moment name its bucket."""

_BUCKET = (
    "CREATE TABLE bucket (length INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,"
    " first TEXT NOT NULL, last TEXT NOT NULL, preview_id INTEGER NOT NULL,"
    " PRIMARY KEY (length, name)) WITHOUT ROWID"
)
_STALE = "CREATE TABLE stale_hour (name TEXT PRIMARY KEY) WITHOUT ROWID"
_MATTERS = ("taken_at", "corrected_at", "trashed_at", "rating", "hothash")
_GOOD = 4
"""From so many stars on, a photo may stand for its bucket because it is good."""


def statements() -> list[str]:
    """The tables and triggers."""
    changed = " OR ".join(f"OLD.{field} IS NOT NEW.{field}" for field in _MATTERS)
    return [
        _BUCKET,
        _STALE,
        _trigger("new", "INSERT ON photo", "TRUE", "NEW"),
        _trigger("gone", "DELETE ON photo", "TRUE", "OLD"),
        _trigger("set", f"UPDATE OF {', '.join(_MATTERS)} ON photo", changed, "OLD", "NEW"),
    ]


def settle(connection: Connection) -> None:
    """Count anew what is old."""
    hours = _names(connection, "SELECT name FROM stale_hour")
    if not hours:
        return
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS stale (length INTEGER, name TEXT, PRIMARY KEY (length, name))"
    )
    connection.exec_driver_sql("DELETE FROM temp.stale")
    for length in LENGTHS.values():
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO temp.stale SELECT {length}, substr(name, 1, {length}) FROM stale_hour"
        )
    connection.exec_driver_sql("DELETE FROM stale_hour")
    connection.exec_driver_sql(
        "DELETE FROM bucket WHERE (length, name) IN (SELECT length, name FROM temp.stale)"
    )
    _count(connection)
    _choose_previews(connection)


def drift(connection: Connection) -> Iterator[str]:
    """A sentence for each bucket that is not what counting says."""
    if waiting := _names(connection, "SELECT name FROM stale_hour"):
        yield f"{len(waiting)} hours of the timeline wait to be counted."
    kept = {(row[0], row[1]): tuple(row[2:]) for row in connection.exec_driver_sql(_ALL)}
    for length in LENGTHS.values():
        for name, *counted in connection.exec_driver_sql(_COUNTED.format(length=length)):
            here = kept.pop((length, name), None)
            best = _best(connection, counted[1], counted[2])
            if here != (*counted, best):
                yield f"{name}: {here} is kept, {(*counted, best)} is there."
    for _, name in kept:
        yield f"{name}: nothing is there any more."


def recount(connection: Connection) -> None:
    """Count everything anew."""
    connection.exec_driver_sql("DELETE FROM bucket")
    connection.exec_driver_sql("DELETE FROM stale_hour")
    connection.exec_driver_sql(
        "INSERT INTO stale_hour SELECT DISTINCT substr(shown_at, 1, 13) FROM photo"
        " WHERE trashed_at IS NULL AND shown_at IS NOT NULL"
    )
    settle(connection)


def nearest(moments: Iterable[str], centre: datetime) -> list[str]:
    """The moments that lie nearest to a centre: one or, on both sides of it, two."""
    apart = {moment: abs(datetime.fromisoformat(moment) - centre) for moment in moments}
    return [moment for moment, gap in apart.items() if gap == min(apart.values())]


def _count(connection: Connection) -> None:
    """From the smallest buckets to the largest; those that nothing is in any more are not made again."""
    hour, *larger = sorted(LENGTHS.values(), reverse=True)
    connection.exec_driver_sql(
        "INSERT INTO bucket SELECT length, s.name, count(*), min(shown_at), max(shown_at), 0"
        " FROM temp.stale AS s CROSS JOIN photo"
        f" WHERE s.length = {hour} AND shown_at >= s.name AND shown_at < s.name || '~'"
        " AND trashed_at IS NULL GROUP BY s.name"
    )
    for smaller, length in pairwise([hour, *larger]):
        connection.exec_driver_sql(
            "INSERT INTO bucket SELECT s.length, s.name, sum(count), min(first), max(last), 0"
            " FROM temp.stale AS s CROSS JOIN bucket AS b"
            f" WHERE s.length = {length} AND b.length = {smaller}"
            " AND b.name >= s.name AND b.name < s.name || '~' GROUP BY s.name"
        )


def _choose_previews(connection: Connection) -> None:
    old = connection.exec_driver_sql(
        "SELECT b.length, b.name, first, last FROM temp.stale AS s CROSS JOIN bucket AS b"
        " WHERE b.length = s.length AND b.name = s.name"
    ).all()
    for length, name, first, last in old:
        chosen = _best(connection, first, last)
        connection.exec_driver_sql(
            "UPDATE bucket SET preview_id = ? WHERE length = ? AND name = ?", (chosen, length, name)
        )


def _best(connection: Connection, first: str, last: str) -> int:
    """The best rated of the good ones, else the one nearest to the middle of the time between.

    Among equals the nearest, then the smallest hothash. An index leads to each, so that the
    bucket of a year is as quick as that of an hour.
    """
    begin, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    centre = begin + (end - begin) / 2
    span = (first, centre.isoformat(), last)
    for stars in (*range(MOST_STARS, _GOOD - 1, -1), None):
        found = _nearest_of(connection, span, centre, stars)
        if found is not None:
            return found
    raise Bug(f"a bucket from {first} to {last} has no photo")


def _nearest_of(
    connection: Connection, span: tuple[str, str, str], centre: datetime, stars: int | None
) -> int | None:
    first, middle, last = span
    which = "trashed_at IS NULL" if stars is None else f"trashed_at IS NULL AND rating = {stars:d}"
    around = [
        row[0]
        for limits, order, ends in (
            ("shown_at BETWEEN ? AND ?", "DESC", (first, middle)),
            ("shown_at BETWEEN ? AND ?", "ASC", (middle, last)),
        )
        for row in connection.exec_driver_sql(
            f"SELECT shown_at FROM photo WHERE {which} AND {limits} ORDER BY shown_at {order} LIMIT 1", ends
        )
    ]
    if not around:
        return None
    moments = nearest(around, centre)
    row = connection.exec_driver_sql(
        f"SELECT id FROM photo WHERE {which} AND shown_at IN ({', '.join('?' * len(moments))})"
        " ORDER BY hothash IS NULL, hothash, id LIMIT 1",
        tuple(moments),
    ).one()
    return int(row[0])


def _names(connection: Connection, statement: str) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql(statement)]


def _trigger(name: str, event: str, when: str, *rows: str) -> str:
    note = " ".join(
        f"INSERT OR IGNORE INTO stale_hour SELECT substr({row}.shown_at, 1, 13)"
        f" WHERE {row}.shown_at IS NOT NULL AND {row}.trashed_at IS NULL;"
        for row in rows
    )
    return f"CREATE TRIGGER stale_hour_{name} AFTER {event} WHEN {when} BEGIN {note} END"


_ALL = "SELECT length, name, count, first, last, preview_id FROM bucket"
_COUNTED = (
    "SELECT substr(shown_at, 1, {length}), count(*), min(shown_at), max(shown_at) FROM photo"
    " WHERE trashed_at IS NULL AND shown_at IS NOT NULL GROUP BY 1"
)
