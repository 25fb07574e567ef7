"""Stacks of which both sides say something, a portion at a time: what comes of each is written down here.

They are many, so all of a portion is read and written together. A photo lies in one stack: where the
server has it in another than it is here, it leaves that one, and a stack that is left with one is none. Two
that began the same stack, of the same photos, have one: that which the server knew first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.lying import Here, Known, Lying
from imalink_desktop.catalog.commands.stacking import StackKind
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.lonely import dissolve_lonely, lie_out
from imalink_desktop.catalog.models import Photo, RemoteThing, Stack
from imalink_desktop.catalog.models.sync import OPEN
from imalink_desktop.catalog.reads.things import new_stacks
from imalink_desktop.catalog.things import GONE, Listed, MergeThings, Thing, ThingKind, ThingSides, woven
from imalink_desktop.catalog.touched import Row, Value

_KIND = ThingKind.STACK
_FEWEST = 2
"""Photos of a stack."""


@dataclass(frozen=True, slots=True)
class Pile:
    """What a stack is to be on the server, by the server's names for its photos."""

    uid: str
    version: str | None
    """That which was last seen; None of one that it does not know."""
    kind: str | None = None
    reason: str | None = None
    photos: tuple[str, ...] = ()
    is_gone: bool = False


def enlist(catalog: Catalog, account: int, most: int) -> int:
    """Have some new stacks looked at; answers how many."""
    with catalog.reading() as connection:
        new = new_stacks(connection, account, most)
    if new:
        row: Row = {"account_id": account, "kind": _KIND.value, "is_changed": 1, "tries": 0}
        rows = [{**row, "uid": uid} for uid in new]
        catalog.transact(Op.PULL, lambda writer: _insert(writer, rows), by_machine=True)
    return len(new)


def settle(
    catalog: Catalog, account: int, told: Mapping[str, Listed | None], merge: MergeThings
) -> list[Pile]:
    """Hold both sides of some stacks against each other, and answer what is still to be told to the server.

    For each the server's is given as it is now; None where it has what was last heard of.
    """
    going: list[Pile] = []

    def work(writer: Writer) -> None:
        nonlocal going
        going = _Table(writer, account, told, merge).settled()

    catalog.transact(Op.PULL, work, by_machine=True)
    return going


def unfold(catalog: Catalog, account: int, most: int) -> int:
    """Unfold some that the server has no more, but for what was changed here; answers how many it lost."""
    table = table_of(RemoteThing)
    gone = (table.c.account_id == account) & (table.c.kind == _KIND.value) & (table.c.told == GONE)
    with catalog.reading() as connection:
        asked = select(table.c.uid).where(gone, text(f"({OPEN})"))
        uids = list(connection.execute(asked.limit(most)).scalars())
    if uids:
        catalog.transact(
            Op.PULL,
            lambda writer: _Table(writer, account, dict.fromkeys(uids), None).unfold(),
            by_machine=True,
        )
    return len(uids)


def forget(catalog: Catalog, account: int, uids: Collection[str]) -> Changes:
    """Know no more that the server has these: it has them no longer."""
    table = table_of(RemoteThing)
    mine = (table.c.account_id == account) & (table.c.kind == _KIND.value) & one_of(table.c.uid, list(uids))

    def work(writer: Writer) -> None:
        writer.delete(RemoteThing, [row[0] for row in writer.read(select(table.c.id).where(mine))])

    return catalog.transact(Op.PULL, work, by_machine=True)


def _insert(writer: Writer, rows: Sequence[Row]) -> None:
    writer.insert(RemoteThing, rows)


class _Table:
    """A portion of stacks within one transaction: read at once, settled one by one, written at once."""

    def __init__(
        self, writer: Writer, account: int, told: Mapping[str, Listed | None], merge: MergeThings | None
    ) -> None:
        self._writer = writer
        self._told = told
        self._merge = merge
        self._notes: dict[str, dict[int, Value]] = {}
        self._all = Lying(writer.read, account, told)

    def settled(self) -> list[Pile]:
        """Settle all of them, and write it down."""
        going = [
            pile for uid, listed in self._told.items() if (pile := self._settle(uid, listed)) is not None
        ]
        self._write()
        return going

    def unfold(self) -> None:
        """Unfold those that are as both sides agreed, and know of none that the server has it."""
        for uid in self._told:
            row, here = self._all.rows.get(uid), self._all.by_uid.get(uid)
            if row is not None and here is not None and row.base is not None:
                all_known = all(photo in self._all.far for photo in here.photos)
                if all_known and self._all.mine(here) == self._all.there(row.base):
                    here.photos = []
        self._write()
        self._writer.delete(
            RemoteThing, [self._all.rows[uid].id for uid in self._told if uid in self._all.rows]
        )

    # Settling.

    def _settle(self, uid: str, listed: Listed | None) -> Pile | None:
        row, here = self._all.rows.get(uid), self._all.by_uid.get(uid)
        if row is None or self._merge is None:
            return None
        base = None if row.base is None else self._all.there(row.base)
        sent = None if row.sent is None else self._all.there(row.sent)
        if listed is not None:
            lacks = [key for key in listed.members if key not in self._all.remote]
            theirs = self._all.as_here(listed)
            self._note(row, server_thing_id=listed.key, version=listed.version, told=listed.version)
            self._note(row, lacks=json.dumps(lacks) if lacks else None)
            row.key, row.version = listed.key, listed.version
            if here is None:
                is_less = len(theirs.members) < _FEWEST
                if theirs in (base, sent) or (base is not None and is_less and not lacks):
                    return Pile(uid, row.version, is_gone=True)
                if is_less:  # another program may be about to put the next one in
                    self._note(row, base=None, sent=None, is_changed=0)
                    return None
                base = sent = None
                here = self._adopted(uid, theirs) or self._made(uid, theirs)
        elif here is None:
            return self._unfolded(row, uid)
        else:
            theirs = base or Thing({"kind": None, "reason": None})
        if base is None and theirs == sent:  # ours, which arrived
            base = sent
        mine = self._all.mine(here)
        if row.key is None:
            final = mine
        else:
            final = self._merge(ThingSides(mine, theirs, base, sent)).thing
            self._let_be(here, final)
        return self._going(row, uid, final, theirs)

    def _unfolded(self, row: Known, uid: str) -> Pile | None:
        """One that is no more here; what the server never heard of is forgotten."""
        if row.base or row.sent:
            return Pile(uid, row.version, is_gone=True)
        if row.key is None:
            self._writer.delete(RemoteThing, [row.id])
            del self._all.rows[uid]
        self._note(row, is_changed=0)
        return None

    def _going(self, row: Known, uid: str, final: Thing, theirs: Thing) -> Pile | None:
        is_told = row.key is not None
        is_stack = len(final.members) >= _FEWEST  # less is none to the server
        waits = final != theirs and (is_stack or is_told)
        self._note(row, base=theirs.as_kept() if is_told else None, is_changed=int(waits))
        self._note(row, sent=final.as_kept() if waits else None)
        if not waits:
            self._note(row, tries=0, parked=None)
            return None
        if not is_stack:
            return Pile(uid, row.version, is_gone=True)
        names = tuple(self._all.name[one] for one in final.members)
        return Pile(uid, row.version, final.words["kind"], final.words["reason"], names)

    def _let_be(self, here: Here, final: Thing) -> None:
        """Let a stack here say this and have these photos, with those that the server does not know yet."""
        here.words = dict(final.words)
        known = [self._all.photo[one] for one in final.members]
        wanted = set(known)
        unknown = [photo for photo in here.photos if photo not in self._all.far or photo in wanted]
        self._all.seat(here, woven(known, unknown))

    def _adopted(self, uid: str, theirs: Thing) -> Here | None:
        """One of ours that the server does not know, of the same photos or of more or fewer of them."""
        wanted = {self._all.photo[one] for one in theirs.members}
        for number in dict.fromkeys(
            self._all.lies[photo] for photo in sorted(wanted) if photo in self._all.lies
        ):
            own = self._all.here[number]
            row = self._all.rows.get(own.uid)
            is_known = row is not None and (row.key or row.base or row.sent)
            if is_known or not (wanted <= set(own.photos) or set(own.photos) <= wanted):
                continue
            if row is not None:
                self._writer.delete(RemoteThing, [row.id])
                del self._all.rows[own.uid]
            del self._all.by_uid[own.uid]
            self._writer.set(Stack, [own.id], uid=uid)
            own.uid = uid
            if own.words["kind"] != StackKind.MANUAL:  # what the photographer made comes before a machine's
                own.words = _words(theirs)
            self._all.by_uid[uid] = own
            return own
        return None

    def _made(self, uid: str, theirs: Thing) -> Here:
        words = _words(theirs)
        (number,) = self._writer.insert(Stack, [{**words, "uid": uid}])
        made = Here(number, uid, words)
        self._all.here[number] = self._all.by_uid[uid] = made
        self._all.before[number] = []
        return made

    # What is written.

    def _note(self, row: Known, **values: Value) -> None:
        for name, value in values.items():
            self._notes.setdefault(name, {})[row.id] = value

    def _write(self) -> None:
        """First the photos, for that marks stacks as changed; then how the server has them."""
        stacks: dict[int, Value] = {}
        places: dict[int, Value] = {}
        left: list[int] = []
        for number, one in self._all.here.items():
            before = self._all.before[number]
            if one.photos != before:
                stacks |= dict.fromkeys(one.photos, number)
                places |= {photo: place for place, photo in enumerate(one.photos)}
                left += before
        lie_out(self._writer, [photo for photo in left if photo not in stacks])
        self._writer.set_each(Photo, "stack_id", stacks)
        self._writer.set_each(Photo, "stack_position", places)
        for name in ("kind", "reason"):
            said = {number: one.words[name] for number, one in self._all.here.items()}
            said = {
                number: value or (StackKind.MANUAL.value if name == "kind" else None)
                for number, value in said.items()
            }
            self._writer.set_each(Stack, name, said)
        there = {row.id for row in self._all.rows.values()}
        for name, values in self._notes.items():
            self._writer.set_each(
                RemoteThing, name, {row: one for row, one in values.items() if row in there}
            )
        late = [
            row.id
            for uid, row in self._all.rows.items()
            if uid in self._all.by_uid and self._all.by_uid[uid].id in self._all.robbed
        ]
        self._writer.set(RemoteThing, late, is_changed=1)
        dissolve_lonely(self._writer, self._all.here)


def _words(theirs: Thing) -> dict[str, str | None]:
    """What a stack says, with a kind that is known here."""
    kind = theirs.words["kind"]
    known = kind if kind in {one.value for one in StackKind} else StackKind.MANUAL.value
    return {"kind": known, "reason": theirs.words["reason"]}
