"""The photos somebody chose: which of them there are, and which belong to something already."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from imalink_desktop.catalog.journal import Writer, among, chunks, one_of, table_of
from imalink_desktop.catalog.models import Base, Photo


def photos_there(writer: Writer, chosen: Iterable[int]) -> list[int]:
    """Those that the catalog has, in the order chosen, each once."""
    once = list(dict.fromkeys(chosen))
    there = {
        row[0]
        for chunk in chunks(once)
        for row in writer.read(select(Photo.id).where(among(table_of(Photo), chunk)))
    }
    return [photo for photo in once if photo in there]


def links(writer: Writer, model: type[Base], field: str, owner: int, photos: Iterable[int]) -> dict[int, int]:
    """Those that belong to the owner (`field` refers to it), with the rows of `model` that say so."""
    table = table_of(model)
    belonging = select(table.c.photo_id, table.c.id).where(table.c[field] == owner)
    return {
        photo: row
        for chunk in chunks(dict.fromkeys(photos))
        for photo, row in writer.read(belonging.where(one_of(table.c.photo_id, chunk)))
    }
