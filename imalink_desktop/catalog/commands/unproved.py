"""What a server answered to, until the place up to which its feed was read lies behind it.

Written in the transaction that notes the answer, and taken away in the one that notes the place: whenever a
round breaks off, it is known what the server has to tell in the next one, should it have the same past.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import Account, RemotePhoto, Unproved
from imalink_desktop.catalog.reads.unproved import PHOTO, is_before
from imalink_desktop.catalog.touched import Row

Name: TypeAlias = tuple[str, str]
"""Of what kind, and what the server calls it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Up to where the feed of which server has been read."""

    server_id: str
    epoch: str
    cursor: str | None
    proves: tuple[int, ...] = ()
    """The rows of what it told up to there."""


def note_place(writer: Writer, account: int, place: Place) -> None:
    """Note it, and what it proves."""
    values = {"server_id": place.server_id, "epoch": place.epoch, "cursor": place.cursor}
    writer.set(Account, [account], **values)
    writer.delete(Unproved, place.proves)


def has_answered(writer: Writer, account: int, versions: Mapping[Name, str]) -> None:
    """Keep which versions a server has answered with, or that something is `GONE`.

    The highest of each counts: a lower one that comes later may be of another past.
    """
    table = table_of(Unproved)
    columns = select(table.c.id, table.c.kind, table.c.name, table.c.version)
    mine = (table.c.account_id == account) & one_of(table.c.name, [name for _kind, name in versions])
    there = {(kind, name): (row, version) for row, kind, name, version in writer.read(columns.where(mine))}
    higher = {
        there[name][0]: version
        for name, version in versions.items()
        if name in there and not is_before(version, there[name][1])
    }
    writer.set_each(Unproved, "version", higher)
    new = {name: version for name, version in versions.items() if name not in there}
    rows: list[Row] = [
        {"account_id": account, "kind": kind, "name": name, "version": version}
        for (kind, name), version in new.items()
    ]
    writer.insert(Unproved, rows)


def have_answered(writer: Writer, account: int, photos: Mapping[str, str]) -> None:
    """As `has_answered`, of photos; where one has the version that was known, nothing came of it."""
    table = table_of(RemotePhoto)
    columns = select(table.c.server_photo_id, table.c.version)
    mine = (table.c.account_id == account) & one_of(table.c.server_photo_id, list(photos))
    known = dict(map(tuple, writer.read(columns.where(mine))))
    new = {(PHOTO, key): version for key, version in photos.items() if known.get(key) != version}
    has_answered(writer, account, new)


def answered(catalog: Catalog, account: int, versions: Mapping[Name, str]) -> Changes:
    """Keep it before what the answer says is taken over."""
    return catalog.transact(Op.PUSH, lambda writer: has_answered(writer, account, versions), by_machine=True)


def forget(writer: Writer, account: int) -> None:
    """Nothing has to be proved any more of a server that has another past."""
    rows = writer.read(select(Unproved.id).where(Unproved.account_id == account))
    writer.delete(Unproved, [row[0] for row in rows])


def proved(catalog: Catalog, rows: Collection[int]) -> Changes:
    """These have been told."""
    return catalog.transact(Op.PULL, lambda writer: writer.delete(Unproved, rows), by_machine=True)
