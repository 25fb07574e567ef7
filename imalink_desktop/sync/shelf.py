"""What is kept beside photos on a server: `Shelf`, which the round speaks to, and that of our server.

Each is made once by its uid, and changed in the version that was last heard of: who was overtaken is told
what there is now. So is who asks twice, since the answer was lost: no request needs a name of its own.
Photos go by the server's names for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeAlias

from imalink_core import BadEgg
from imalink_core.codec import checks
from imalink_core.codec.fields import Fields as Told
from imalink_core.egg import Json
from imalink_desktop.catalog.commands.piling import Pile
from imalink_desktop.catalog.commands.things import HeardThing
from imalink_desktop.catalog.things import ARCHIVED, GONE, Listed, ThingKind, Words
from imalink_desktop.sync.answers import current_of, document
from imalink_desktop.sync.asking import Asking, refused, senseless
from imalink_desktop.sync.dialects import reading
from imalink_desktop.sync.transport import Reply, Request
from imalink_desktop.sync.values import Refused

MOST_STACKS = 200
MOST_PHOTOS = 5_000
"""Photos that are named in one request."""

_uid = checks.text(64, r"[A-Za-z0-9_-]{8,64}", least=8)
_uids = checks.list_of(_uid, most=2_000_000)
_stacks = checks.list_of(lambda value, _where: value, most=MOST_STACKS)
_line = checks.text(8_000)
_text = checks.text(100_000)
_version = checks.whole(0, checks.MOST_WHOLE)

_MOST_BYTES = 128 << 20
"""A collection of a million photos is told in less."""


class Act(StrEnum):
    """What is done with photos in a collection or a shoot."""

    ADD = "add"
    TAKE = "take"
    FIRST = "first"
    """They are put before all others, in this order."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody else was faster. Nothing was done."""

    current: Listed | None
    """None: it is there no more."""


Became: TypeAlias = Listed | Refused | Passed
"""What became of something that was said: how the thing is now, or why not."""


class Shelf(Protocol):
    """What is kept beside photos on a server. Each call may raise `ServerTrouble` or a transport's errors."""

    def one(self, kind: ThingKind, key: str) -> Listed | None:
        """One, as it is now."""
        ...

    def make(self, kind: ThingKind, uid: str, words: Words) -> Became:
        """Make one, unless there is one of this uid: then that one is told. A parent goes by its key."""
        ...

    def change(self, kind: ThingKind, key: str, words: Words, version: str | None) -> Became:
        """Let it say this."""
        ...

    def arrange(
        self, kind: ThingKind, key: str, act: Act, photos: Sequence[str], version: str | None
    ) -> Became:
        """Do something with photos in one; at most `MOST_PHOTOS`. Shoots have no order."""
        ...

    def delete(self, kind: ThingKind, key: str, version: str | None) -> Refused | Passed:
        """Delete one; its photos stay. `Passed` with nothing: it is deleted."""
        ...

    def stacks(self, uids: Sequence[str]) -> dict[str, Listed]:
        """Those of these stacks that are there, at most `MOST_STACKS`, as they are now."""
        ...

    def pile(self, piles: Sequence[Pile]) -> dict[str, Became]:
        """Let stacks be so, at most `MOST_STACKS` with `MOST_PHOTOS`, each in the version that it has there.

        `Passed` with nothing: it is not there, be it that it was to go or that its photos are gone.
        """
        ...


class OurShelf:
    """That of a server of ours. Made by `Server.shelf`."""

    def __init__(self, asking: Asking, paths: Mapping[ThingKind, str]) -> None:
        self._asking = asking
        self._paths = paths

    def one(self, kind: ThingKind, key: str) -> Listed | None:
        """One, as it is now."""
        request = Request("GET", self._path(kind, key), most=_MOST_BYTES)
        reply = self._asking.ask(request, writes=False)
        return None if reply.status in (404, 410) else self._listed(kind, document(reply))

    def make(self, kind: ThingKind, uid: str, words: Words) -> Became:
        """Make one. By its uid it is made once, though the answer is lost and it is asked for again."""
        said = {name: value for name, value in _said(kind, words).items() if value is not None}
        said.pop("archived", None)  # which is said of one that is there
        request = Request.of_json("POST", self._paths[kind], {"uid": uid, **said})
        return self._became(kind, None, self._asking.ask(request, writes=True))

    def change(self, kind: ThingKind, key: str, words: Words, version: str | None) -> Became:
        """Let it say this."""
        return self._ask(kind, key, "PATCH", "", _said(kind, words), version)

    def arrange(
        self, kind: ThingKind, key: str, act: Act, photos: Sequence[str], version: str | None
    ) -> Became:
        """Do something with photos in one."""
        method, below = _ACTS[act]
        said: dict[str, Json] = {"hothashes": list(photos)}  # which may be names of any kind
        return self._ask(kind, key, method, below, said, version)

    def delete(self, kind: ThingKind, key: str, version: str | None) -> Refused | Passed:
        """Delete one; its photos stay."""
        request = Request(
            "DELETE",
            self._path(kind, key),
            headers=_seen(version),
        )
        reply = self._asking.ask(request, writes=True)
        if 200 <= reply.status < 300:
            return Passed(None)
        became = self._became(kind, key, reply)
        return Passed(became) if isinstance(became, Listed) else became

    def stacks(self, uids: Sequence[str]) -> dict[str, Listed]:
        """Those of these stacks that are there."""
        found: dict[str, Listed] = {}
        left = list(uids)
        while left:
            request = Request.of_json("POST", f"{self._paths[ThingKind.STACK]}/named", {"uids": list(left)})
            told = Told(document(self._asking.ask(replace(request, most=_MOST_BYTES), writes=False)))
            try:
                found |= {
                    one.uid: one
                    for one in (listed(ThingKind.STACK, Told(each)) for each in told.need("data", _stacks))
                }
                before, left = left, [uid for uid in told.need("left", _uids) if uid in left]
            except BadEgg as bad:
                raise senseless(bad) from None
            if len(left) >= len(before):
                break
        return found

    def pile(self, piles: Sequence[Pile]) -> dict[str, Became]:
        """Let stacks be so."""
        said: dict[str, Json] = {"stacks": [_piled(one) for one in piles]}
        request = Request.of_json("PUT", f"{self._paths[ThingKind.STACK]}/batch", said)
        reply = self._asking.ask(replace(request, most=_MOST_BYTES), writes=True)
        if not 200 <= reply.status < 300:
            return dict.fromkeys([one.uid for one in piles], refused(reply))
        told = Told(document(reply))
        became: dict[str, Became] = {}
        try:
            for each in told.need("results", _stacks):
                result = Told(each)
                one = listed(ThingKind.STACK, result.inner("stack")) if "stack" in result else None
                done = result.need("became", _line) == "done" and one is not None
                became[result.need("uid", _uid)] = one if done and one is not None else Passed(one)
        except BadEgg as bad:
            raise senseless(bad) from None
        return became

    def _ask(
        self, kind: ThingKind, key: str, method: str, below: str, said: dict[str, Json], version: str | None
    ) -> Became:
        request = Request.of_json(
            method,
            self._path(kind, key) + below,
            said,
            headers=_seen(version),
        )
        return self._became(kind, key, self._asking.ask(request, writes=True))

    def _became(self, kind: ThingKind, key: str | None, reply: Reply) -> Became:
        if 200 <= reply.status < 300:
            return self._listed(kind, document(reply))
        if reply.status == 412 and key is not None:
            current = current_of(reply)
            return Passed(self.one(kind, key) if current is None else self._listed(kind, current))
        if reply.status == 404 and key is not None:  # it, or a photo that was to be in it
            return Passed(self.one(kind, key))
        return refused(reply)

    def _listed(self, kind: ThingKind, value: object) -> Listed:
        try:
            return listed(kind, Told(value))
        except BadEgg as bad:
            raise senseless(bad) from None

    def _path(self, kind: ThingKind, key: str) -> str:
        return f"{self._paths[kind]}/{key}"


def listed(kind: ThingKind, told: Told) -> Listed:
    """A collection or a saved search as a server tells it. Anybody may have written it."""
    said: dict[str, str | None] = {}
    is_ours = True
    above = None
    members: tuple[str, ...] = ()
    if kind in (ThingKind.COLLECTION, ThingKind.SEARCH):
        said["name"] = told.need("name", _line)
    if kind is not ThingKind.SEARCH:
        members = tuple(dict.fromkeys(told.need("photo_uids", _uids)))
    if kind is ThingKind.STACK:
        said = {"kind": told.maybe("stack_type", _line), "reason": told.maybe("reason", _text)}
    elif kind is ThingKind.SHOOT:
        said = {"name": told.need("title", _line)}
        said |= {name: (told.maybe(name, _text) or "").strip() or None for name in ("client", "note")}
        said["archived"] = ARCHIVED if told.maybe("archived_at", _line) is not None else None
    elif kind is ThingKind.COLLECTION:
        said["description"] = (told.maybe("description", _text) or "").strip() or None
        above = told.maybe("parent_id", reading.identity)
    else:
        criteria = told.inner("search_criteria") if "search_criteria" in told else Told({})
        is_ours = "query" in criteria
        if is_ours:
            said |= {name: criteria.maybe(name, _text) for name in ("query", "sort")}
            said["query"] = said["query"] or ""
    return Listed(
        kind=kind,
        uid=told.need("uid", _uid),
        key=told.need("id", reading.identity),
        version=str(told.need("version", _version)),
        words=said if is_ours else None,
        members=members,
        above=above,
    )


def heard(values: Sequence[object], kinds: frozenset[ThingKind]) -> list[HeardThing]:
    """What the feed says of them. What cannot be is passed over: it is asked for when it changes again."""
    found: list[HeardThing] = []
    for value in values:
        try:
            told = Told(value)
            kind = told.need("kind", _line)
            if kind not in kinds:
                continue
            uid = told.need("uid", _uid)
            if told.need("gone", checks.flag):
                found.append(HeardThing(ThingKind(kind), uid, None, GONE))
            elif "thing" in told:
                thing = told.inner("thing")
                version = str(thing.need("version", _version))
                found.append(HeardThing(ThingKind(kind), uid, thing.need("id", reading.identity), version))
        except BadEgg:
            continue
    return found


_ACTS: Mapping[Act, tuple[str, str]] = {
    Act.ADD: ("POST", "/photos"),
    Act.TAKE: ("DELETE", "/photos"),
    Act.FIRST: ("PUT", "/reorder"),
}


_IN_SHOOTS = {"name": "title"}


def _piled(one: Pile) -> dict[str, Json]:
    version = None if one.version is None else int(one.version)
    if one.is_gone:
        return {"uid": one.uid, "version": version, "gone": True}
    said: dict[str, Json] = {"stack_type": one.kind, "reason": one.reason, "photos": list(one.photos)}
    return {"uid": one.uid, "version": version, **said}


def _said(kind: ThingKind, words: Words) -> dict[str, Json]:
    if kind is ThingKind.COLLECTION:
        said: dict[str, Json] = {name: value for name, value in words.items() if name != "parent"}
        if "parent" in words:
            parent = words["parent"]
            said["parent_id"] = None if parent is None else int(parent)
        return said
    if kind is ThingKind.SHOOT:
        said = {_IN_SHOOTS.get(name, name): value for name, value in words.items()}
        if "archived" in words:
            said["archived"] = words["archived"] is not None
        return said
    said = {"name": words["name"]} if "name" in words else {}
    if "query" in words or "sort" in words:
        criteria: dict[str, Json] = {
            name: words[name] for name in ("query", "sort") if words.get(name) is not None
        }
        said["search_criteria"] = criteria
    return said


def _seen(version: str | None) -> dict[str, str]:
    return {} if version is None else {"If-Match": f'"{version}"'}
