"""One collection, search or shoot of which both sides say something: what comes of it is written down here.

What the server has becomes the base from which the next difference is told, in the transaction that takes it
over. Photos that the server does not know yet keep their places and travel later.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from imalink_desktop.base.clock import now
from imalink_desktop.catalog.commands import words
from imalink_desktop.catalog.commands.ordering import GAP
from imalink_desktop.catalog.commands.siblings import (
    age,
    cleaned,
    lies_in,
    move_up,
    number_of,
    numbered,
    place_behind,
    siblings,
)
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import Collection as CollectionRow
from imalink_desktop.catalog.models import (
    CollectionPhoto,
    RemotePhoto,
    RemoteThing,
    Shoot,
    ShootPhoto,
)
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.reads.things import MODELS, as_words, words_asked
from imalink_desktop.catalog.things import (
    FIELDS,
    Going,
    Listed,
    MergeThings,
    Thing,
    ThingKind,
    ThingSides,
    Words,
    woven,
)
from imalink_desktop.catalog.touched import Row


@dataclass(frozen=True, slots=True)
class Settlement:
    """What came of it."""

    going: Going | None = None
    """What is still to be told to the server."""
    overruled: str | None = None
    """Its name, where something that was said here gave way to what was said there."""
    is_later: bool = False
    """It lies in a collection that is not here yet."""


@dataclass(frozen=True, slots=True)
class _Seat:
    """A photo in a collection; `remote` is its row in `remote_photo`, if the server knows it."""

    photo: int
    row: int
    position: int
    remote: int | None


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    key: str | None
    version: str | None
    base: Thing | None
    sent: Thing | None


class Desk:
    """One thing within one transaction; it may be here, on the server, or both."""

    def __init__(self, writer: Writer, account: int, kind: ThingKind, uid: str) -> None:
        self._writer = writer
        self._account = account
        self._kind = kind
        self._uid = uid
        self.number = number_of(writer, kind, uid)

    def is_as_agreed(self) -> bool:
        """Whether nothing was done here since both sides agreed."""
        row, number = self._row(), self.number
        if row is None or number is None or row.base is None:
            return False
        seats = self._seats(number)
        base = self._known(row.base)
        return all(seat.remote is not None for seat in seats) and base == Thing(
            self._words(number), tuple(seat.remote for seat in seats if seat.remote is not None)
        )

    def is_agreed(self, listed: Listed) -> bool:
        """Whether the server has what both sides agreed on last."""
        row = self._row()
        above = None if listed.above is None else self._uid_of(listed.above)
        return (
            row is not None and row.base is not None and self._known(row.base) == self._read(listed, above)[0]
        )

    def settle(self, listed: Listed | None, merge: MergeThings) -> Settlement:
        """Take over what the server has, and tell what it lacks."""
        row = self._row()
        if row is None:
            return Settlement()
        if listed is None:
            theirs, lacks = (None if row.base is None else self._known(row.base)), None
            if theirs is None or self.number is None:
                return Settlement()
        else:
            if not self._can_be_here(listed.words):
                self._note(row.id, server_thing_id=listed.key, version=listed.version, told=listed.version)
                return Settlement()
            above = None if listed.above is None else self._uid_of(listed.above)
            if listed.above is not None and (above is None or not self._is_here(above)):
                return Settlement(is_later=True)
            theirs, lacks = self._read(listed, above)
            self._note(row.id, server_thing_id=listed.key, version=listed.version, told=listed.version)
            if self.number is None:
                row = replace(row, base=None, sent=None)
                self.number = self._adopted(theirs.words) or self._made(theirs.words)
        base = None if row.base is None else self._known(row.base)
        if row.version is None and base != theirs:
            base = None  # the server has another past: under this number both agreed on something else
        sent = None if row.sent is None else self._known(row.sent)
        seats = self._seats(self.number)
        mine = Thing(self._words(self.number), tuple(s.remote for s in seats if s.remote is not None))
        settled = merge(ThingSides(mine, theirs, base, sent))
        if self._kind is ThingKind.SHOOT:
            members = tuple(sorted(settled.thing.members))
            settled = replace(settled, thing=replace(settled.thing, members=members))
        self._say(self.number, mine.words, settled.thing.words)
        if settled.thing.members != mine.members:
            self._seat(self.number, seats, settled.thing.members)
        final = Thing(self._words(self.number), settled.thing.members)
        going = self._going(final, theirs)
        self._note(
            row.id,
            base=theirs.as_kept(),
            sent=None if going is None else final.as_kept(),
            is_changed=int(final != theirs),
        )
        if lacks is not None:
            self._note(row.id, lacks=json.dumps(lacks) if lacks else None)
        if going is None:
            self._note(row.id, tries=0, parked=None)
        return Settlement(going, final.words["name"] if settled.overruled else None)

    # What is known.

    def _row(self) -> _Row | None:
        table = table_of(RemoteThing)
        columns = select(table.c.id, table.c.server_thing_id, table.c.version, table.c.base, table.c.sent)
        mine = (table.c.account_id == self._account) & (table.c.kind == self._kind.value)
        found = self._writer.read(columns.where(mine, table.c.uid == self._uid))
        if not found:
            return None
        number, key, version, base, sent = found[0]
        return _Row(number, key, version, Thing.from_kept(base), Thing.from_kept(sent))

    def _note(self, row: int, **values: str | int | None) -> None:
        self._writer.set(RemoteThing, [row], **values)

    def _known(self, thing: Thing) -> Thing:
        """Without photos that the server has lost since, or knows anew."""
        table = table_of(RemotePhoto)
        rows = self._writer.read(select(table.c.id).where(one_of(table.c.id, thing.members)))
        there = {row[0] for row in rows}
        return replace(thing, members=tuple(one for one in thing.members if one in there))

    def _read(self, listed: Listed, above: str | None) -> tuple[Thing, list[str]]:
        """What the server has in our numbers, and its names of photos that are not known here."""
        table = table_of(RemotePhoto)
        mine = (table.c.account_id == self._account) & one_of(table.c.server_photo_id, listed.members)
        found = self._writer.read(select(table.c.server_photo_id, table.c.id).where(mine))
        rows = dict(map(tuple, found))
        said = {field: (listed.words or {}).get(field) for field in FIELDS[self._kind]}
        if "parent" in said:
            said["parent"] = above
        members = tuple(rows[key] for key in listed.members if key in rows)
        if self._kind is ThingKind.SHOOT:
            members = tuple(sorted(members))
        return Thing(said, members), [key for key in listed.members if key not in rows]

    def _can_be_here(self, said: Words | None) -> bool:
        if said is None:
            return False
        if self._kind is ThingKind.SEARCH:
            try:
                parse(said.get("query") or "")
            except QueryError:  # a newer program's
                return False
        return True

    def _uid_of(self, key: str) -> str | None:
        mine = (RemoteThing.account_id == self._account) & (RemoteThing.kind == self._kind.value)
        found = self._writer.read(select(RemoteThing.uid).where(mine, RemoteThing.server_thing_id == key))
        return found[0][0] if found else None

    def _is_here(self, uid: str) -> bool:
        return number_of(self._writer, self._kind, uid) is not None

    def _keys(self) -> dict[str, str]:
        """What the server calls things of this kind, by uid."""
        mine = (RemoteThing.account_id == self._account) & (RemoteThing.kind == self._kind.value)
        rows = self._writer.read(select(RemoteThing.uid, RemoteThing.server_thing_id).where(mine))
        return {uid: key for uid, key in rows if key is not None}

    # What is here.

    def _words(self, number: int) -> dict[str, str | None]:
        found = self._writer.read(words_asked(self._kind).where(MODELS[self._kind].id == number))
        return as_words(self._kind, found[0])

    def _seats(self, number: int) -> list[_Seat]:
        if self._kind is ThingKind.SEARCH:
            return []
        far = table_of(RemotePhoto)
        if self._kind is ThingKind.SHOOT:
            own = table_of(ShootPhoto)
            shelf, place, order = own.c.shoot_id, own.c.id, far.c.id  # their order is nobody's
        else:
            own = table_of(CollectionPhoto)
            shelf, place, order = own.c.collection_id, own.c.position, own.c.position
        known = (far.c.photo_id == own.c.photo_id) & (far.c.account_id == self._account)
        columns = select(own.c.photo_id, own.c.id, place, far.c.id).outerjoin(far, known)
        rows = columns.where(shelf == number).order_by(order, own.c.id)
        return [_Seat(*row) for row in self._writer.read(rows)]

    def _adopted(self, said: Words) -> int | None:
        """One of ours that no server knows and that is called so becomes this one: two began the same.

        Shoots go by number: two of one title are two.
        """
        if self._kind is ThingKind.SHOOT:
            return None
        unknown = [
            (number, name)
            for number, uid, name in siblings(self._writer, self._kind, self._above(said))
            if uid not in self._keys()
        ]
        number = words.bearer_of(cleaned(said["name"], self._uid), unknown)
        if number is None:
            return None
        has = self._words(number)
        if self._kind is ThingKind.SEARCH and any(has[field] != said[field] for field in ("query", "sort")):
            return None
        before = self._writer.read(select(MODELS[self._kind].uid).where(MODELS[self._kind].id == number))
        table = table_of(RemoteThing)
        mine = (table.c.account_id == self._account) & (table.c.kind == self._kind.value)
        known = self._writer.read(select(table.c.id).where(mine, table.c.uid == before[0][0]))
        self._writer.delete(RemoteThing, [row[0] for row in known])
        self._writer.set(MODELS[self._kind], [number], uid=self._uid)
        return number

    def _made(self, said: Words) -> int:
        """One that was made on another machine; it comes behind its siblings."""
        name = self._free_name(cleaned(said["name"], self._uid), self._above(said), 0)
        row: Row
        if self._kind is ThingKind.SHOOT:
            row = {"title": name, "client": said["client"], "note": said["note"]}
        elif self._kind is ThingKind.SEARCH:
            row = {"name": name, "query": said["query"] or "", "sort": said["sort"]}
        else:
            row = {"name": name, "description": said["description"], "parent_id": self._above(said)}
            row = {**row, "position": place_behind(self._writer, self._above(said))}
        return self._writer.insert(MODELS[self._kind], [{**row, "uid": self._uid}])[0]

    def _above(self, said: Words) -> int | None:
        uid = said.get("parent")
        return None if uid is None else number_of(self._writer, self._kind, uid)

    def _say(self, number: int, mine: Words, wanted: Words) -> None:
        """Let it say what was decided."""
        parent = self._above(wanted)
        if self._kind is ThingKind.COLLECTION and wanted["parent"] != mine["parent"]:
            if parent is not None and lies_in(self._writer, parent, number):
                # Each was laid into the other: the one that was heard of last stays where it was laid.
                move_up(self._writer, parent, None)
            place = place_behind(self._writer, parent)
            self._writer.set(CollectionRow, [number], parent_id=parent, position=place)
        if self._kind is ThingKind.SHOOT:
            self._say_of_shoot(number, mine, wanted)
            return
        name = cleaned(wanted["name"], self._uid)
        if name != mine["name"] or wanted.get("parent") != mine.get("parent"):
            self._writer.set(MODELS[self._kind], [number], name=self._free_name(name, parent, number))
        for field in ("description", "query", "sort"):
            if field in wanted and wanted[field] != mine[field]:
                said = wanted[field] or ("" if field == "query" else None)
                self._writer.set(MODELS[self._kind], [number], **{field: said})

    def _say_of_shoot(self, number: int, mine: Words, wanted: Words) -> None:
        values: Row = {"client": wanted["client"], "note": wanted["note"]}
        values = {**values, "title": cleaned(wanted["name"], self._uid)}
        if wanted["archived"] != mine["archived"]:
            values = {**values, "archived_at": None if wanted["archived"] is None else now().isoformat()}
        self._writer.set(Shoot, [number], **values)

    def _free_name(self, name: str, parent: int | None, number: int) -> str:
        """A name that none beside it has. Of two the one that the server has known longer keeps it."""
        if self._kind is ThingKind.SHOOT:
            return name
        beside = [one for one in siblings(self._writer, self._kind, parent) if one[0] != number]
        bearer = words.bearer_of(name, [(other, called) for other, _uid, called in beside])
        if bearer is None:
            return name
        taken = [called for _other, _uid, called in beside]
        keys = self._keys()
        theirs = next((keys.get(uid) for other, uid, _called in beside if other == bearer), None)
        if age(theirs) < age(keys.get(self._uid)):
            return numbered(name, taken)
        self._writer.set(MODELS[self._kind], [bearer], name=numbered(name, [*taken, name]))
        return name

    def _seat(self, number: int, seats: Sequence[_Seat], members: Sequence[int]) -> None:
        """Let these photos be in it, in this order, and those that the server does not know as they were."""
        far = table_of(RemotePhoto)
        rows = self._writer.read(select(far.c.id, far.c.photo_id).where(one_of(far.c.id, members)))
        photos = dict(map(tuple, rows))
        wanted = [photos[one] for one in members if one in photos]
        meant = set(wanted)
        if self._kind is ThingKind.SHOOT:
            has = {seat.photo for seat in seats}
            gone = [seat.row for seat in seats if seat.remote is not None and seat.photo not in meant]
            self._writer.delete(ShootPhoto, gone)
            new = [{"shoot_id": number, "photo_id": photo} for photo in wanted if photo not in has]
            self._writer.insert(ShootPhoto, new)
            return
        stay = [seat for seat in seats if seat.remote is None or seat.photo in meant]
        gone = [seat.row for seat in seats if seat.remote is not None and seat.photo not in meant]
        self._writer.delete(CollectionPhoto, gone)
        before = [seat.photo for seat in stay]
        order = woven(wanted, before)
        if order[: len(before)] == before:
            last = stay[-1].position if stay else 0
            places = {photo: last + GAP * at for at, photo in enumerate(order[len(before) :], 1)}
        else:
            places = {photo: GAP * at for at, photo in enumerate(order, 1)}
        sits = {seat.photo: seat.row for seat in stay}
        moved = {sits[photo]: at for photo, at in places.items() if photo in sits}
        self._writer.set_each(CollectionPhoto, "position", moved)
        row = {"collection_id": number}
        self._writer.insert(
            CollectionPhoto,
            [{**row, "photo_id": photo, "position": at} for photo, at in places.items() if photo not in sits],
        )

    # What is to go.

    def _going(self, final: Thing, theirs: Thing) -> Going | None:
        row = self._row()
        if row is None or row.key is None:
            return None
        said = {field: value for field, value in final.words.items() if value != theirs.words.get(field)}
        if said.get("parent") is not None:
            key = self._keys().get(said["parent"] or "")
            if key is None:  # it is told when the other one has been
                del said["parent"]
            else:
                said["parent"] = key
        if said.keys() & {"query", "sort"}:  # which a server takes as one thing
            said |= {field: final.words[field] for field in ("query", "sort")}
        here, there = set(final.members), set(theirs.members)
        new = [one for one in final.members if one not in there]
        gone = [one for one in theirs.members if one not in here]
        after = (*(one for one in theirs.members if one in here), *new)
        if self._kind is ThingKind.SHOOT:
            after = final.members
        if not (said or gone or new) and after == final.members:
            return None
        table = table_of(RemotePhoto)
        wanted = one_of(table.c.id, [*final.members, *gone])
        names = dict(map(tuple, self._writer.read(select(table.c.id, table.c.server_photo_id).where(wanted))))
        return Going(
            self._kind,
            self._uid,
            row.key,
            row.version,
            said,
            added=tuple(names[one] for one in new),
            taken=tuple(names[one] for one in gone),
            order=None if after == final.members else tuple(names[one] for one in final.members),
        )
