"""When backups are made, and which are kept: the newest of each of the last days, weeks and months."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

_DAY = timedelta(days=1)


class AtExit(StrEnum):
    """When a program that has changed something makes a backup as it ends."""

    NEVER = "never"
    DAILY = "daily"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many of each."""

    days: int = 7
    weeks: int = 4
    months: int = 6


@dataclass(frozen=True, slots=True)
class BackupPolicy:
    """Where backups go and when they are made. Before a migration there is always one."""

    folder: Path | None = None
    """The folder `backups` beside the catalog, unless another is named."""
    at_exit: AtExit = AtExit.DAILY
    rotation: Rotation = Rotation()

    def folder_of(self, catalog: Path) -> Path:
        """Where the backups of this catalog lie."""
        return self.folder or catalog.parent / "backups"


def is_due(newest: datetime | None, now: datetime) -> bool:
    """Whether the newest backup is a day old, or of a day to come, by a clock that has been set back."""
    return newest is None or abs(now - newest) >= _DAY


def to_keep(
    backups: Collection[datetime], rotation: Rotation = Rotation(), *, now: datetime | None = None
) -> set[datetime]:
    """The backups to keep. The newest is always among them, however old it is.

    All of the last day are: whoever makes one by hand before a mistake wants that one, and not a later.
    What bears a date yet to come was made under another clock. It is counted by itself, so that
    it neither pushes out what is made today nor is lost for it.
    """
    to_come = {at for at in backups if now is not None and at > now}
    of_today = {at for at in backups if now is not None and abs(now - at) < _DAY}
    return _kept(set(backups) - to_come, rotation) | _kept(to_come, rotation) | of_today


def _kept(backups: Collection[datetime], rotation: Rotation) -> set[datetime]:
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
