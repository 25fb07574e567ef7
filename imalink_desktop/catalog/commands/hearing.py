"""Sidecars and files that another program has written to since the import are heard again.

What was taken over from them follows them, as long as nobody here has decided otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import select

from imalink_core import Found
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.commands.opinions import (
    BLANK,
    IN_THE_FILE,
    VERDICT,
    Heard,
    Opinion,
    hear,
    take_over,
)
from imalink_desktop.catalog.commands.words import folded
from imalink_desktop.catalog.journal import Writer, chunks, one_of, table_of
from imalink_desktop.catalog.models import Author, Origin, Photo, PhotoTag, Tag

_Origins: TypeAlias = Mapping[tuple[int, str], tuple[int, str, str | None]]


def hear_again(catalog: Catalog, opinions: Mapping[int, Sequence[Opinion]]) -> Changes:
    """Hear what sidecars of photos say by now."""
    told = dict(opinions)

    def work(writer: Writer) -> None:
        for chunk in chunks(photos_there(writer, told)):
            follow(writer, {photo: told[photo] for photo in chunk})

    return catalog.transact(Op.HATCH, work, by_machine=True)


def follow(writer: Writer, opinions: Mapping[int, Sequence[Opinion]]) -> None:
    """Make blank what still is as these had it; then it is taken over as for the first time."""
    heard = {photo: hear(told) for photo, told in opinions.items()}
    rated = {photo: _rating_sources(told) for photo, told in opinions.items()}
    origins = _origins(writer, list(heard))
    said = _said_now(writer, list(heard))
    stale = {
        place: row
        for place, (row, source, value) in origins.items()
        if _is_said_anew(place[1], source, heard[place[0]], rated[place[0]])
        and value is not None
        and _alike(said.get(place), json.loads(value))
    }
    for field, blank in BLANK.items():
        writer.set(Photo, [photo for photo, name in stale if name == field], **{field: blank})
    bare = [photo for photo, name in stale if name == "tags"]
    links = writer.read(select(PhotoTag.id).where(one_of(table_of(PhotoTag).c.photo_id, bare)))
    writer.delete(PhotoTag, [row[0] for row in links])
    writer.delete(Origin, stale.values())
    take_over(writer, heard)


def _is_said_anew(field: str, source: str, heard: Heard, rated: frozenset[str]) -> bool:
    if field in VERDICT:
        return source in rated
    return field in heard and heard[field].source == source


def _rating_sources(opinions: Sequence[Opinion]) -> frozenset[str]:
    """Whose word on the rating counts: a sidecar says it by silence too.

    But not one that says nothing at all, which may be half written; and a file may have been saved by a
    program that drops what it does not know.
    """
    return frozenset(
        opinion.source
        for opinion in opinions
        if opinion.found.rating is not None or (opinion.source != IN_THE_FILE and opinion.found != Found())
    )


def _origins(writer: Writer, photos: Sequence[int]) -> _Origins:
    columns = select(Origin.photo_id, Origin.field, Origin.id, Origin.source, Origin.value)
    rows = writer.read(columns.where(one_of(table_of(Origin).c.photo_id, photos)))
    return {(photo, field): (row, source, value) for photo, field, row, source, value in rows}


def _said_now(writer: Writer, photos: Sequence[int]) -> dict[tuple[int, str], object]:
    """What the photos have: an author by name, tags by their paths."""
    own = one_of(table_of(Photo).c.id, photos)
    columns = [table_of(Photo).c[field] for field in BLANK]
    authors = dict(map(tuple, writer.read(select(Author.id, Author.name))))
    said: dict[tuple[int, str], object] = {}
    for photo, *values in writer.read(select(Photo.id, *columns).where(own)):
        for field, value in zip(BLANK, values, strict=True):
            said[photo, field] = authors.get(value) if field == "author_id" else value
    tags: dict[int, list[str]] = {}
    theirs = select(PhotoTag.photo_id, Tag.path).join(Tag, Tag.id == PhotoTag.tag_id)
    for photo, path in writer.read(theirs.where(one_of(table_of(PhotoTag).c.photo_id, photos))):
        tags.setdefault(photo, []).append(path)
    return said | {(photo, "tags"): paths for photo, paths in tags.items()}


def _alike(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(folded, one)) == sorted(map(folded, other))
    return one == other
