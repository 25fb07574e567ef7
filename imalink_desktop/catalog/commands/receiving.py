"""What a server tells: photos made or changed on another machine, answers to what was sent, photos that went.

Nothing that a server says deletes a photo: one that was deleted there goes to the trash here, unless
somebody has edited it here meanwhile; then it is sent anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from imalink_core import Found
from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.agreeing import Theirs, agree
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.commands.facts import Gear, exif_text, facts
from imalink_desktop.catalog.commands.syncing import let_wait
from imalink_desktop.catalog.commands.tagging import clean_path
from imalink_desktop.catalog.commands.uniting import BESIDE, unite, unite_with_elsewhere, unite_with_kept
from imalink_desktop.catalog.commands.unproved import Place, have_answered, note_place
from imalink_desktop.catalog.commands.words import file_name
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.meeting import Incoming, Met, meet
from imalink_desktop.catalog.models import (
    Account,
    Departed,
    FarDigest,
    Outbox,
    Photo,
    PhotoExif,
    RemotePhoto,
    Tombstone,
)
from imalink_desktop.catalog.outbox import COLD, EGG, FILES
from imalink_desktop.catalog.saying import said_of
from imalink_desktop.catalog.sides import Merge, Said
from imalink_desktop.catalog.touched import Row


@dataclass(frozen=True, slots=True)
class Received:
    """What came of it."""

    changes: Changes
    new: int
    disputes: int
    gone: int = 0
    """Photos that went to the trash for it."""
    apart: tuple[int, ...] = ()
    """Photos that the server takes for others of ours, and that stay apart until somebody has chosen."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The server's answer to what was sent of a photo. Another `uid` than ours: the photo is that one."""

    photo: int
    key: str
    version: str | None
    said: Said
    """What it has now, as far as that is known."""
    uid: str | None = None
    taken: Said = field(default_factory=dict)
    """What we sent and it took, in its own way: a blank at the end of a title may be gone."""
    last: str | None = None
    """The version that it has now, where only an earlier one is known as a whole."""


def receive(
    catalog: Catalog,
    account: int,
    incoming: Sequence[Incoming],
    merge: Merge,
    *,
    place: Place | None = None,
    clock: Clock = now,
) -> Received:
    """Take over photos as a server has them, in one transaction with the place up to which it was read.

    A photo that was purged here and edited there since comes back; from the beginning of a feed nobody can
    tell what came since, so that it stays away.
    """
    counts = {"new": 0, "disputes": 0}
    latest = {one.key: _clean(one) for one in incoming}

    def work(writer: Writer) -> None:
        from_the_start = _cursor(writer, account) is None
        coming = _unburied(writer, account, list(latest.values()), spare=from_the_start)
        unite(writer, _twins(writer, account, coming), clock)
        met = meet(writer.read, account, coming)
        named, groups = _named(met)
        new = [one for one, photo in zip(coming, named, strict=True) if photo is None]
        made = iter(_take_in(writer, account, new, clock))
        photos = [next(made) if photo is None else photo for photo in named]
        theirs: dict[int, Theirs] = {}
        for photo, one, here in zip(photos, coming, met, strict=True):
            if photo == here.twin and one.uid is not None:
                writer.set(Photo, [photo], uid=one.uid)
            theirs[photo] = _theirs(photo, one)
        counts["new"] = len(new)
        counts["disputes"] = agree(writer, account, list(theirs.values()), merge, clock)
        _note_digests(writer, dict(zip(photos, coming, strict=True)))
        agreed = said_of(writer.read, photos)
        unite(writer, [{photos[place], other} for place, other in groups], clock)
        unite_with_elsewhere(writer, theirs, clock)
        # What became another by that, such as shown to fewer, the server has yet to be told.
        now_said = said_of(writer.read, photos)
        others = [photo for photo in photos if photo in now_said and now_said[photo] != agreed[photo]]
        agree(writer, account, [theirs[photo] for photo in others], merge, clock)
        if place is not None:
            note_place(writer, account, place)

    changes = catalog.transact(Op.PULL, work, by_machine=True)
    return Received(changes, counts["new"], counts["disputes"])


def acknowledge(
    catalog: Catalog,
    account: int,
    answers: Sequence[Answered],
    merge: Merge,
    *,
    clock: Clock = now,
    has_feed: bool = False,
) -> Received:
    """Note what a server has of photos since they were sent. Those that are gone are passed over.

    Of one that `has_feed`, that has yet to tell it.
    """
    counts = {"disputes": 0}
    apart: list[int] = []
    versions = {one.key: one.last or one.version for one in answers}

    def work(writer: Writer) -> None:
        if has_feed:
            have_answered(writer, account, {key: last for key, last in versions.items() if last})
        theirs: dict[int, Theirs] = {}
        for one in answers:
            photo = _adopted(writer, one, clock)
            if photo is not None:
                theirs[photo] = Theirs(
                    photo, one.key, one.version, _said_clean(one.said), one.taken, answered=True
                )
        apart[:] = photos_there(writer, [one.photo for one in answers if one.photo not in theirs])
        if apart:
            _let_only_eggs_wait(writer, account, apart)
        counts["disputes"] = agree(writer, account, list(theirs.values()), merge, clock)

    changes = catalog.transact(Op.PUSH, work, by_machine=True)
    return Received(changes, 0, counts["disputes"], apart=tuple(apart))


def let_go(
    catalog: Catalog, account: int, keys: Collection[str], *, keep: bool = False, clock: Clock = now
) -> Received:
    """Note that a server has photos no more, by its names for them or by their uids.

    What was edited here, or is to be kept, goes there anew; the others go to the trash.
    """
    lost = sorted(keys)
    counts = {"gone": 0}

    def work(writer: Writer) -> None:
        remote = table_of(RemotePhoto)
        named = one_of(remote.c.server_photo_id, lost) | one_of(table_of(Photo).c.uid, lost)
        columns = select(remote.c.photo_id, remote.c.id, Photo.hothash).join(
            Photo, Photo.id == remote.c.photo_id
        )
        known = {row[0]: row[1:] for row in writer.read(columns.where(remote.c.account_id == account, named))}
        bases = _bases(writer, [row for row, _ in known.values()])
        rows, edited = _edited(writer, account, list(known))
        stays = [photo for photo in known if keep or photo in edited]
        goes = [photo for photo in known if photo not in stays]
        for photo, row in () if keep else _doubtful(writer, account, lost):
            goes.append(photo)
            rows.append(row)
        writer.delete(Outbox, rows)
        writer.delete(RemotePhoto, [row for row, _ in known.values()])
        let_wait(writer, account, [photo for photo in stays if known[photo][1] is not None])
        goes = _left_alone(writer, account, goes, clock)
        here = select(Photo.id).where(one_of(table_of(Photo).c.id, goes), Photo.trashed_at.is_(None))
        writer.heard |= {(photo, "trashed_at") for photo in goes}
        fresh = [row[0] for row in writer.read(here)]
        writer.set(Photo, fresh, trashed_at=clock().isoformat())
        counts["gone"] = len(fresh)
        had = {photo: bases[known[photo][0]] if photo in known else {} for photo in fresh}
        said = {photo: json.dumps({**base, "trashed": True}) for photo, base in had.items()}
        departed = [{"account_id": account, "photo_id": photo, "base": base} for photo, base in said.items()]
        writer.insert(Departed, departed)
        graves = table_of(Tombstone)
        buried = one_of(graves.c.server_photo_id, lost) | one_of(graves.c.uid, lost)
        told = select(graves.c.id).where(graves.c.account_id == account, buried)
        writer.delete(Tombstone, [row[0] for row in writer.read(told)])

    changes = catalog.transact(Op.PULL, work, by_machine=True)
    return Received(changes, 0, 0, counts["gone"])


def _bases(writer: Writer, rows: Sequence[int]) -> dict[int, dict[str, Any]]:
    table = table_of(RemotePhoto)
    found = writer.read(select(table.c.id, table.c.base).where(one_of(table.c.id, rows)))
    return {row: json.loads(base) for row, base in found}


def _left_alone(writer: Writer, account: int, goes: Sequence[int], clock: Clock) -> list[int]:
    """Those whose files belong to no other photo that the server keeps; the files of the others go there."""
    unite_with_kept(writer, goes, clock)
    known = select(RemotePhoto.id).where(RemotePhoto.photo_id == Photo.id, RemotePhoto.account_id == account)
    left = select(Photo.id).where(one_of(table_of(Photo).c.id, goes), ~known.exists())
    return [row[0] for row in writer.read(left)]


def _note_digests(writer: Writer, photos: Mapping[int, Incoming]) -> None:
    """Keep by which digests files of these photos will be known, should they be found here."""
    table = table_of(FarDigest)
    rows = writer.read(select(table.c.photo_id, table.c.sha256).where(one_of(table.c.photo_id, list(photos))))
    known = {(photo, sha256) for photo, sha256 in rows}
    told = {
        (photo, file.sha256)
        for photo, one in photos.items()
        for file in one.files
        if file.sha256 and file.role not in BESIDE
    }
    new = sorted(told - known)
    writer.insert(FarDigest, [{"photo_id": photo, "sha256": sha256} for photo, sha256 in new])


def _edited(writer: Writer, account: int, photos: Sequence[int]) -> tuple[list[int], set[int]]:
    """What waits of photos, and which of them somebody has edited, and wants to have."""
    box = table_of(Outbox)
    columns = select(box.c.id, box.c.photo_id, box.c.field, Photo.trashed_at)
    waits = columns.join(Photo, Photo.id == box.c.photo_id).where(
        box.c.account_id == account, one_of(box.c.photo_id, photos)
    )
    rows = writer.read(waits)
    idle = (COLD, FILES)
    edited = {
        photo for _, photo, about, at in rows if about not in idle and not (about == "trashed_at" and at)
    }
    return [row[0] for row in rows], edited


def _doubtful(writer: Writer, account: int, uids: Sequence[str]) -> list[tuple[int, int]]:
    """Photos whose eggs waited in a backup that was put back, with their rows: the server has had them."""
    box = table_of(Outbox)
    eggs = (box.c.account_id == account) & (box.c.field == EGG) & (box.c.is_doubtful == 1)
    columns = select(box.c.photo_id, box.c.id).join(Photo, Photo.id == box.c.photo_id)
    found = writer.read(columns.where(eggs, one_of(table_of(Photo).c.uid, uids)))
    return [(photo, row) for photo, row in found]


def _cursor(writer: Writer, account: int) -> str | None:
    found = writer.read(select(Account.cursor).where(Account.id == account))
    return found[0][0] if found else None


def _unburied(writer: Writer, account: int, incoming: Sequence[Incoming], *, spare: bool) -> list[Incoming]:
    """Without those whose deletion the server has yet to be told of; whoever edits one wants it back."""
    table = table_of(Tombstone)
    names = [name for one in incoming for name in (one.key, one.uid) if name is not None]
    mine = (table.c.account_id == account) & (
        one_of(table.c.uid, names) | one_of(table.c.server_photo_id, names)
    )
    rows = writer.read(select(table.c.id, table.c.uid, table.c.server_photo_id).where(mine))
    if not spare:
        writer.delete(Tombstone, [row[0] for row in rows])
        return list(incoming)
    buried = {name for _, *both in rows for name in both}
    return [one for one in incoming if not buried & {one.key, one.uid}]


def _twins(writer: Writer, account: int, incoming: Sequence[Incoming]) -> list[set[int]]:
    """Photos of ours that are one, as the server's files say: one that is known, and one that came here."""
    return [
        {met.photo, met.twin}
        for met in meet(writer.read, account, incoming)
        if met.photo is not None and met.twin is not None
    ]


def _named(met: Sequence[Met]) -> tuple[list[int | None], list[tuple[int, int]]]:
    """Which photo of ours each is, if any; and those (by their place) that another of ours is one with.

    A photo that the server does not know yet takes the name of one that it has, and of one only.
    """
    named: list[int | None] = []
    groups: list[tuple[int, int]] = []
    for place, here in enumerate(met):
        photo = here.photo or (None if here.twin in named else here.twin)
        named.append(photo)
        others = {here.twin, here.other} - {photo, None}
        groups += [(place, other) for other in sorted(filter(None, others))]
    return named, groups


def _take_in(writer: Writer, account: int, incoming: Sequence[Incoming], clock: Clock) -> list[int]:
    """Make photos of what was made on another machine, with nothing said yet; that comes as for any other."""
    gear = Gear(writer, [one.metadata for one in incoming])
    added_at = clock().isoformat()
    rows: list[Row] = [
        {
            "uid": one.uid or str(uuid4()),
            "hothash": one.hothash,
            "name": file_name(one.files[0].filename) if one.files else None,
            **facts(one.metadata, Found()),
            **gear.of(one.metadata),
            "width": one.width,
            "height": one.height,
            "image_format": one.image_format,
            "file_size_bytes": one.file_size_bytes,
            "is_valid_image": int(one.is_valid_image),
            "look": one.look,
            "added_at": added_at,
        }
        for one in incoming
    ]
    photos = writer.insert(Photo, rows)
    writer.insert(
        PhotoExif,
        [
            {"photo_id": photo, "exif": exif_text(one.exif)}
            for photo, one in zip(photos, incoming, strict=True)
        ],
    )
    remote: Row = {"account_id": account, "version": None, "base": "{}"}
    writer.insert(
        RemotePhoto,
        [
            {**remote, "photo_id": photo, "server_photo_id": one.key}
            for photo, one in zip(photos, incoming, strict=True)
        ],
    )
    return photos


def _theirs(photo: int, one: Incoming) -> Theirs:
    return Theirs(photo, one.key, one.version, one.said, machine=_machine(one), since=one.since)


def _let_only_eggs_wait(writer: Writer, account: int, photos: Sequence[int]) -> None:
    """An egg says all there is to say of a photo that the server does not know.

    This one was answered: its next is another request, or the server would only repeat what it said.
    """
    box = table_of(Outbox)
    mine = (box.c.account_id == account) & one_of(box.c.photo_id, photos)
    rows = writer.read(select(box.c.id, box.c.field).where(mine))
    writer.delete(Outbox, [row for row, field in rows if field != EGG])
    writer.set(Outbox, [row for row, field in rows if field == EGG], mark=None)


def _adopted(writer: Writer, one: Answered, clock: Clock) -> int | None:
    """The photo that the answer is about, by the name that the server has for it."""
    here = writer.read(select(Photo.uid).where(Photo.id == one.photo))
    if not here or one.uid is None or here[0][0] == one.uid:
        return one.photo if here else None
    named = select(Photo.id).where(Photo.uid == one.uid)
    if other := writer.read(named):
        unite(writer, [{one.photo, other[0][0]}], clock)
        found = writer.read(named)
        return found[0][0] if found else None
    writer.set(Photo, [one.photo], uid=one.uid)
    return one.photo


def _machine(one: Incoming) -> str | None:
    """Where the original is: the machine, and the drive there."""
    for file in one.files:
        if file.machine:
            return " · ".join(filter(None, (file.machine, file.drive)))
    return None


def _clean(one: Incoming) -> Incoming:
    return replace(one, said=_said_clean(one.said))


def _said_clean(said: Said) -> Said:
    """Tags as they can be kept here: what no tag can be called is none."""
    tags = said.get("tags")
    if not isinstance(tags, tuple):
        return said
    paths: set[str] = set()
    for tag in tags:
        with suppress(Expected):
            paths.add(clean_path(tag))
    return {**said, "tags": tuple(sorted(paths))}
