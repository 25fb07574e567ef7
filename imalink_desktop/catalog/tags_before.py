"""How the tags of photos were before some changes: the changes are walked back from what is there now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from imalink_desktop.catalog.journal import among, one_of, table_of
from imalink_desktop.catalog.models import PhotoTag, Tag
from imalink_desktop.catalog.touched import Kind, Touched

_Rows = dict[int, dict[str, Any]]


def tags_before_and_after(
    connection: Connection, touched: Sequence[Touched]
) -> dict[int, tuple[list[str], list[str]]]:
    """The paths of all tags that photos had and have, for those of which they changed."""
    if not any(images.table in ("tag", "photo_tag") for images in touched):
        return {}
    photos = _concerned(connection, touched)
    now = {
        row.id: {"photo_id": row.photo_id, "tag_id": row.tag_id}
        for row in connection.execute(
            select(PhotoTag.id, PhotoTag.photo_id, PhotoTag.tag_id).where(
                one_of(table_of(PhotoTag).c.photo_id, list(photos))
            )
        )
    }
    before = _walked_back(touched, "photo_tag", now)
    tags = {int(row["tag_id"]) for rows in (now, before) for row in rows.values()}
    paths = {
        row.id: {"path": row.path}
        for row in connection.execute(select(Tag.id, Tag.path).where(among(table_of(Tag), sorted(tags))))
    }
    had, have = _by_photo(before, _walked_back(touched, "tag", paths)), _by_photo(now, paths)
    found = {photo: (sorted(had.get(photo, [])), sorted(have.get(photo, []))) for photo in photos}
    return {photo: (old, new) for photo, (old, new) in found.items() if old != new}


def _concerned(connection: Connection, touched: Sequence[Touched]) -> set[int]:
    """The photos that have, or had, a link or a tag that was touched."""
    links: set[int] = set()
    tags: set[int] = set()
    photos: set[int] = set()
    for images in touched:
        if images.table == "tag" and images.kind is Kind.UPDATE and images.field == "path":
            tags.update(images.ids)
        if images.table == "photo_tag":
            links.update(images.ids)
            photos.update(int(row["photo_id"] or 0) for row in images.rows)
            if images.field == "photo_id":
                photos.update(int(photo or 0) for photo in (*images.olds, *images.news))
    table = table_of(PhotoTag)
    for some in (among(table, sorted(links)), one_of(table.c.tag_id, sorted(tags))):
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


def _by_photo(links: _Rows, tags: _Rows) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for link in links.values():
        if link["tag_id"] in tags:
            found.setdefault(int(link["photo_id"]), []).append(str(tags[link["tag_id"]]["path"]))
    return found
