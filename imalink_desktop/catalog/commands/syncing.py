"""What is on its way to a server: what went out, what was refused, how far its feed has been read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from uuid import uuid4

from sqlalchemy import exists, select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.commands.unproved import (
    Place,
    forget,
    has_answered,
    have_answered,
    note_place,
)
from imalink_desktop.catalog.journal import Writer, chunks, one_of, table_of
from imalink_desktop.catalog.models import (
    Account,
    FarDigest,
    ImageFile,
    Outbox,
    Photo,
    Reading,
    RemotePhoto,
    RemoteThing,
    Tombstone,
)
from imalink_desktop.catalog.outbox import COLD, EDIT, EGG, FILES, LESS_VISIBLE, NEW_COLD, NEW_EGG
from imalink_desktop.catalog.reads.unproved import PHOTO
from imalink_desktop.catalog.reads.waiting import OTHER_PAST
from imalink_desktop.catalog.samples import is_sample
from imalink_desktop.catalog.sides import Said
from imalink_desktop.catalog.things import GONE
from imalink_desktop.catalog.touched import Row

TRIES = 5
"""So often something is tried before it is parked."""


def note_server(catalog: Catalog, account: int, place: Place) -> Changes:
    """Note which server it is, and up to where its feed has been read."""
    return catalog.transact(Op.PULL, lambda writer: note_place(writer, account, place), by_machine=True)


def note_user(catalog: Catalog, account: int, user: str) -> Changes:
    """Note what the server calls whoever is signed in."""
    return catalog.transact(
        Op.PULL, lambda writer: writer.set(Account, [account], user=user), by_machine=True
    )


def note_round(catalog: Catalog, account: int, drawn: str) -> Changes:
    """Note what this round has drawn."""
    return catalog.transact(
        Op.PULL, lambda writer: writer.set(Account, [account], last_round=drawn), by_machine=True
    )


def go_on(catalog: Catalog, account: int) -> Changes:
    """Somebody has seen that this catalog was put back from a backup, and means to sync it."""
    return catalog.transact(
        Op.PULL, lambda writer: writer.set(Account, [account], put_back=None), by_machine=True
    )


def doubt_no_more(catalog: Catalog, account: int) -> Changes:
    """All has been heard that a server can tell of what waited in a backup: what still waits never went."""

    def work(writer: Writer) -> None:
        doubtful = select(Outbox.id).where(Outbox.account_id == account, Outbox.is_doubtful == 1)
        writer.set(Outbox, [row[0] for row in writer.read(doubtful)], is_doubtful=0)

    return catalog.transact(Op.PULL, work, by_machine=True)


def begin_anew(catalog: Catalog, account: int, user: str | None = None) -> Changes:
    """Believe nothing of what the server was last known to have: it was reset, or restored.

    Or it knows somebody else now by this name, who is called `user`.
    """

    def work(writer: Writer) -> None:
        writer.set(Account, [account], server_id=None, epoch=None, cursor=None)
        if user is not None:
            writer.set(Account, [account], user=user)
        forget(writer, account)
        known = writer.read(select(RemotePhoto.id).where(RemotePhoto.account_id == account))
        writer.set(RemotePhoto, [row[0] for row in known], version=OTHER_PAST)

    return catalog.transact(Op.PULL, work, by_machine=True)


def take_stock(catalog: Catalog, account: int) -> Changes:
    """Let all eggs wait that the server has never heard of, but for the trash and for sample photos."""

    def work(writer: Writer) -> None:
        known = exists().where(RemotePhoto.photo_id == Photo.id, RemotePhoto.account_id == account)
        waits = exists().where(Outbox.photo_id == Photo.id, Outbox.account_id == account, Outbox.field == EGG)
        new = select(Photo.id).where(Photo.hothash.is_not(None), Photo.trashed_at.is_(None), ~known, ~waits)
        let_wait(writer, account, [row[0] for row in writer.read(new.where(~is_sample()).order_by(Photo.id))])

    return catalog.transact(Op.PUSH, work, by_machine=True)


def clear_away(catalog: Catalog, account: int) -> Changes:
    """Let nothing wait of photos that the server does not know, and whose eggs do not go: nor could that.

    So it is with what cannot be read, with what lies in the trash since it was deleted elsewhere, and with
    what the server would not have. Should an egg ever go, it says all of a photo. What is to be hidden waits
    on where an egg went out: it may have arrived.
    """

    def work(writer: Writer) -> None:
        box, egg = table_of(Outbox), table_of(Outbox).alias()
        known = exists().where(
            RemotePhoto.photo_id == box.c.photo_id, RemotePhoto.account_id == box.c.account_id
        )
        may_be_seen = (box.c.urgency == LESS_VISIBLE) & egg.c.sent.is_not(None)
        comes = exists().where(
            egg.c.photo_id == box.c.photo_id,
            egg.c.account_id == box.c.account_id,
            egg.c.field == EGG,
            egg.c.parked.is_(None) | may_be_seen,
        )
        mine = (box.c.account_id == account) & (box.c.is_doubtful == 0)
        rows = writer.read(select(box.c.id).where(mine, box.c.field != EGG, ~known, ~comes))
        writer.delete(Outbox, [row[0] for row in rows])

    return catalog.transact(Op.PUSH, work, by_machine=True)


def let_cold_wait(catalog: Catalog, account: int, photos: Iterable[int]) -> Changes:
    """Let the large previews of photos that a server knows wait; they go last."""
    chosen = list(photos)

    def work(writer: Writer) -> None:
        box = table_of(Outbox)
        waits = select(box.c.photo_id).where(
            box.c.account_id == account, box.c.field == COLD, one_of(box.c.photo_id, chosen)
        )
        there = {row[0] for row in writer.read(waits)}
        new = [photo for photo in photos_there(writer, chosen) if photo not in there]
        row: Row = {"account_id": account, "field": COLD, "base": "null", "urgency": NEW_COLD, "tries": 0}
        writer.insert(Outbox, [{**row, "photo_id": photo} for photo in new])

    return catalog.transact(Op.PUSH, work, by_machine=True)


def let_wait(writer: Writer, account: int, photos: Sequence[int]) -> None:
    """Let the eggs of these photos wait."""
    row: Row = {"account_id": account, "field": EGG, "base": "null", "urgency": NEW_EGG, "tries": 0}
    writer.insert(Outbox, [{**row, "photo_id": photo} for photo in photos])


def let_files_wait(writer: Writer, photos: Sequence[int]) -> None:
    """Let the home server be told of files that came to photos it knows, as far as it does not know them."""
    files, far, box = table_of(ImageFile), table_of(FarDigest), table_of(Outbox)
    rows = (
        select(RemotePhoto.photo_id, RemotePhoto.account_id)
        .join(Account, Account.id == RemotePhoto.account_id)
        .join(files, files.c.photo_id == RemotePhoto.photo_id)
        .where(
            Account.is_home == 1,
            one_of(files.c.photo_id, photos),
            files.c.reading == Reading.HATCHED.value,
            files.c.sha256.is_not(None),
            ~exists().where(far.c.photo_id == files.c.photo_id, far.c.sha256 == files.c.sha256),
            ~exists().where(
                box.c.photo_id == files.c.photo_id,
                box.c.account_id == RemotePhoto.account_id,
                box.c.field == FILES,
            ),
        )
        .distinct()
    )
    row: Row = {"field": FILES, "base": "null", "urgency": EDIT, "tries": 0}
    writer.insert(
        Outbox, [{**row, "photo_id": photo, "account_id": account} for photo, account in writer.read(rows)]
    )


def goes_out(catalog: Catalog, sent: Mapping[int, Said]) -> Changes:
    """Note of what waits that it is on its way from now on, and with which values; mark what is not yet."""

    def work(writer: Writer) -> None:
        rows = _rows(writer, sent)
        bare = select(Outbox.id).where(one_of(table_of(Outbox).c.id, list(sent)), Outbox.mark.is_(None))
        writer.set_each(Outbox, "mark", {row[0]: uuid4().hex for row in writer.read(bare)})
        writer.set_each(Outbox, "tries", {row: tries + 1 for row, (tries, _) in rows.items()})
        writer.set_each(Outbox, "sent", {row: _with(before, sent[row]) for row, (_, before) in rows.items()})

    return catalog.transact(Op.PUSH, work, by_machine=True)


def never_tried(catalog: Catalog, sent: Mapping[int, Said], *, unheard: bool = False) -> Changes:
    """Note that the server was away, so that it was no try. What is `unheard` of may have arrived."""

    def work(writer: Writer) -> None:
        rows = _rows(writer, sent)
        writer.set_each(Outbox, "tries", {row: max(tries - 1, 0) for row, (tries, _) in rows.items()})
        kept = {row: _without(before, sent[row]) for row, (_, before) in rows.items() if not unheard}
        writer.set_each(Outbox, "sent", kept)

    return catalog.transact(Op.PUSH, work, by_machine=True)


def refused(catalog: Catalog, reasons: Mapping[int, str], for_ever: Iterable[int] = ()) -> Changes:
    """Note why the server would not have something. What was tried often enough is parked with that."""
    hopeless = set(for_ever)

    def work(writer: Writer) -> None:
        rows = _rows(writer, reasons)
        parked = {row: reasons[row] for row, (tries, _) in rows.items() if tries >= TRIES or row in hopeless}
        writer.set_each(Outbox, "parked", parked)

    return catalog.transact(Op.PUSH, work, by_machine=True)


def needless(catalog: Catalog, rows: Iterable[int]) -> Changes:
    """Let go of what waited and need not go any more."""
    gone = list(rows)
    return catalog.transact(Op.PUSH, lambda writer: writer.delete(Outbox, gone), by_machine=True)


def large_went(catalog: Catalog, account: int, rows: Iterable[int], versions: Mapping[str, str]) -> Changes:
    """Let go of large previews that went, or are not here any more; which `versions` photos have by that."""
    gone = list(rows)

    def work(writer: Writer) -> None:
        have_answered(writer, account, versions)
        writer.delete(Outbox, gone)

    return catalog.transact(Op.PUSH, work, by_machine=True)


def told(catalog: Catalog, graves: Iterable[int], *, has_feed: bool = False) -> Changes:
    """Note that the server has been told of photos that are no more; its feed, if any, has yet to tell it."""
    gone = list(graves)

    def work(writer: Writer) -> None:
        table = table_of(Tombstone)
        rows = select(table.c.account_id, table.c.server_photo_id).where(one_of(table.c.id, gone))
        for account, key in writer.read(rows) if has_feed else ():
            has_answered(writer, account, {(PHOTO, key): GONE})
        writer.delete(Tombstone, gone)

    return catalog.transact(Op.PUSH, work, by_machine=True)


def try_again(catalog: Catalog, photos: Iterable[int] | None = None) -> Changes:
    """Try parked things once more: those of some photos, or all."""
    chosen = None if photos is None else list(photos)

    def work(writer: Writer) -> None:
        parked = select(Outbox.id).where(Outbox.parked.is_not(None))
        if chosen is not None:
            parked = parked.where(one_of(table_of(Outbox).c.photo_id, chosen))
        writer.set(Outbox, [row[0] for row in writer.read(parked)], parked=None, tries=0)
        # What is kept beside photos is tried along.
        things = writer.read(select(RemoteThing.id).where(RemoteThing.parked.is_not(None)))
        writer.set(RemoteThing, [row[0] for row in things], parked=None, tries=0)

    return catalog.transact(Op.PUSH, work, by_machine=True)


def note_looks(catalog: Catalog, looks: Mapping[str, int | None]) -> Changes:
    """Note what photos look like whose previews came later than they; by their uids."""

    def work(writer: Writer) -> None:
        table = table_of(Photo)
        rows = writer.read(select(table.c.id, table.c.uid).where(one_of(table.c.uid, list(looks))))
        writer.set_each(Photo, "look", {photo: looks[uid] for photo, uid in rows})

    return catalog.transact(Op.PULL, work, by_machine=True)


def as_kept(said: Said) -> str:
    """What is said of a photo, as JSON."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _rows(writer: Writer, rows: Iterable[int]) -> dict[int, tuple[int, str | None]]:
    """Those that still wait: how often each was tried, and what was sent."""
    table = table_of(Outbox)
    found: dict[int, tuple[int, str | None]] = {}
    for chunk in chunks(rows):
        columns = select(table.c.id, table.c.tries, table.c.sent).where(one_of(table.c.id, chunk))
        found |= {row: (tries, sent) for row, tries, sent in writer.read(columns)}
    return found


def _with(before: str | None, said: Said) -> str:
    """Twice at most: one that may have arrived, and one that is going out now."""
    kept = [] if before is None else json.loads(before)
    new = json.loads(as_kept(said))
    return json.dumps(kept if kept.count(new) > 1 else [*kept, new], ensure_ascii=False)


def _without(before: str | None, said: Said) -> str | None:
    """Once only: an equal one may have gone out earlier, and that one may have arrived."""
    kept = [] if before is None else json.loads(before)
    new = json.loads(as_kept(said))
    if new in kept:
        kept.remove(new)
    return json.dumps(kept, ensure_ascii=False) if kept else None
