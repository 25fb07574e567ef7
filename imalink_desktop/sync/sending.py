"""Eggs on their way: many at once where the server takes them so, one by one elsewhere.

A request that the server stumbles over is cut in two, until the one egg is found that it cannot take: no
other has to wait for it. Some servers store an egg and then say 500: after a stumble they are asked
whether they have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from imalink_core import BadEgg
from imalink_core.codec import checks
from imalink_core.codec.fields import Fields as Told
from imalink_core.egg import Json
from imalink_desktop.base.words import _
from imalink_desktop.sync.answers import document
from imalink_desktop.sync.asking import Asking, refused, refused_one, senseless
from imalink_desktop.sync.dialects import reading, writing
from imalink_desktop.sync.dialects.choosing import Dialect
from imalink_desktop.sync.transport import Reply, Request
from imalink_desktop.sync.values import (
    TAKEN,
    Accepted,
    NewPhoto,
    Outcome,
    Refused,
    RemotePhoto,
)

Addressed: TypeAlias = tuple[NewPhoto, int | None]
"""A photo, and its author's number on the server."""

MOST_BYTES = 24 << 20
"""Of previews in one request."""


@dataclass(slots=True)
class Eggs:
    """What is needed to send them."""

    asking: Asking
    dialect: Dialect
    me: str
    find: Callable[[NewPhoto], RemotePhoto | None]

    def push(self, photos: Sequence[Addressed], repeat: str) -> tuple[Outcome, ...]:
        """Send them; what became of each, in their order."""
        portions = list(_portions(photos))
        if len(portions) == 1:
            return tuple(self._some(photos, repeat))
        return tuple(
            outcome
            for number, portion in enumerate(portions)
            for outcome in self._some(portion, f"{repeat}.{number}")
        )

    def _some(self, photos: Sequence[Addressed], repeat: str) -> list[Outcome]:
        if len(photos) == 1:
            return [self._one(photos[0], repeat)]
        if self.dialect.batch is None:
            return [self._one(photo, f"{repeat}.{number}") for number, photo in enumerate(photos)]
        eggs: list[Json] = [writing.egg(self.dialect, photo, author) for photo, author in photos]
        request = Request.of_json("POST", self.dialect.batch, {"photos": eggs}, repeat=repeat)
        reply = self.asking.ask(request, writes=True)
        if 200 <= reply.status < 300:
            return self._of_many(photos, reply)
        middle = len(photos) // 2
        return self._some(photos[:middle], f"{repeat}a") + self._some(photos[middle:], f"{repeat}b")

    def _of_many(self, photos: Sequence[Addressed], reply: Reply) -> list[Outcome]:
        try:
            results = Told(document(reply)).need("results", checks.list_of(Told, most=len(photos)))
            outcomes = [
                self._of_one_of_many(photo, result)
                for (photo, _author), result in zip(photos, results, strict=False)
            ]
        except BadEgg as bad:
            raise senseless(bad) from None
        if len(outcomes) != len(photos):
            raise senseless(BadEgg("results", "has not one for each egg"))
        return outcomes

    def _of_one_of_many(self, photo: NewPhoto, result: Told) -> Outcome:
        status = result.need("status", checks.whole(100, 599))
        if status < 300:
            return self._accepted(photo, result.need("photo", _anything))
        return refused_one(result, status)

    def _one(self, addressed: Addressed, repeat: str) -> Outcome:
        photo, author = addressed
        document_ = writing.egg(self.dialect, photo, author)
        reply = self.asking.ask(
            Request.of_json("POST", self.dialect.create, document_, repeat=repeat), writes=True
        )
        if 200 <= reply.status < 300:
            try:
                return self._accepted(photo, document(reply))
            except BadEgg as bad:
                raise senseless(bad) from None
        if reply.status == 409 or reply.status >= 500:
            return self._perhaps_there(photo, reply)
        return refused(reply)

    def _accepted(self, photo: NewPhoto, value: object) -> Outcome:
        accepted = reading.accepted(value, self.dialect, self.me, photo.uid, photo.egg.hothash)
        if accepted is None:
            return _taken()
        if accepted.is_duplicate and accepted.photo is None:
            return self._there(photo) or _taken()
        return accepted

    def _perhaps_there(self, photo: NewPhoto, reply: Reply) -> Outcome:
        """After a stumble: it may be stored all the same. Where it is not, it may be another user's.

        A server that cannot even answer this is ill, which is an error and no fault of the egg.
        """
        there = self._there(photo)
        if there is not None:
            return there
        return _taken() if reply.status == 409 else refused(reply)

    def _there(self, photo: NewPhoto) -> Accepted | None:
        """What the server has of a photo that it has already, with what is said of it there."""
        found = self.find(photo)
        if found is None:
            return None
        return Accepted(found.key, found.version, found.uid, is_duplicate=True, photo=found)


def _portions(photos: Sequence[Addressed]) -> Iterator[Sequence[Addressed]]:
    """As many at once as one request may have of bytes; always the same ones, so that a repeat is one."""
    start, size = 0, 0
    for number, (photo, _author) in enumerate(photos):
        weight = len(photo.egg.hotpreview) + len(photo.egg.coldpreview or b"")
        if number > start and size + weight > MOST_BYTES:
            yield photos[start:number]
            start, size = number, 0
        size += weight
    if start < len(photos):
        yield photos[start:]


def _taken() -> Refused:
    return Refused(
        TAKEN,
        _("This server knows a photo that looks the same and is somebody else's. It stays here."),
        for_ever=True,
    )


def _anything(value: object, _where: str) -> object:
    return value
