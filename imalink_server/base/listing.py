"""Which of many things are wanted, for whoever lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Listing:
    """Which of all are wanted, in which order, and which page of that."""

    offset: int = 0
    limit: int = 50
    where: Mapping[str, object] = field(default_factory=dict)
    """What has to stand in which column."""
    only_own: bool = False
    by: str = "created_at"
    descending: bool = True
