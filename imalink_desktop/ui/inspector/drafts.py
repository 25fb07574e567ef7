"""`Draft`: what becomes of a text that somebody types, and of whose it is. Plain, so easy to be sure of."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that photos have, or that differs among them."""

    text: str = ""
    is_mixed: bool = False
    photos: Sequence[int] = field(default_factory=lambda: array("q"))

    def wanted(self, typed: str) -> str | None:
        """What the photos are to have by now; `None` where nothing is to change.

        Where they differ, an empty field means what it meant before: that they differ.
        """
        typed = typed.strip()
        if self.is_mixed:
            return typed or None
        return None if typed == self.text.strip() else typed
