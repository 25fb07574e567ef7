"""What a server tells of what is kept beside photos, noted until it is taken over; what became of ours.

One that was deleted on another machine goes here in a step that undo takes back, unless it was
changed here meanwhile: then it is made there anew. No photo goes with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.shelving import Desk, Settlement
from imalink_desktop.catalog.commands.siblings import let_go_of
from imalink_desktop.catalog.commands.syncing import TRIES
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import RemoteThing
from imalink_desktop.catalog.reads.things import gone_things
from imalink_desktop.catalog.things import GONE, Listed, MergeThings, ThingKind
from imalink_desktop.catalog.touched import Row


@dataclass(frozen=True, slots=True)
class HeardThing:
    """What the feed says of one: its version now, or that it is `GONE`."""

    kind: ThingKind
    uid: str
    key: str | None
    told: str


_LET_GO = {
    ThingKind.COLLECTION: Op.DELETE_COLLECTION,
    ThingKind.SEARCH: Op.FORGET_SEARCH,
    ThingKind.SHOOT: Op.DELETE_SHOOT,
}


def hear(catalog: Catalog, account: int, heard: Sequence[HeardThing]) -> Changes:
    """Note what the feed tells; it is taken over when all photos have been heard of."""

    def work(writer: Writer) -> None:
        last = {(one.kind.value, one.uid): one for one in heard}
        table = table_of(RemoteThing)
        mine = (table.c.account_id == account) & one_of(table.c.uid, [uid for _kind, uid in last])
        rows = {
            (kind, uid): row
            for row, kind, uid in writer.read(select(table.c.id, table.c.kind, table.c.uid).where(mine))
        }
        known = {rows[name]: one for name, one in last.items() if name in rows}
        writer.set_each(RemoteThing, "told", {row: one.told for row, one in known.items()})
        # Told again under the number that is known, it may be something else: it is looked at.
        again = select(table.c.id).where(one_of(table.c.id, list(known)), table.c.version == table.c.told)
        writer.set(RemoteThing, [row[0] for row in writer.read(again)], version=None)
        keys = {row: one.key for row, one in known.items() if one.key is not None}
        writer.set_each(RemoteThing, "server_thing_id", keys)
        new = [one for name, one in last.items() if name not in rows and one.told != GONE]
        writer.insert(RemoteThing, [_row(account, one.kind, one.uid, one.key, one.told) for one in new])

    return catalog.transact(Op.PULL, work, by_machine=True)


def settle(
    catalog: Catalog, account: int, kind: ThingKind, uid: str, listed: Listed | None, merge: MergeThings
) -> Settlement:
    """Hold both sides of one against each other, and write down what comes of it.

    `listed` is what the server has now; None where it has what was last heard of.
    """
    found = Settlement()

    def work(writer: Writer) -> None:
        nonlocal found
        if not _rows(writer, account, kind, [uid]):
            writer.insert(RemoteThing, [_row(account, kind, uid, None, None)])
        found = Desk(writer, account, kind, uid).settle(listed, merge)

    catalog.transact(Op.PULL, work, by_machine=True)
    return found


def is_as_agreed(catalog: Catalog, account: int, kind: ThingKind, uid: str, listed: Listed) -> bool:
    """Whether what the server has is what both sides agreed on last."""
    found = False

    def work(writer: Writer) -> None:
        nonlocal found
        found = Desk(writer, account, kind, uid).is_agreed(listed)

    catalog.transact(Op.PULL, work, by_machine=True)
    return found


def take_away(catalog: Catalog, account: int, kind: ThingKind) -> int:
    """Let those go that the server has no more, but for what was changed here; answers how many went."""
    with catalog.reading() as connection:
        gone = gone_things(connection, account, kind)
    if not gone:
        return 0
    went = 0

    def work(writer: Writer) -> None:
        nonlocal went
        desks = [Desk(writer, account, kind, uid) for uid in gone]
        numbers = [desk.number for desk in desks if desk.number is not None and desk.is_as_agreed()]
        let_go_of(writer, kind, numbers)
        went = len(numbers)

    # Not the machine's: whoever misses it takes the step back, and then it is made there anew.
    catalog.transact(_LET_GO[kind], work)
    forget(catalog, account, kind, gone)
    return went


def forget(catalog: Catalog, account: int, kind: ThingKind, uids: Iterable[str]) -> Changes:
    """Know no more that the server has these: it has them no longer."""
    gone = list(uids)
    return catalog.transact(
        Op.PULL,
        lambda writer: writer.delete(RemoteThing, _rows(writer, account, kind, gone)),
        by_machine=True,
    )


def comes_back(catalog: Catalog, account: int, kind: ThingKind, uid: str) -> Changes:
    """One that was deleted here has been changed there: it is taken over as if it were new."""

    def work(writer: Writer) -> None:
        writer.set(RemoteThing, _rows(writer, account, kind, [uid]), base=None, sent=None, version=None)

    return catalog.transact(Op.PULL, work, by_machine=True)


def refused(
    catalog: Catalog, account: int, kind: ThingKind, uid: str, why: str, *, for_ever: bool
) -> Changes:
    """Note why the server would not have one. What was tried often enough is parked with that."""

    def work(writer: Writer) -> None:
        if not _rows(writer, account, kind, [uid]):
            writer.insert(RemoteThing, [_row(account, kind, uid, None, None)])
        (row,) = _rows(writer, account, kind, [uid])
        tries = writer.read(select(RemoteThing.tries).where(RemoteThing.id == row))[0][0] + 1
        parked = why if for_ever or tries >= TRIES else None
        writer.set(RemoteThing, [row], tries=tries, parked=parked)

    return catalog.transact(Op.PUSH, work, by_machine=True)


def begin_anew(catalog: Catalog, account: int) -> Changes:
    """Believe nothing of what the server was last known to have: it has been reset, or restored."""

    def work(writer: Writer) -> None:
        rows = writer.read(select(RemoteThing.id).where(RemoteThing.account_id == account))
        writer.delete(RemoteThing, [row[0] for row in rows])

    return catalog.transact(Op.PULL, work, by_machine=True)


def _rows(writer: Writer, account: int, kind: ThingKind, uids: Collection[str]) -> list[int]:
    table = table_of(RemoteThing)
    mine = (table.c.account_id == account) & (table.c.kind == kind.value)
    return [row[0] for row in writer.read(select(table.c.id).where(mine, one_of(table.c.uid, list(uids))))]


def _row(account: int, kind: ThingKind, uid: str, key: str | None, told: str | None) -> Row:
    return {
        "account_id": account,
        "kind": kind.value,
        "uid": uid,
        "server_thing_id": key,
        "told": told,
        "is_changed": 0,
        "tries": 0,
    }
