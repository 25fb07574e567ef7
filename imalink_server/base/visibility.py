"""Who a photo is meant for: the four words, from few to all."""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class Visibility(IntEnum):
    """A higher number is seen by more. The words on the wire are these names in small letters."""

    PRIVATE = 0
    """Its owner."""
    SPACE = 1
    """And the members of the spaces it was put in."""
    AUTHENTICATED = 2
    """And whoever is signed in."""
    PUBLIC = 3
    """Everybody."""

    @property
    def word(self) -> str:
        """The word for it on the wire."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Self:
        """The level that a word of the wire means."""
        return cls[word.upper()]
