"""`imalink timeline`: photos counted by year, month, day or hour."""

from __future__ import annotations

import calendar
from dataclasses import replace

from imalink_desktop.app.deeds.answers import Json, as_json, line
from imalink_desktop.app.deeds.asking import understood
from imalink_desktop.app.exits import Exit, WrongUse
from imalink_desktop.app.library import answered, drives_there, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.looking import Dating
from imalink_desktop.catalog.reads.timeline import Bucket, Granularity, Timeline, moment_name, timeline
from imalink_desktop.catalog.wording import counted

_BELOW = {0: Granularity.YEAR, 1: Granularity.MONTH, 2: Granularity.DAY, 3: Granularity.HOUR}
_PARTS = ("year", "month", "day", "hour")


def run(typed: Dating) -> int:
    """Count them."""
    inside, granularity = _asked(typed)
    query = understood(typed.query)
    if query is None:
        return Exit.WRONG_USE
    with to_look(typed.paths) as catalog:
        there = drives_there(catalog)
        with catalog.reading() as look:
            found = timeline(look, granularity, inside=inside, query=query, online=there)
    if inside:
        found = replace(found, undated=0)  # they are of no year
    if typed.json:
        as_json(_document(found))
        return answered(catalog)
    for bucket in found.buckets:
        line(f"{bucket.name.replace('T', ' '):<13}  {bucket.count:>9,}")
    undated = "" if inside else f", and {found.undated:,} undated"
    tell(f"{counted(found.dated, 'photo')}{undated}")
    return answered(catalog)


def _asked(typed: Dating) -> tuple[str, Granularity]:
    """Inside of what, and by what."""
    given = [part for part in (typed.year, typed.month, typed.day) if part is not None]
    if (typed.month is not None and typed.year is None) or (typed.day is not None and typed.month is None):
        raise WrongUse("A month is of a year, and a day is of a month.", "Name those as well.")
    if typed.year is not None and typed.month is not None and typed.day is not None:
        last = calendar.monthrange(typed.year, typed.month)[1]
        if typed.day > last:
            raise WrongUse(f"{typed.year}-{typed.month:02d} has {last} days.")
    granularity = _BELOW[len(given)] if typed.granularity is None else Granularity(typed.granularity)
    inside = moment_name(typed.year, typed.month, typed.day) if typed.year is not None else ""
    return inside, granularity


def _document(found: Timeline) -> Json:
    several = f"total_{found.granularity}s"
    return {
        "data": [_bucket(bucket) for bucket in found.buckets],
        "meta": {
            "granularity": found.granularity.value,
            "total_photos": found.dated,
            several: len(found.buckets),
            "undated": found.undated,
        },
    }


def _bucket(bucket: Bucket) -> Json:
    parts = {name: getattr(bucket, name) for name in _PARTS}
    return {
        **{name: part for name, part in parts.items() if part is not None},
        "count": bucket.count,
        "preview_hothash": bucket.preview_hothash,
        "date_range": {"first": bucket.first, "last": bucket.last},
    }
