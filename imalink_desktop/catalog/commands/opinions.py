"""What others wrote into a file or beside it (stars, titles), taken over where nobody has decided here.

Each value keeps its origin, so that "why five stars?" has an answer; and what was taken over
once is not taken over again, so that who takes the stars away keeps it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import ColumnElement, select

from imalink_core import Found
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.commands.crediting import known_by
from imalink_desktop.catalog.commands.origins import come_from
from imalink_desktop.catalog.commands.tagging import clean_path, ensure
from imalink_desktop.catalog.commands.words import folded, words
from imalink_desktop.catalog.decisions import LABELS
from imalink_desktop.catalog.journal import Writer, one_of, table_of
from imalink_desktop.catalog.models import Base, Origin, Photo, PhotoTag
from imalink_desktop.catalog.touched import Value

IN_THE_FILE = "file"
"""The source of an opinion that stood in the file itself; a sidecar is named."""

BLANK: Mapping[str, Value] = {
    "rating": 0,
    "flag": 0,
    "label": None,
    "title": None,
    "description": None,
    "author_id": None,
}
"""What a field holds about which nobody has decided."""

VERDICT: Mapping[str, str] = {"rating": "flag", "flag": "rating"}
"""The two fields that one rating fills: its stars, or the flag where it says rejected."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was found, and where."""

    source: str
    found: Found


@dataclass(frozen=True, slots=True)
class Told:
    """The value of one field by its best source: of `tags` their paths, of `author_id` a name."""

    source: str
    value: Value | tuple[str, ...]


Heard: TypeAlias = Mapping[str, Told]
"""All that is told of one photo, by field."""


def hear(opinions: Sequence[Opinion]) -> dict[str, Told]:
    """What opinions say of a photo; of a field that several speak of, the first."""
    heard = _verdict(opinions)
    for opinion in opinions:
        for field, value in _said(opinion.found):
            heard.setdefault(field, Told(opinion.source, value))
    return heard


def _verdict(opinions: Sequence[Opinion]) -> dict[str, Told]:
    """Stars or rejected: one decision, that of the first who made it.

    No stars are told only where that overrules somebody.
    """
    rated = [(one.source, one.found.rating) for one in opinions if one.found.rating is not None]
    if not any(rating for _, rating in rated):
        return {}
    source, rating = rated[0]
    return {"flag": Told(source, -1)} if rating == -1 else {"rating": Told(source, rating)}


def take_over(writer: Writer, heard: Mapping[int, Heard]) -> None:
    """Give photos what is told of them, where nobody has decided and it has not been taken over before."""
    photos = [photo for photo, told in heard.items() if told]
    if not photos:
        return
    decided = _decided(writer, photos)
    taken = {
        photo: {field: told for field, told in heard[photo].items() if (photo, field) not in decided}
        for photo in photos
    }
    for field in BLANK:
        news = {photo: told[field].value for photo, told in taken.items() if field in told}
        writer.set_each(Photo, field, _rows(writer, field, news))
    _give_tags(writer, {photo: told["tags"].value for photo, told in taken.items() if "tags" in told})
    by_source: dict[tuple[str, str], dict[int, Value | tuple[str, ...]]] = {}
    for photo, fields in taken.items():
        for field, told in fields.items():
            by_source.setdefault((field, told.source), {})[photo] = told.value
    for (field, source), values in by_source.items():
        come_from(writer, field, source, values)


def _decided(writer: Writer, photos: Sequence[int]) -> set[tuple[int, str]]:
    """The fields that somebody has decided, or that were taken over before."""

    def these(model: type[Base], field: str) -> ColumnElement[bool]:
        return one_of(table_of(model).c[field], photos)

    decided = {
        (int(photo), str(field))
        for photo, field in writer.read(
            select(Origin.photo_id, Origin.field).where(these(Origin, "photo_id"))
        )
    }
    # Both are what one rating said: who has heard one of them does not hear the other from elsewhere.
    decided |= {(photo, VERDICT[field]) for photo, field in decided if field in VERDICT}
    tagged = writer.read(select(PhotoTag.photo_id).where(these(PhotoTag, "photo_id")).distinct())
    decided |= {(photo, "tags") for (photo,) in tagged}
    columns = [table_of(Photo).c[field] for field in BLANK]
    for photo, *values in writer.read(select(Photo.id, *columns).where(these(Photo, "id"))):
        known = zip(BLANK.items(), values, strict=True)
        decided |= {(photo, field) for (field, blank), value in known if value != blank}
    return decided


def _said(found: Found) -> Iterable[tuple[str, Value | tuple[str, ...]]]:
    label = (found.label or "").strip().lower().replace("grey", "gray")
    if label in LABELS:
        yield "label", label
    for field, text in (("title", found.title), ("description", found.description)):
        if said := words(text):
            yield field, said
    if creator := words(found.creator):
        yield "author_id", creator
    if tags := _paths(found.keywords):
        yield "tags", tags


def _paths(keywords: Iterable[str]) -> tuple[str, ...]:
    """Keywords as tags; those that cannot be one are left out, and of two that differ in case alone, one."""
    paths: dict[str, str] = {}
    for keyword in keywords:
        with suppress(Expected):
            path = clean_path(keyword)
            paths.setdefault(folded(path), path)
    return tuple(paths.values())


def _rows(writer: Writer, field: str, news: Mapping[int, Value | tuple[str, ...]]) -> dict[int, Value]:
    """The values as the photos keep them: an author by number."""
    plain = {photo: value for photo, value in news.items() if not isinstance(value, tuple)}
    if field != "author_id":
        return plain
    authors: dict[Value, int] = {}
    for name in dict.fromkeys(plain.values()):
        with suppress(Expected):  # no name that an author can have
            authors[name] = known_by(writer, str(name))
    return {photo: authors[name] for photo, name in plain.items() if name in authors}


def _give_tags(writer: Writer, tags: Mapping[int, Value | tuple[str, ...]]) -> None:
    """Photos without tags get theirs."""
    wanted = {photo: paths for photo, paths in tags.items() if isinstance(paths, tuple)}
    numbers = {path: ensure(writer, path) for path in dict.fromkeys(p for ps in wanted.values() for p in ps)}
    writer.insert(
        PhotoTag,
        [{"photo_id": photo, "tag_id": numbers[path]} for photo, paths in wanted.items() for path in paths],
    )
