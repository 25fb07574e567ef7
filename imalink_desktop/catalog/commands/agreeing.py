"""Both sides of photos are held against each other, and what comes of it is written down here.

What the server has becomes the base from which the next difference is told. What is still to go there
waits; what it has told need not travel back to it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from imalink_desktop.base.clock import Clock
from imalink_desktop.catalog.commands.crediting import known_by
from imalink_desktop.catalog.commands.spaces import show_in
from imalink_desktop.catalog.commands.syncing import as_kept
from imalink_desktop.catalog.commands.tagging import give_and_take, spell
from imalink_desktop.catalog.commands.uniting import TOGETHER
from imalink_desktop.catalog.commands.words import folded
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import (
    Base,
    Conflict,
    Departed,
    ImageFile,
    Outbox,
    Photo,
    RemotePhoto,
    Unproved,
)
from imalink_desktop.catalog.outbox import EDIT, EGG, LESS_VISIBLE, SPACES, TAGS, hides
from imalink_desktop.catalog.reads.unproved import PHOTO
from imalink_desktop.catalog.reads.waiting import OTHER_PAST, said_from, sent_of
from imalink_desktop.catalog.saying import said_of
from imalink_desktop.catalog.sides import COLUMNS, Merge, Said, Saying, Settled, Sides
from imalink_desktop.catalog.touched import Row, Value


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a server has of one of our photos."""

    photo: int
    key: str
    version: str | None
    said: Said
    taken: Said | None = None
    """What we sent and it took, in its own way."""
    answered: bool = False
    """It is the answer to what we sent, so that nothing is on its way any more."""
    machine: str | None = None
    """Where the original is, if not here."""
    since: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """By which version each of what says who sees it was decided, as far as the server tells."""

    def decided(self, known: str | None, ours: str | None) -> tuple[frozenset[str], frozenset[str]]:
        """What of that was decided by others after a version that is known, and what by nobody.

        `ours` is the version that our own last word made.
        """
        if known is None or not known.isdecimal():
            return frozenset(), frozenset()
        after = frozenset(name for name, version in self.since.items() if version > int(known))
        by_us = frozenset(name for name in after if str(self.since[name]) == ours)
        return after - by_us, frozenset(self.since) - after


@dataclass(frozen=True, slots=True)
class _Known:
    row: int
    version: str | None
    base: dict[str, Any]
    unheard: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    """A conflict that nobody has settled yet."""

    row: int
    mine: str | None
    theirs: str | None
    others: str | None

    def before(self, *values: str, field: str) -> str | None:
        """What was offered so far, but for these values; halves of a place stay beside each other."""
        offered = [text for text in (self.mine, self.theirs) if text is not None]
        kept = [json.dumps(one) for one in json.loads(self.others or "[]")] + offered
        if not any(field in some for some in TOGETHER):
            kept = [text for text in dict.fromkeys(kept) if text not in values]
        return f"[{', '.join(kept)}]" if kept else None


def agree(writer: Writer, account: int, theirs: Sequence[Theirs], merge: Merge, clock: Clock) -> int:
    """Settle photos with what a server has of them; answers in how many fields two were in the way."""
    photos = [one.photo for one in theirs]
    mine = said_of(writer.read, photos)
    known = _known(writer, account, photos)
    waits, doubts = _waiting(writer, account, photos), _doubts(writer, account, photos)
    elsewhere = _elsewhere(writer, account, photos)
    files = table_of(ImageFile)
    here = {row[0] for row in writer.read(select(files.c.photo_id).where(one_of(files.c.photo_id, photos)))}
    gone, owed = _departed(writer, account, photos), _owed(writer, account, [one.key for one in theirs])
    disputes, draft = 0, _Draft(_conflicts(writer, photos))
    spelt: set[str] = set()
    for one in theirs:
        before, rows = known.get(one.photo), waits.get(one.photo, {})
        moved = before is None or one.version is None or before.version != one.version
        base = gone.get(one.photo, {}) if before is None else _base(before)
        sent = [said for row in rows.values() for said in sent_of(row[1])]
        sent += [] if before is None else before.unheard
        spelt |= _spelt_anew(mine[one.photo].get(TAGS), one.said.get(TAGS), base.get(TAGS))
        after, stands = one.decided(None if before is None else before.version, owed.get(one.key))
        sides = Sides(
            mine=mine[one.photo],
            theirs=one.said,
            base={**base, **(one.taken or {})} if base or one.taken or before is not None else None,
            sent=sent,
            was_elsewhere=one.photo in elsewhere,
            doubtful=_doubtful(one, doubts.get(one.photo, ())) if moved else frozenset(),
            other_past=before is not None and before.version == OTHER_PAST,
            decided_since=after,
            stands=stands & frozenset(base),
        )
        settled = merge(sides)
        writer.heard |= {(one.photo, COLUMNS.get(field, field)) for field in one.said}
        writer.heard.add((one.photo, EGG))
        _write(writer, draft, one.photo, sides, settled, clock)
        _wait(draft, account, one, settled, rows, before)
        _dispute(writer, draft, one, sides, settled, clock)
        late = [] if moved else [said for said in sent if said != one.taken]
        _remember(draft, account, one, before, None if one.photo in here else one.machine, late)
        disputes += len(settled.disputed)
    draft.write(writer, account)
    spell(writer, spelt)
    return disputes


def _departed(writer: Writer, account: int, photos: Sequence[int]) -> dict[int, Said]:
    """What was last agreed on of photos that a server had let go, and has again; of each but once."""
    table = table_of(Departed)
    columns = select(table.c.id, table.c.photo_id, table.c.base)
    rows = writer.read(columns.where(table.c.account_id == account, one_of(table.c.photo_id, photos)))
    writer.delete(Departed, [row for row, _photo, _base in rows])
    return {photo: said_from(json.loads(base)) for _row, photo, base in rows}


def _spelt_anew(mine: Saying, theirs: Saying, base: Saying) -> set[str]:
    """Tags that the server spells otherwise than they are here, unless that has been so before."""
    here, there, before = (some if isinstance(some, tuple) else () for some in (mine, theirs, base))
    own = {folded(path): path for path in here}
    return {path for path in there if path not in before and own.get(folded(path), path) != path}


class _Draft:
    """What is to be written of many photos, gathered, so that it takes a few statements for all."""

    def __init__(self, conflicts: Mapping[int, Mapping[str, _Open]]) -> None:
        self.conflicts = conflicts
        """The open ones, by photo and field."""
        self._values: dict[tuple[type[Base], str], dict[int, Value]] = {}
        self._new: dict[type[Base], list[Row]] = {}
        self._gone: list[int] = []
        self._given: dict[str, list[int]] = {}
        self._taken: dict[str, list[int]] = {}
        self._shown: dict[int, tuple[str, ...]] = {}

    def set(self, model: type[Base], row: int, **values: Value) -> None:
        for name, value in values.items():
            self._values.setdefault((model, name), {})[row] = value

    def insert(self, model: type[Base], row: Row) -> None:
        self._new.setdefault(model, []).append(row)

    def let_go(self, rows: Iterable[int]) -> None:
        self._gone += rows

    def tag(self, photo: int, wanted: Iterable[str], unwanted: Iterable[str]) -> None:
        for path in wanted:
            self._given.setdefault(path, []).append(photo)
        for path in unwanted:
            self._taken.setdefault(path, []).append(photo)

    def show(self, photo: int, spaces: tuple[str, ...]) -> None:
        self._shown[photo] = spaces

    def write(self, writer: Writer, account: int) -> None:
        writer.delete(Outbox, self._gone)
        for (model, name), values in self._values.items():
            writer.set_each(model, name, values)
        for model, rows in self._new.items():
            writer.insert(model, rows)
        for path, photos in self._taken.items():
            give_and_take(writer, photos, [], [path])
        for path, photos in self._given.items():
            give_and_take(writer, photos, [path], [])
        show_in(writer, account, self._shown)


def _base(before: _Known | None) -> Said:
    return {} if before is None else said_from(before.base)


def _known(writer: Writer, account: int, photos: Sequence[int]) -> dict[int, _Known]:
    table = table_of(RemotePhoto)
    columns = select(table.c.photo_id, table.c.id, table.c.version, table.c.base, table.c.unheard)
    rows = writer.read(columns.where(table.c.account_id == account, one_of(table.c.photo_id, photos)))
    return {
        photo: _Known(row, version, json.loads(base), sent_of(unheard))
        for photo, row, version, base, unheard in rows
    }


def _waiting(
    writer: Writer, account: int, photos: Sequence[int]
) -> dict[int, dict[str, tuple[int, str | None]]]:
    table = table_of(Outbox)
    columns = select(table.c.photo_id, table.c.field, table.c.id, table.c.sent)
    found: dict[int, dict[str, tuple[int, str | None]]] = {}
    mine = (table.c.account_id == account) & one_of(table.c.photo_id, photos)
    for photo, field, row, sent in writer.read(columns.where(mine)):
        found.setdefault(photo, {})[field] = (row, sent)
    return found


def _elsewhere(writer: Writer, account: int, photos: Sequence[int]) -> set[int]:
    """Those that another account has had."""
    table = table_of(RemotePhoto)
    others = (table.c.account_id != account) & one_of(table.c.photo_id, photos)
    return {row[0] for row in writer.read(select(table.c.photo_id).where(others))}


def _owed(writer: Writer, account: int, keys: Sequence[str]) -> dict[str, str]:
    """Which versions the server has answered with to our own words, and has yet to tell."""
    table = table_of(Unproved)
    mine = (table.c.account_id == account) & (table.c.kind == PHOTO) & one_of(table.c.name, keys)
    return dict(map(tuple, writer.read(select(table.c.name, table.c.version).where(mine))))


def _doubts(writer: Writer, account: int, photos: Sequence[int]) -> dict[int, list[str]]:
    """What waited in a backup that was put back."""
    table = table_of(Outbox)
    mine = (table.c.account_id == account) & (table.c.is_doubtful == 1) & one_of(table.c.photo_id, photos)
    found: dict[int, list[str]] = {}
    for photo, field in writer.read(select(table.c.photo_id, table.c.field).where(mine)):
        found.setdefault(photo, []).append(field)
    return found


def _doubtful(one: Theirs, columns: Collection[str]) -> frozenset[str]:
    """Which fields are in doubt; with a whole egg all are."""
    return frozenset(field for field in one.said if EGG in columns or COLUMNS.get(field, field) in columns)


def _conflicts(writer: Writer, photos: Sequence[int]) -> dict[int, dict[str, _Open]]:
    table = table_of(Conflict)
    found: dict[int, dict[str, _Open]] = {}
    names = ("photo_id", "field", "id", "mine", "theirs", "others")
    columns = select(*(table.c[name] for name in names))
    for photo, name, *rest in writer.read(columns.where(one_of(table.c.photo_id, photos))):
        found.setdefault(photo, {})[name] = _Open(*rest)
    return found


def _write(writer: Writer, draft: _Draft, photo: int, sides: Sides, settled: Settled, clock: Clock) -> None:
    """Let the photo have what was decided."""
    for field, value in settled.said.items():
        had = sides.mine[field]
        if value == had:
            continue
        if isinstance(value, tuple) and field == SPACES:
            draft.show(photo, value)
        elif isinstance(value, tuple):
            wanted = {folded(path) for path in value}
            before = {folded(path): path for path in (had if isinstance(had, tuple) else ())}
            new = [path for path in value if folded(path) not in before]
            draft.tag(photo, new, [path for name, path in before.items() if name not in wanted])
        else:
            draft.set(Photo, photo, **{COLUMNS.get(field, field): _column(writer, field, value, clock)})


def _column(writer: Writer, field: str, value: Saying, clock: Clock) -> Value:
    """A value as the photo's row has it."""
    if field == "author":
        return known_by(writer, value) if isinstance(value, str) and value.strip() else None
    if field == "trashed":
        return clock().isoformat() if value else None
    return None if isinstance(value, tuple) else value


def _wait(
    draft: _Draft,
    account: int,
    one: Theirs,
    settled: Settled,
    rows: Mapping[str, tuple[int, str | None]],
    before: _Known | None,
) -> None:
    """What is still to go waits, from the value that the server has now; what is agreed waits no longer."""
    moved = one.answered or (before is not None and before.version != one.version)
    gone = [rows[EGG][0]] if EGG in rows else []
    for field, theirs in one.said.items():
        name = COLUMNS.get(field, field)
        row = rows.get(name)
        if field not in settled.waits:
            gone += [row[0]] if row else []
            continue
        base = json.dumps(theirs if field not in COLUMNS else None)
        mine = settled.said[field]
        urgency = LESS_VISIBLE if hides(field, theirs, mine) else EDIT
        if row is None:
            new: Row = {"account_id": account, "photo_id": one.photo, "field": name, "base": base}
            draft.insert(Outbox, {**new, "urgency": urgency, "tries": 0})
            continue
        draft.set(Outbox, row[0], base=base, urgency=urgency, is_doubtful=0)
        if moved and row[1] is not None:  # whatever went out found another version, or was this
            draft.set(Outbox, row[0], sent=None)
    draft.let_go(gone)


def _dispute(
    writer: Writer, draft: _Draft, one: Theirs, sides: Sides, settled: Settled, clock: Clock
) -> None:
    """Both values stay visible until somebody chooses; what was offered before them comes after."""
    there = draft.conflicts.get(one.photo, {})
    for field, theirs in one.said.items():
        name = COLUMNS.get(field, field)
        before = there.get(name)
        if field in (TAGS, SPACES) or (before is None and field not in settled.disputed):
            continue
        both = (theirs, sides.mine[field])
        kept, had = (json.dumps(_column(writer, field, value, clock)) for value in both)
        if field in settled.disputed:
            mine = json.dumps(_column(writer, field, settled.disputed[field][0], clock))
            if before is None:
                row: Row = {"photo_id": one.photo, "field": name, "mine": mine, "theirs": kept}
                draft.insert(Conflict, {**row, "noticed_at": clock().isoformat()})
            else:
                others = before.before(mine, kept, field=name)
                draft.set(Conflict, before.row, mine=mine, theirs=kept, others=others)
        elif before is not None and field not in settled.waits and had != kept:
            if before.theirs != had:  # whoever wrote this has not seen what was offered here
                others = before.before(before.mine or "null", kept, field=name)
                draft.set(Conflict, before.row, others=others)
            draft.set(Conflict, before.row, theirs=kept)


def _remember(
    draft: _Draft,
    account: int,
    one: Theirs,
    before: _Known | None,
    machine: str | None,
    late: Sequence[Said],
) -> None:
    """Keep what the server has, the base of whatever changes next; and what may still arrive there."""
    unheard = f"[{', '.join(dict.fromkeys(map(as_kept, late)))}]" if late else None
    base = as_kept({**_base(before), **one.said})
    values: Row = {"server_photo_id": one.key, "version": one.version, "base": base, "machine": machine}
    values = {**values, "unheard": unheard}
    if before is None:
        draft.insert(RemotePhoto, {**values, "account_id": account, "photo_id": one.photo})
    else:
        draft.set(RemotePhoto, before.row, **values)
