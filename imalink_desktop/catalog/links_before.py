"""What photos were linked to before some changes: they are walked back from what is there now.

Their tags, by their paths; the spaces that they are shown in, by what the home server calls these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from imalink_desktop.catalog.journal import among, one_of, table_of
from imalink_desktop.catalog.models import Base, PhotoSpace, PhotoTag, Space, Tag
from imalink_desktop.catalog.models.sync import ASIDE
from imalink_desktop.catalog.touched import Kind, Touched

_Rows = dict[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Linking:
    """Which rows tie photos to what, and what that goes by."""

    link: type[Base]
    owner: str
    """The field of a link that names the other end."""
    thing: type[Base]
    name: str
    whose: str | None = None
    """The field of a thing that says whose it is; only those of one account count."""


_TAGS = _Linking(PhotoTag, "tag_id", Tag, "path")
_SPACES = _Linking(PhotoSpace, "space_id", Space, "server_space_id", "account_id")


def tags_before_and_after(
    connection: Connection, touched: Sequence[Touched]
) -> dict[int, tuple[list[str], list[str]]]:
    """The paths of all tags that photos had and have, for those of which they changed."""
    return _before_and_after(connection, touched, _TAGS, None)


def spaces_before_and_after(
    connection: Connection, touched: Sequence[Touched], account: int
) -> dict[int, tuple[list[str], list[str]]]:
    """The spaces of an account that photos were and are shown in, for those of which they changed."""
    return _before_and_after(connection, touched, _SPACES, account)


def _before_and_after(
    connection: Connection, touched: Sequence[Touched], how: _Linking, account: int | None
) -> dict[int, tuple[list[str], list[str]]]:
    link, thing = table_of(how.link), table_of(how.thing)
    if not any(images.table in (thing.name, link.name) for images in touched):
        return {}
    photos = _concerned(connection, touched, how)
    owner = link.c[how.owner]
    now = {
        row[0]: {"photo_id": row[1], how.owner: row[2]}
        for row in connection.execute(
            select(link.c.id, link.c.photo_id, owner).where(one_of(link.c.photo_id, list(photos)))
        )
    }
    before = _walked_back(touched, link.name, now)
    things = {int(row[how.owner]) for rows in (now, before) for row in rows.values()}
    whose = () if how.whose is None else (how.whose,)
    asked = select(thing.c.id, thing.c[how.name], *(thing.c[each] for each in whose))
    names = {
        number: dict(zip((how.name, *whose), rest, strict=True))
        for number, *rest in connection.execute(asked.where(among(thing, sorted(things))))
    }

    def by_photo(links: _Rows, named: _Rows) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for row in links.values():
            one = named.get(int(row[how.owner]))
            ours = one is not None and (how.whose is None or one[how.whose] == account)
            if one is not None and ours and not (how is _SPACES and str(one[how.name]).startswith(ASIDE)):
                found.setdefault(int(row["photo_id"]), []).append(str(one[how.name]))
        return found

    had, have = by_photo(before, _walked_back(touched, thing.name, names)), by_photo(now, names)
    found = {photo: (sorted(had.get(photo, [])), sorted(have.get(photo, []))) for photo in photos}
    return {photo: (old, new) for photo, (old, new) in found.items() if old != new}


def _concerned(connection: Connection, touched: Sequence[Touched], how: _Linking) -> set[int]:
    """The photos that have, or had, a link or a thing that was touched."""
    table = table_of(how.link)
    links: set[int] = set()
    things: set[int] = set()
    photos: set[int] = set()
    for images in touched:
        if (images.table, images.kind, images.field) == (how.thing.__tablename__, Kind.UPDATE, how.name):
            things.update(images.ids)
        if images.table == table.name:
            links.update(images.ids)
            photos.update(int(row["photo_id"] or 0) for row in images.rows)
            if images.field == "photo_id":
                photos.update(int(photo or 0) for photo in (*images.olds, *images.news))
    for some in (among(table, sorted(links)), one_of(table.c[how.owner], sorted(things))):
        photos.update(connection.execute(select(table.c.photo_id).where(some)).scalars())
    return photos


def _walked_back(touched: Sequence[Touched], table: str, now: _Rows) -> _Rows:
    """The rows as they were, from those that are there and what became of them."""
    rows = {number: dict(row) for number, row in now.items()}
    for images in reversed(touched):
        if images.table != table:
            continue
        if images.kind is Kind.INSERT:
            for number in images.ids:
                rows.pop(number, None)
        elif images.kind is Kind.DELETE:
            rows |= {int(row["id"] or 0): dict(row) for row in images.rows}
        else:
            for number, old in zip(images.ids, images.olds, strict=True):
                if number in rows:
                    rows[number][str(images.field)] = old
    return rows
