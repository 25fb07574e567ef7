"""The clock, handed to whoever needs it, so that tests can hold it still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Answers the present moment, in UTC."""


def now() -> datetime:
    """The present moment by the machine's clock, which may jump: nothing may be ordered by it alone."""
    return datetime.now(UTC)
