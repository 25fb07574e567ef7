"""The timeline: how many photos there are of each stretch of time, and one that stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from imalink_server.base.errors import Code, Refused
from imalink_server.base.visibility import Visibility
from imalink_server.db import timeline
from imalink_server.db.policy import Viewer
from imalink_server.db.timeline import Bucket
from imalink_server.services.server import Server

__all__ = ["Bucket", "Granularity", "Stretch", "counted"]


class Granularity(StrEnum):
    """How finely to count."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"


_ALL = tuple(Granularity)
_LETTERS = {Granularity.YEAR: 4, Granularity.MONTH: 7, Granularity.DAY: 10, Granularity.HOUR: 13}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Within what to count."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def begins(self) -> str:
        """What all moments within begin with."""
        parts = (self.year, self.month, self.day)
        written = [
            f"{part:04}" if at == 0 else f"{part:02}" for at, part in enumerate(parts) if part is not None
        ]
        return "-".join(written)


def counted(
    server: Server,
    viewer: Viewer,
    granularity: Granularity,
    within: Stretch,
    visibility: Visibility | None = None,
    *,
    only_own: bool = False,
) -> list[Bucket]:
    """The buckets, the newest first. Finer ones need to be told within what, or they would be too many."""
    _check(granularity, within)
    asked = timeline.Asked(_LETTERS[granularity], within.begins, visibility, only_own)
    with server.database.reading() as session:
        return timeline.buckets(session, viewer, asked)


def _check(granularity: Granularity, within: Stretch) -> None:
    given = {Granularity.YEAR: within.year, Granularity.MONTH: within.month, Granularity.DAY: within.day}
    needed = _ALL[: _ALL.index(granularity)]
    for each in needed:
        if given[each] is None:
            raise Refused(
                Code.UNCLEAR_STRETCH,
                f"To count by {granularity}, say the {' and the '.join(needed)}.",
                {"where": each.value},
            )
    known = [value is not None for value in given.values()]
    if known != sorted(known, reverse=True):
        raise Refused(Code.UNCLEAR_STRETCH, "A month needs its year, and a day its month.")
