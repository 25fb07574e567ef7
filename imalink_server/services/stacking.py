"""Many stacks at once: there are as many as bursts, so a machine tells a few hundred in one request.

Each is said as a whole: its photos in their order, or that it is no more. What was said before needs no
repeating and harms nobody when it is: a stack that is as it is said to be has not changed. A photo
lies in one stack at most, so it leaves the one it lay in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from imalink_server.db import owned, photos, shelves
from imalink_server.db.models import Stack
from imalink_server.db.shelves import Place
from imalink_server.services.accounts import Me
from imalink_server.services.photos import shelved
from imalink_server.services.server import Server
from imalink_server.services.things import STACKS, Thing, told
from imalink_server.services.writing import Writing

_AT_ONCE = 50
_MOST_PHOTOS = 10_000
"""So many photos of stacks are told in one answer, or one stack that has more."""


@dataclass(frozen=True, slots=True)
class StackSaid:
    """What one stack is to be."""

    uid: str
    version: int | None
    """That which was last seen; None of one that is new."""
    kind: str | None
    reason: str | None
    photos: tuple[str, ...]
    """Whatever each is called; those that are not there are passed over."""
    is_gone: bool = False


class Became(StrEnum):
    """What became of what was said of a stack."""

    DONE = "done"
    CHANGED = "changed"
    """Somebody else was faster, and nothing was done."""
    GONE = "gone"
    """It is there no more, or none of its photos is; nothing was done."""


@dataclass(frozen=True, slots=True)
class StackBecame:
    """The same of one stack, and how it is now."""

    uid: str
    became: Became
    stack: Thing | None


@dataclass(slots=True)
class _Piles:
    """Which photos lie in which stack, in their order, as far as these stacks and photos are concerned."""

    lying: dict[int, int] = field(default_factory=dict)
    piles: dict[int, list[int]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    """Photos that lie elsewhere than they did."""

    def arrange(self, stack: int, ids: Sequence[int]) -> set[int]:
        """Let a stack have these photos; answers the stacks that others of them have left."""
        robbed: set[int] = set()
        for gone in set(self.piles.get(stack, ())) - set(ids):
            del self.lying[gone]
            self.moved.add(gone)
        for id_ in ids:
            before = self.lying.get(id_)
            if before is not None and before != stack:
                robbed.add(before)
                if before in self.piles:
                    self.piles[before].remove(id_)
            self.lying[id_] = stack
        self.moved |= set(ids)
        self.piles[stack] = list(ids)
        return robbed


def put(w: Writing, said: Sequence[StackSaid]) -> list[StackBecame]:
    """Let stacks be as they are said to be, but for those that somebody else has changed meanwhile."""
    mine = w.me.account_id
    ids = photos.own_ids(w.session, mine, list({key for each in said for key in each.photos}))
    wanted = {each.uid: list(dict.fromkeys(ids[key] for key in each.photos if key in ids)) for each in said}
    rows = {row.uid: row for row in owned.by_uids(w.session, Stack, mine, wanted)}
    new = [each for each in said if _is_new(each, rows, wanted[each.uid])]
    made = [_made(w, each) for each in new]
    w.session.add_all(made)
    w.session.flush()
    rows |= {row.uid: row for row in made}
    piles = _Piles(*shelves.piles(w.session, [row.id for row in rows.values()], list(set(ids.values()))))
    fresh = {row.uid for row in made}
    became = {each.uid: _put(w, each, rows, wanted[each.uid], piles, each.uid in fresh) for each in said}
    shelves.pile(w.session, {id_: _seat(piles, id_) for id_ in piles.moved})
    gone = [
        rows.pop(each.uid)
        for each in said
        if each.is_gone and became[each.uid] is Became.DONE and each.uid in rows
    ]
    for row in gone:
        w.session.delete(row)
    w.session.flush()
    now = told(w.session, STACKS, list(rows.values()))
    by_uid = {str(thing.values["uid"]): thing for thing in now}
    return [StackBecame(uid, one, by_uid.get(uid)) for uid, one in became.items()]


def named(server: Server, me: Me, uids: Sequence[str]) -> tuple[list[Thing], list[str]]:
    """One's own stacks of these names, as many as an answer holds; and the names that are left to ask for."""
    found: list[Thing] = []
    left = list(dict.fromkeys(uids))
    with server.database.reading() as session:
        while left and sum(len(one.values["photo_uids"]) for one in found) < _MOST_PHOTOS:
            found += told(session, STACKS, owned.by_uids(session, Stack, me.account_id, left[:_AT_ONCE]))
            left = left[_AT_ONCE:]
    return found, left


def _is_new(said: StackSaid, rows: dict[str, Stack], ids: Sequence[int]) -> bool:
    return said.uid not in rows and said.version is None and not said.is_gone and bool(ids)


def _made(w: Writing, said: StackSaid) -> Stack:
    w.changed(STACKS.name, said.uid)
    return Stack(
        uid=said.uid,
        owner_id=w.me.account_id,
        version=1,
        created_at=w.at,
        updated_at=w.at,
        kind=said.kind,
        reason=said.reason,
    )


def _put(
    w: Writing, said: StackSaid, rows: dict[str, Stack], ids: Sequence[int], piles: _Piles, is_made: bool
) -> Became:
    row = rows.get(said.uid)
    if row is None:
        return Became.DONE if said.is_gone else Became.GONE
    has = piles.piles.get(row.id, [])
    is_same = (row.kind, row.reason, has) == (said.kind, said.reason, list(ids))
    if is_same and not said.is_gone:
        return Became.DONE
    if not is_made and said.version != row.version:
        return Became.CHANGED
    if said.is_gone:
        piles.arrange(row.id, ())
        w.changed(STACKS.name, row.uid, gone=True)
        return Became.DONE
    row.kind, row.reason = said.kind, said.reason
    robbed = piles.arrange(row.id, ids)
    if not is_made:
        w.count(STACKS.name, row)
    shelved.tell(w, [Place(Stack, id_) for id_ in robbed])
    return Became.DONE


def _seat(piles: _Piles, id_: int) -> tuple[int, int] | None:
    """In which stack a photo lies, and at which place."""
    stack = piles.lying.get(id_)
    return None if stack is None else (stack, piles.piles[stack].index(id_))
