"""What is kept beside photos and a server and this catalog may not agree about."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select, text

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Collection as CollectionRow
from imalink_desktop.catalog.models import RemotePhoto, RemoteThing, SavedSearch, Shoot, Stack
from imalink_desktop.catalog.models.sync import OPEN
from imalink_desktop.catalog.things import ARCHIVED, FEW, FIELDS, GONE, ThingKind

MODELS: dict[ThingKind, type[CollectionRow | SavedSearch | Shoot | Stack]] = {
    ThingKind.COLLECTION: CollectionRow,
    ThingKind.SEARCH: SavedSearch,
    ThingKind.SHOOT: Shoot,
    ThingKind.STACK: Stack,
}


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One that has to be looked at."""

    uid: str
    key: str | None
    """What the server calls it, if it knows it."""
    version: str | None
    is_here: bool
    was_here: bool
    """Both sides had it."""
    must_ask: bool
    """The server has another than was last heard of."""


@dataclass(frozen=True, slots=True)
class ParkedThing:
    """One that the server would not have, with its reason."""

    row: int
    kind: ThingKind
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class _Known:
    uid: str
    key: str | None
    version: str | None
    told: str | None
    has_base: bool
    is_changed: int
    is_parked: bool
    lacks: tuple[str, ...]

    @property
    def is_news(self) -> bool:
        return self.told != self.version


def open_things(connection: Connection, account: int, kind: ThingKind) -> list[OpenThing]:
    """Those of a kind that are new on a side, were changed or are gone; none that was parked.

    What the server tells of comes first: one that was begun here may turn out to be the same.
    """
    here = _here(connection, kind)
    known = {one.uid: one for one in _known(connection, account, kind)}
    lacking = {key for one in known.values() for key in one.lacks}
    come = _known_photos(connection, account, lacking)
    found: list[OpenThing] = []
    for uid in (*here, *(uid for uid in known if uid not in here)):
        one = known.get(uid)
        if one is None:
            found.append(OpenThing(uid, None, None, True, False, False))
            continue
        asks = one.key is not None and (one.is_news or not come.isdisjoint(one.lacks))
        is_open = asks or one.is_changed or uid not in here or one.key is None
        # What another program made is known, and nothing here.
        is_nothing = uid not in here and not one.has_base and not asks and one.key is not None
        if is_open and not is_nothing and not one.is_parked and one.told != GONE:
            found.append(OpenThing(uid, one.key, one.version, uid in here, one.has_base, asks))
    return sorted(found, key=lambda one: not one.must_ask)


def gone_things(connection: Connection, account: int, kind: ThingKind) -> list[str]:
    """Those that the server has no more, by their uids."""
    mine = (RemoteThing.account_id == account) & (RemoteThing.kind == kind.value)
    gone = select(RemoteThing.uid).where(mine, RemoteThing.told == GONE).order_by(RemoteThing.id)
    return list(connection.execute(gone).scalars())


def told_of(connection: Connection, account: int, uids: Collection[str]) -> dict[tuple[str, str], str | None]:
    """What the feed has told of these, by kind and uid."""
    table = table_of(RemoteThing)
    mine = (table.c.account_id == account) & one_of(table.c.uid, list(uids))
    found = connection.execute(select(table.c.kind, table.c.uid, table.c.told).where(mine))
    return {(kind, uid): told for kind, uid, told in found}


def keys_of(connection: Connection, account: int, kind: ThingKind) -> dict[str, str]:
    """What the server calls each, by uid."""
    mine = (RemoteThing.account_id == account) & (RemoteThing.kind == kind.value)
    rows = select(RemoteThing.uid, RemoteThing.server_thing_id)
    found = connection.execute(rows.where(mine, RemoteThing.server_thing_id.is_not(None)))
    return {uid: key for uid, key in found if key is not None}


def words_of(connection: Connection, kind: ThingKind, uid: str) -> dict[str, str | None] | None:
    """What one says; None when it is not here."""
    found = connection.execute(words_asked(kind).where(MODELS[kind].uid == uid)).first()
    return None if found is None else as_words(kind, tuple(found))


def words_asked(kind: ThingKind) -> Select[*tuple[Any, ...]]:
    """What asks for the words of things of a kind, in the order of its `FIELDS`."""
    if kind is ThingKind.SEARCH:
        return select(SavedSearch.name, SavedSearch.query, SavedSearch.sort)
    if kind is ThingKind.SHOOT:
        return select(Shoot.title, Shoot.client, Shoot.note, Shoot.archived_at)
    if kind is ThingKind.STACK:
        return select(Stack.kind, Stack.reason)
    own, above = table_of(CollectionRow), table_of(CollectionRow).alias()
    named = select(own.c.name, own.c.description, above.c.uid)
    return named.outerjoin(above, above.c.id == own.c.parent_id)


def as_words(kind: ThingKind, row: Sequence[str | None]) -> dict[str, str | None]:
    """A row of these as what the thing says."""
    words = dict(zip(FIELDS[kind], row, strict=True))
    if words.get("archived") is not None:
        words["archived"] = ARCHIVED
    return words


def how_many_wait(connection: Connection, account: int, kinds: Collection[str]) -> int:
    """How many have to be told to the server."""
    count = _how_many_stacks_wait(connection, account) if ThingKind.STACK in kinds else 0
    for kind in FEW:
        if kind.value in kinds:
            opened = open_things(connection, account, kind)
            changed = {one.uid for one in _known(connection, account, kind) if one.is_changed}
            count += sum(one.uid in changed or not one.must_ask for one in opened)
    return count


def parked_things(connection: Connection, account: int) -> list[ParkedThing]:
    """Those that are not tried any more."""
    rows = select(RemoteThing.id, RemoteThing.kind, RemoteThing.uid, RemoteThing.parked)
    mine = (RemoteThing.account_id == account) & RemoteThing.parked.is_not(None)
    found: list[ParkedThing] = []
    for row, kind, uid, why in connection.execute(rows.where(mine).order_by(RemoteThing.id)):
        words = words_of(connection, ThingKind(kind), uid) or {}
        name = words.get("name") or words.get("reason") or ""
        found.append(ParkedThing(row, ThingKind(kind), name, why or ""))
    return found


def open_stacks(
    connection: Connection, account: int, most: int, after: int = 0
) -> list[tuple[int, OpenThing]]:
    """Some of the stacks that have to be looked at, each with its row, in the order of these."""
    table = table_of(RemoteThing)
    here = exists().where(Stack.uid == table.c.uid)
    columns = select(table.c.id, table.c.uid, table.c.server_thing_id, table.c.version, here)
    more = columns.add_columns(table.c.base.is_not(None), table.c.told, table.c.lacks)
    mine = (table.c.account_id == account) & (table.c.kind == ThingKind.STACK.value) & (table.c.id > after)
    asked = more.where(mine, text(f"({OPEN})"), table.c.parked.is_(None), table.c.told.is_distinct_from(GONE))
    return [
        (
            row,
            OpenThing(
                uid, key, version, is_here, has_base, key is not None and (told != version or bool(lacks))
            ),
        )
        for row, uid, key, version, is_here, has_base, told, lacks in connection.execute(
            asked.order_by(table.c.id).limit(most)
        )
    ]


def new_stacks(connection: Connection, account: int, most: int) -> list[str]:
    """Some stacks of which it was never asked whether the server has them."""
    found = connection.execute(select(Stack.uid).where(_is_new_stack(account)).limit(most)).scalars()
    return [uid for uid in found if uid is not None]


def _is_new_stack(account: int) -> ColumnElement[bool]:
    known = (RemoteThing.uid == Stack.uid) & (RemoteThing.account_id == account)
    return Stack.uid.is_not(None) & ~exists().where(known, RemoteThing.kind == ThingKind.STACK.value)


def _how_many_stacks_wait(connection: Connection, account: int) -> int:
    mine = (RemoteThing.account_id == account) & (RemoteThing.kind == ThingKind.STACK.value)
    # One that was taken apart before any server had it is nothing to tell.
    is_there = RemoteThing.server_thing_id.is_not(None) | exists().where(Stack.uid == RemoteThing.uid)
    waits = (RemoteThing.is_changed == 1) & RemoteThing.parked.is_(None) & is_there & text(f"({OPEN})")
    changed = connection.execute(select(func.count()).where(mine, waits)).scalar_one()
    return (
        changed + connection.execute(select(func.count(Stack.id)).where(_is_new_stack(account))).scalar_one()
    )


def _here(connection: Connection, kind: ThingKind) -> list[str]:
    table = table_of(MODELS[kind])
    rows = select(table.c.uid).where(table.c.uid.is_not(None)).order_by(table.c.id)
    return list(connection.execute(rows).scalars())


def _known(connection: Connection, account: int, kind: ThingKind) -> list[_Known]:
    table = table_of(RemoteThing)
    columns = select(
        table.c.uid,
        table.c.server_thing_id,
        table.c.version,
        table.c.told,
        table.c.base.is_not(None),
        table.c.is_changed,
        table.c.parked.is_not(None),
        table.c.lacks,
    )
    mine = (table.c.account_id == account) & (table.c.kind == kind.value)
    return [
        _Known(uid, key, version, told, has_base, changed, parked, tuple(json.loads(lacks or "[]")))
        for uid, key, version, told, has_base, changed, parked, lacks in connection.execute(
            columns.where(mine).order_by(table.c.id)
        )
    ]


def _known_photos(connection: Connection, account: int, keys: Collection[str]) -> set[str]:
    if not keys:
        return set()
    table = table_of(RemotePhoto)
    mine = (table.c.account_id == account) & one_of(table.c.server_photo_id, sorted(keys))
    return set(connection.execute(select(table.c.server_photo_id).where(mine)).scalars())
