"""The two sides of a photo, here and on a server, as plain values: what each says of it, and what is to be.

A field goes by its name in the catalog, but for what only means something within one catalog: an `author`
is a name, `trashed` a yes or no, `tags` are sorted paths, `spaces` the home server's numbers for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Saying: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Said: TypeAlias = Mapping[str, Saying]
"""What is said of one photo, by field."""

NOTHING_SAID: Said = {
    "title": None,
    "description": None,
    "rating": 0,
    "flag": 0,
    "label": None,
    "visibility": 0,
    "tells_place": 0,
    "tells_names": 0,
    "author": None,
    "tags": (),
    "spaces": (),
    "trashed": False,
    "corrected_at": None,
    "corrected_latitude": None,
    "corrected_longitude": None,
    "rotation": 0,
    "crop": None,
    "exposure_adjust": None,
}
"""What holds of a photo of which nobody has said anything; these fields are all that a server can keep."""

COLUMNS: Mapping[str, str] = {"author": "author_id", "trashed": "trashed_at"}
"""Fields that are called otherwise in the catalog's tables, and in its outbox."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What is known when the two are held against each other."""

    mine: Said
    theirs: Said
    """Of the fields that the server keeps, and no others."""
    base: Said | None
    """What both agreed on last; None where they never met."""
    sent: Sequence[Said] = ()
    """What went out and was never answered: it may have arrived."""
    doubtful: frozenset[str] = frozenset()
    """Fields that waited in a backup which was put back, while the server's photo has become another."""
    was_elsewhere: bool = False
    """Another account has had it: what is blank here may have been taken back."""
    other_past: bool = False
    """The server has been reset or restored since: what both agreed on tells nothing."""
    decided_since: frozenset[str] = frozenset()
    """What was decided there since both agreed, though it be to what it was then."""
    stands: frozenset[str] = frozenset()
    """What was not decided there since: where it is another all the same, the server was put back."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What comes of it: what the photo is to have here, and what is still to go there."""

    said: Said
    waits: frozenset[str] = frozenset()
    disputed: Mapping[str, tuple[Saying, Saying]] = field(default_factory=dict)
    """Both values of fields that were changed on both sides: mine, and theirs."""


Merge: TypeAlias = Callable[[Sides], Settled]
"""Decides. It is handed in, so that what is decided is decided in the transaction that writes it down."""
