"""The timeline's buckets: years, months, days and hours, each with its count, first, last and preview.

Triggers (of the first step of `migrations`) note the hours that a change makes old. `settle` counts those
anew from the photos, the days from their hours, the months from their days, the years from their months;
and chooses the previews.
A bucket's name is the beginning of its moments: `2024`, `2024-06`, `2024-06-15`, `2024-06-15T14`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.decisions import MOST_STARS

LENGTHS = {"year": 4, "month": 7, "day": 10, "hour": 13}
"""How many signs of a moment name its bucket."""

GOOD = 4
"""From so many stars on, a photo may stand for its bucket because it is good."""


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
    chosen = [(_best(connection, first, last), length, name) for length, name, first, last in old]
    if chosen:
        connection.exec_driver_sql("UPDATE bucket SET preview_id = ? WHERE length = ? AND name = ?", chosen)


def _best(connection: Connection, first: str, last: str) -> int:
    """The best rated of the good ones, else the one nearest to the middle of the time between.

    Among equals the nearest, then the smallest hothash. An index leads to each, so that the
    bucket of a year is as quick as that of an hour. A change may touch ten thousand buckets,
    so they are asked for past SQLAlchemy, which would take longer than SQLite itself.
    """
    begin, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    centre = begin + (end - begin) / 2
    ask = connection.connection.cursor().execute
    around: dict[int, list[str]] = {}
    for stars, moment in ask(_AROUND, {"first": first, "middle": centre.isoformat(), "last": last}):
        around.setdefault(stars, []).append(moment)
    if not around:
        raise Bug(f"a bucket from {first} to {last} has no photo")
    stars = max(around)
    moments = nearest(around[stars], centre)
    found = ask(_AT[stars >= GOOD], {"stars": stars, "one": moments[0], "other": moments[-1]}).fetchone()
    return int(found[0])


def _names(connection: Connection, statement: str) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql(statement)]


_SEEK = (
    "SELECT * FROM (SELECT {stars}, shown_at FROM photo WHERE trashed_at IS NULL{rated}"
    " AND shown_at BETWEEN {ends} ORDER BY shown_at {order} LIMIT 1)"
)
_SIDES = ((":first AND :middle", "DESC"), (":middle AND :last", "ASC"))
_AROUND = " UNION ALL ".join(
    _SEEK.format(stars=stars, rated=f" AND rating = {stars}" if stars else "", ends=ends, order=order)
    for stars in (*range(MOST_STARS, GOOD - 1, -1), 0)
    for ends, order in _SIDES
)
"""The moments on both sides of the middle: of the photos with five stars, with four, and (0) of all."""
_AT = {
    good: "SELECT id FROM photo WHERE trashed_at IS NULL AND shown_at IN (:one, :other)"
    f"{' AND rating = :stars' if good else ''} ORDER BY hothash IS NULL, hothash, id LIMIT 1"
    for good in (False, True)
}
"""The photo that stands for a bucket, among those of its moment."""
_ALL = "SELECT length, name, count, first, last, preview_id FROM bucket"
_COUNTED = (
    "SELECT substr(shown_at, 1, {length}), count(*), min(shown_at), max(shown_at) FROM photo"
    " WHERE trashed_at IS NULL AND shown_at IS NOT NULL GROUP BY 1"
)
