"""What can be decided of a photo: the one table of stars, flags, labels, who sees it and is told what."""

from __future__ import annotations

from enum import IntEnum, StrEnum

MOST_STARS = 5
LABELS = ("red", "yellow", "green", "blue", "purple", "orange", "gray")
"""The colours a photo can be given; the first five are those that every program of the trade has."""


class Flag(IntEnum):
    """Picked, rejected, or neither."""

    REJECTED = -1
    NONE = 0
    PICKED = 1

    @property
    def word(self) -> str:
        """As it is typed and told."""
        return _FLAG_WORDS[self]


class Visibility(IntEnum):
    """Who may see a photo; each sees what those before may, and more people with each."""

    PRIVATE = 0
    SPACE = 1
    AUTHENTICATED = 2
    PUBLIC = 3

    @property
    def word(self) -> str:
        """As it is typed and told."""
        return self.name.lower()


class Telling(StrEnum):
    """What others can be told of a photo beside its picture: nothing, until its owner says so."""

    PLACE = "place"
    """Where it was taken."""
    NAMES = "names"
    """Who took it and whose it is, serial numbers, names of files and paths."""

    @property
    def field(self) -> str:
        """The field of the photo that says so."""
        return f"tells_{self.value}"


_FLAG_WORDS = {Flag.REJECTED: "reject", Flag.NONE: "none", Flag.PICKED: "pick"}

FLAGS = {flag.word: flag for flag in Flag}
VISIBILITIES = {level.word: level for level in Visibility}
TOLD = {what.value: what for what in Telling}
"""By their words."""
