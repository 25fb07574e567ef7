"""What is kept beside photos and travels as photos do: collections, saved searches, shoots and stacks.

Nothing of them waits in an outbox: what is here, what both sides agreed on last, and what the server has
are held against each other. A photo in one of them goes by a number that both sides' names for it
lead to: that of its row in `remote_photo`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T", bound=Hashable)

Words: TypeAlias = Mapping[str, str | None]

GONE = "gone"
"""What the feed tells in place of a version."""


class ThingKind(StrEnum):
    """The kinds, as a server's feed calls them."""

    COLLECTION = "collection"
    SEARCH = "saved_search"
    SHOOT = "shoot"
    STACK = "stack"
    """Of these there are as many as bursts: they go by portions, see `commands/piling`."""


FIELDS: Mapping[ThingKind, tuple[str, ...]] = {
    ThingKind.COLLECTION: ("name", "description", "parent"),
    ThingKind.SEARCH: ("name", "query", "sort"),
    ThingKind.SHOOT: ("name", "client", "note", "archived"),
    ThingKind.STACK: ("kind", "reason"),
}
"""What is said of each. The `parent` of a collection is the uid of the one it lies in.

When a shoot was laid away two machines never agree about: that it is, stands there as a word.
"""

FEW = (ThingKind.COLLECTION, ThingKind.SEARCH, ThingKind.SHOOT)
ARCHIVED = "yes"


@dataclass(frozen=True, slots=True)
class Thing:
    """What one of them says, and which photos are in it, in their order."""

    words: Words
    members: tuple[int, ...] = ()

    def as_kept(self) -> str:
        """As JSON."""
        return json.dumps({"words": dict(self.words), "members": list(self.members)}, ensure_ascii=False)

    @classmethod
    def from_kept(cls, text: str | None) -> Thing | None:
        """Read back what `as_kept` wrote."""
        if text is None:
            return None
        kept: dict[str, Any] = json.loads(text)
        return cls(kept["words"], tuple(kept["members"]))


@dataclass(frozen=True, slots=True)
class ThingSides:
    """What is known when the two are held against each other."""

    mine: Thing
    theirs: Thing
    base: Thing | None
    """What both agreed on last; None where they never met."""
    sent: Thing | None = None
    """What went out and was never answered: it may be what is there now."""


@dataclass(frozen=True, slots=True)
class ThingSettled:
    """What comes of it."""

    thing: Thing
    overruled: tuple[str, ...] = ()
    """The fields in which what was said here gave way to what was said there."""


MergeThings: TypeAlias = Callable[[ThingSides], ThingSettled]
"""Decides. It is handed in, so that what is decided is decided in the transaction that writes it down."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing as a server has it now, by the server's names."""

    kind: ThingKind
    uid: str
    key: str
    version: str
    words: Words | None
    """None: another program made it, and it can be nothing here."""
    members: tuple[str, ...] = ()
    above: str | None = None
    """What the server calls the collection it lies in; its `parent` is found by that."""


@dataclass(frozen=True, slots=True)
class Going:
    """What of a thing is still to go to the server, by the server's names."""

    kind: ThingKind
    uid: str
    key: str
    version: str | None
    words: Words
    """Those that are to be others; a `parent` is what the server calls it."""
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    order: tuple[str, ...] | None = None
    """All photos in their order, where that is not what comes of adding and taking."""


def woven(first: Sequence[T], second: Iterable[T]) -> list[T]:
    """All of `first` in its order, and what `second` has besides, each behind what it stands behind."""
    known = set(first)
    behind: dict[T | None, list[T]] = {}
    last: T | None = None
    for one in second:
        if one in known:
            last = one
        else:
            behind.setdefault(last, []).append(one)
    made = list(behind.get(None, ()))
    for one in first:
        made.append(one)
        made += behind.get(one, ())
    return made
