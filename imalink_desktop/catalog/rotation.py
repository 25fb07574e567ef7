"""Which backups are kept: the newest of each of the last days, weeks and months that have one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many of each."""

    days: int = 7
    weeks: int = 4
    months: int = 6


def to_keep(backups: Collection[datetime], rotation: Rotation = Rotation()) -> set[datetime]:
    """The backups to keep. The newest is always among them, however old it is."""
    newest_first = sorted(backups, reverse=True)
    kept = set(newest_first[:1])
    kept |= _newest_of_each(newest_first, lambda at: at.date(), rotation.days)
    kept |= _newest_of_each(newest_first, lambda at: at.isocalendar()[:2], rotation.weeks)
    kept |= _newest_of_each(newest_first, lambda at: (at.year, at.month), rotation.months)
    return kept


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], object], most: int
) -> set[datetime]:
    newest: dict[object, datetime] = {}
    for at in newest_first:
        newest.setdefault(period(at), at)
    return set(list(newest.values())[:most])
