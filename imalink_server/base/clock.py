"""The clock, handed to whoever needs it, so that tests can hold it still; and moments as text.

A moment is written in UTC and always in the same width, so that the order of the
texts is the order of the moments in every database, and on the wire.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Answers the present moment, in UTC."""


def now() -> datetime:
    """The present moment by the machine's clock, which may jump: nothing may be ordered by it alone."""
    return datetime.now(UTC)


def as_text(moment: datetime, later: timedelta = timedelta()) -> str:
    """Write a moment, or one that is so much later: `2026-11-21T08:52:29.000123Z`."""
    return (moment + later).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(text: str) -> datetime:
    """Read what `as_text` wrote."""
    return datetime.fromisoformat(text)
