"""Spaces: photos are put into them and taken out, and what the server says of the spaces themselves is kept.

A photo knows its spaces by the catalog's rows, the wire by the server's numbers; both meet in `show_in`.
A number says nothing of which space it is, once a server has been put back: that is told by the uid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.chosen import links, photos_there
from imalink_desktop.catalog.commands.words import on_one_line
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.journal import Writer, among, one_of, table_of
from imalink_desktop.catalog.models import Outbox, Photo, PhotoSpace, Space
from imalink_desktop.catalog.models.sync import ASIDE
from imalink_desktop.catalog.outbox import EGG, SPACES
from imalink_desktop.catalog.reads.spaces import KnownSpace
from imalink_desktop.catalog.touched import Row


@dataclass(frozen=True, slots=True)
class ListedSpace:
    """A space as the server tells it."""

    key: str
    name: str
    is_mine: bool
    members: int
    uid: str | None = None
    """What it is called for good."""


def is_known_so(known: KnownSpace, told: ListedSpace) -> bool:
    """Whether nothing of what is told is news."""
    here, there = (
        (one.name, one.is_mine, one.members, one.uid if told.uid else None) for one in (known, told)
    )
    return here == there


def put_into(catalog: Catalog, photos: Iterable[int], spaces: Collection[int]) -> Changes:
    """Show photos to the members of spaces. Those that only one sees oneself become visible there with it."""

    def work(writer: Writer) -> None:
        _must_be_there(writer, spaces)
        chosen = photos_there(writer, photos)
        for space in spaces:
            _put(writer, chosen, space)
        private = select(Photo.id).where(
            among(table_of(Photo), chosen), Photo.visibility < Visibility.SPACE.value
        )
        hidden = [row[0] for row in writer.read(private)] if spaces else []
        writer.set(Photo, hidden, visibility=int(Visibility.SPACE))

    return catalog.transact(Op.PUT_INTO_SPACE, work)


def take_out(catalog: Catalog, photos: Iterable[int], spaces: Collection[int]) -> Changes:
    """Show photos in these spaces no longer. Who may see them otherwise stays as it is."""

    def work(writer: Writer) -> None:
        _must_be_there(writer, spaces)
        chosen = photos_there(writer, photos)
        for space in spaces:
            writer.delete(PhotoSpace, links(writer, PhotoSpace, "space_id", space, chosen).values())

    return catalog.transact(Op.TAKE_OUT_OF_SPACE, work)


def hear(catalog: Catalog, account: int, listed: Sequence[ListedSpace]) -> Changes:
    """Know the spaces that the server tells of. Those it does not tell of stay for now.

    One is known by its uid: where another has its number by now, as after a restore, it is laid aside.
    """

    def work(writer: Writer) -> None:
        rows = [_Row(*row) for row in writer.read(_ROWS.where(Space.account_id == account))]
        there = {one.key: _found(rows, one) for one in listed}
        keys = {row.id: key for key, row in there.items() if row is not None}
        moved = [row for row in rows if (row.id in keys or row.key in there) and row.key != keys.get(row.id)]
        table = table_of(PhotoSpace)
        shown = one_of(table.c.space_id, [row.id for row in moved])
        # What the server shows has not been changed by that, and nothing of it is to be told.
        writer.heard |= {(photo, SPACES) for (photo,) in writer.read(select(table.c.photo_id).where(shown))}
        for row in moved:
            writer.set(Space, [row.id], server_space_id=f"{ASIDE}{row.id}")
        for one in listed:
            values: Row = {
                "name": on_one_line(one.name)[:_LONGEST] or _unheard(one.key),
                "is_mine": int(one.is_mine),
                "members": max(one.members, 1),
                "server_space_id": one.key,
            }
            if one.uid is not None:
                values = {**values, "uid": one.uid}
            known = there[one.key]
            if known is None:
                writer.insert(Space, [{**values, "account_id": account}])
            else:
                writer.set(Space, [known.id], **values)

    return catalog.transact(Op.PULL, work, by_machine=True)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    key: str
    uid: str | None
    name: str
    is_mine: int


_ROWS = select(Space.id, Space.server_space_id, Space.uid, Space.name, Space.is_mine).order_by(Space.id)


def _found(rows: Sequence[_Row], one: ListedSpace) -> _Row | None:
    """The space that this is: by its uid, or by its number where no uid is known and no other owner."""
    by_uid = [row for row in rows if one.uid is not None and row.uid == one.uid]
    same = [
        row
        for row in rows
        if row.key == one.key
        and None in (row.uid, one.uid)
        and (row.name == _unheard(row.key) or bool(row.is_mine) == one.is_mine)
    ]
    return next(iter(by_uid or same), None)


def _unheard(key: str) -> str:
    """The name of a space that only photos have told of so far."""
    return f"#{key}"


def let_go(catalog: Catalog, account: int, keys: Collection[str]) -> Changes:
    """Spaces are gone, or were left: nothing is shown there any more, as the server knows already.

    What the server would not have because of them is tried again.
    """

    def work(writer: Writer) -> None:
        known = _known(writer, account)
        gone = [known[key] for key in keys if key in known]
        table, box = table_of(PhotoSpace), table_of(Outbox)
        rows = writer.read(select(table.c.id, table.c.photo_id).where(one_of(table.c.space_id, gone)))
        photos = sorted({photo for _row, photo in rows})
        waits = writer.read(
            select(box.c.id, box.c.photo_id, box.c.field).where(
                box.c.account_id == account,
                box.c.field.in_([SPACES, EGG]),
                one_of(box.c.photo_id, photos),
            )
        )
        writer.set(Outbox, [row[0] for row in waits], parked=None, tries=0)
        writer.about(photos)
        writer.heard |= {(photo, SPACES) for photo in photos}
        writer.delete(PhotoSpace, [row for row, _photo in rows])
        writer.delete(Space, gone)

    return catalog.transact(Op.SPACE_GONE, work, by_machine=True)


def show_in(writer: Writer, account: int, wanted: Mapping[int, Collection[str]]) -> None:
    """Let photos be in just these spaces, by what the server calls them.

    One that nobody has told of yet is made known by its number: its name comes with the next list.
    """
    if not wanted:
        return
    known = _known(writer, account)
    new = sorted({key for keys in wanted.values() for key in keys} - known.keys())
    row = {"account_id": account, "is_mine": 0, "members": 1}
    made = writer.insert(Space, [{**row, "server_space_id": key, "name": _unheard(key)} for key in new])
    known |= dict(zip(new, made, strict=True))
    table = table_of(PhotoSpace)
    columns = select(table.c.id, table.c.photo_id, table.c.space_id)
    mine = one_of(table.c.photo_id, list(wanted)) & one_of(table.c.space_id, list(known.values()))
    has = {(photo, space): link for link, photo, space in writer.read(columns.where(mine))}
    meant = {(photo, known[key]) for photo, keys in wanted.items() for key in keys}
    writer.delete(PhotoSpace, [link for pair, link in has.items() if pair not in meant])
    fresh = sorted(meant - has.keys())
    writer.insert(PhotoSpace, [{"photo_id": photo, "space_id": space} for photo, space in fresh])


def _put(writer: Writer, photos: Sequence[int], space: int) -> None:
    have = links(writer, PhotoSpace, "space_id", space, photos)
    new = [photo for photo in photos if photo not in have]
    writer.insert(PhotoSpace, [{"photo_id": photo, "space_id": space} for photo in new])


def _must_be_there(writer: Writer, spaces: Collection[int]) -> None:
    there = writer.read(select(Space.id).where(one_of(table_of(Space).c.id, sorted(set(spaces)))))
    if len(there) < len(set(spaces)):
        raise Expected(_("That space is gone, or you are not in it any more."))


def _known(writer: Writer, account: int) -> dict[str, int]:
    rows = writer.read(select(Space.server_space_id, Space.id).where(Space.account_id == account))
    return dict(map(tuple, rows))


_LONGEST = 200
