"""What is kept beside photos by the model, and the line to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from imalink_desktop.catalog.commands.piling import Pile
from imalink_desktop.catalog.commands.things import HeardThing
from imalink_desktop.catalog.things import GONE, Listed, ThingKind, Words
from imalink_desktop.sync.shelf import Act, Became, Passed, Shelf
from imalink_desktop.sync.values import Refused

if TYPE_CHECKING:
    from tests.unit.desktop.sync.simulation.model import Server

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KeptThing:
    """One on the server; its number is what it is asked for by."""

    kind: ThingKind
    uid: str
    number: int
    version: int
    words: Words
    members: tuple[str, ...] = ()


class ModelShelf:
    """What the model's server has of them."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def one(self, kind: ThingKind, key: str) -> Listed | None:
        """One, as it is now."""
        found = self._find(kind, key)
        return None if found is None else self._listed(found)

    def make(self, kind: ThingKind, uid: str, words: Words) -> Became:
        """Make one, once."""
        state = self._server.state
        if uid not in state.things:
            above = words.get("parent")
            if above is not None and self._find(kind, above) is None:
                return Refused("INVALID_REQUEST", "parent_id: you have no such thing", for_ever=True)
            state.made += 1
            said = {name: value for name, value in words.items() if value is not None}
            self._keep(KeptThing(kind, uid, state.made, 1, said))
        return self._listed(state.things[uid])

    def change(self, kind: ThingKind, key: str, words: Words, version: str | None) -> Became:
        """Let it say this."""
        found = self._find(kind, key)
        if found is None or version != str(found.version):
            return Passed(self.one(kind, key))
        above = words.get("parent")
        if above is not None:
            line = self._find(kind, above)
            if line is None:
                return Refused("INVALID_REQUEST", "parent_id: you have no such thing", for_ever=True)
            while line is not None:
                if line == found:
                    return Refused("INVALID_REQUEST", "parent_id: it would lie within itself", for_ever=True)
                line = self._find(kind, line.words.get("parent") or "")
        return self._changed(found, replace(found, words={**found.words, **words}))

    def arrange(
        self, kind: ThingKind, key: str, act: Act, photos: Sequence[str], version: str | None
    ) -> Became:
        """Do something with photos in one."""
        found = self._find(kind, key)
        if found is None or version != str(found.version) or set(photos) - self._server.state.photos.keys():
            return Passed(self.one(kind, key))
        has = found.members
        if act is Act.ADD:
            members = (*has, *(one for one in photos if one not in has))
        elif act is Act.TAKE:
            members = tuple(one for one in has if one not in photos)
        else:
            first = [one for one in photos if one in has]
            members = (*first, *(one for one in has if one not in first))
        return self._changed(found, replace(found, members=members))

    def delete(self, kind: ThingKind, key: str, version: str | None) -> Refused | Passed:
        """Delete one; what lies in it lies at the top then."""
        found = self._find(kind, key)
        if found is None:
            return Passed(None)
        if version != str(found.version):
            return Passed(self._listed(found))
        things = self._server.state.things
        del things[found.uid]
        for uid, other in things.items():
            if other.words.get("parent") == key:
                things[uid] = replace(other, words={**other.words, "parent": None})
        self._server.note(f"{kind}/{found.uid}")
        return Passed(None)

    def stacks(self, uids: Sequence[str]) -> dict[str, Listed]:
        """Those of these stacks that are there."""
        things = self._server.state.things
        return {uid: self._listed(things[uid]) for uid in uids if uid in things}

    def pile(self, piles: Sequence[Pile]) -> dict[str, Became]:
        """Let stacks be so, one after the other."""
        return {one.uid: self._pile(one) for one in piles}

    def _pile(self, one: Pile) -> Became:
        state = self._server.state
        found = state.things.get(one.uid)
        photos = tuple(photo for photo in one.photos if photo in state.photos)
        words = {"kind": one.kind, "reason": one.reason}
        if found is None:
            if one.is_gone or one.version is not None or not photos:
                return Passed(None)
            state.made += 1
            self._keep(KeptThing(ThingKind.STACK, one.uid, state.made, 1, words))
            found = state.things[one.uid]
        elif not one.is_gone and (found.words, found.members) == (words, photos):
            return self._listed(found)
        elif one.version != str(found.version):
            return Passed(self._listed(found))
        if one.is_gone:
            del state.things[one.uid]
            self._server.note(f"{ThingKind.STACK}/{one.uid}")
            return Passed(None)
        for other in list(state.things.values()):
            left = tuple(photo for photo in other.members if photo not in photos)
            if other.kind is ThingKind.STACK and other.uid != one.uid and left != other.members:
                self._keep(replace(other, members=left, version=other.version + 1))
        is_new = found.version == 1 and not found.members
        version = found.version if is_new else found.version + 1
        self._keep(replace(found, words=words, members=photos, version=version))
        return self._listed(state.things[one.uid])

    def let_go(self, photo: str) -> None:
        """A photo is gone: it is in nothing any more, should it ever come again."""
        for one in list(self._server.state.things.values()):
            if photo in one.members:
                left = tuple(member for member in one.members if member != photo)
                self._keep(replace(one, members=left, version=one.version + 1))

    def heard(self, name: str) -> HeardThing:
        """What the feed says of one."""
        kind, _, uid = name.partition("/")
        found = self._server.state.things.get(uid)
        if found is None:
            return HeardThing(ThingKind(kind), uid, None, GONE)
        return HeardThing(ThingKind(kind), uid, str(found.number), str(found.version))

    def _find(self, kind: ThingKind, key: str) -> KeptThing | None:
        things = self._server.state.things.values()
        return next((one for one in things if (one.kind, str(one.number)) == (kind, key)), None)

    def _changed(self, before: KeptThing, after: KeptThing) -> Listed:
        if after != before:
            self._keep(replace(after, version=before.version + 1))
        return self._listed(self._server.state.things[before.uid])

    def _keep(self, thing: KeptThing) -> None:
        self._server.state.things[thing.uid] = thing
        self._server.note(f"{thing.kind}/{thing.uid}")

    def _listed(self, one: KeptThing) -> Listed:
        said = {name: value for name, value in one.words.items() if name != "parent"}
        above = one.words.get("parent")
        there = tuple(photo for photo in one.members if photo in self._server.state.photos)
        return Listed(one.kind, one.uid, str(one.number), str(one.version), said, there, above)


class Ask(Protocol):
    """Asks, on a line that may be bad."""

    def __call__(self, name: str, ask: Callable[[], T], /) -> T:
        """The answer, if it comes."""
        ...


class LineShelf:
    """A `Shelf` with faults."""

    def __init__(self, shelf: Shelf, read: Ask, write: Ask) -> None:
        self._shelf, self._read, self._write = shelf, read, write

    def one(self, kind: ThingKind, key: str) -> Listed | None:
        """One, as it is now."""
        return self._read("thing", lambda: self._shelf.one(kind, key))

    def make(self, kind: ThingKind, uid: str, words: Words) -> Became:
        """Make one."""
        return self._write("make", lambda: self._shelf.make(kind, uid, words))

    def change(self, kind: ThingKind, key: str, words: Words, version: str | None) -> Became:
        """Let it say this."""
        return self._write("say", lambda: self._shelf.change(kind, key, words, version))

    def arrange(
        self, kind: ThingKind, key: str, act: Act, photos: Sequence[str], version: str | None
    ) -> Became:
        """Do something with photos in one."""
        return self._write("arrange", lambda: self._shelf.arrange(kind, key, act, photos, version))

    def stacks(self, uids: Sequence[str]) -> dict[str, Listed]:
        """Those of these stacks that are there."""
        return self._read("stacks", lambda: self._shelf.stacks(uids))

    def pile(self, piles: Sequence[Pile]) -> dict[str, Became]:
        """Let stacks be so."""
        return self._write("pile", lambda: self._shelf.pile(piles))

    def delete(self, kind: ThingKind, key: str, version: str | None) -> Refused | Passed:
        """Delete one."""
        return self._write("drop", lambda: self._shelf.delete(kind, key, version))
