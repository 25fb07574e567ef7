"""From a query to its `Part`: the lists are looked for, and measured, in the catalog at hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from imalink_desktop.catalog.models import Conflict, Folder, ImageFile, Outbox, Photo, RemotePhoto
from imalink_desktop.catalog.outbox import NEW_COLD
from imalink_desktop.catalog.query import parts, textual
from imalink_desktop.catalog.query.ast import (
    And,
    Compare,
    Has,
    Is,
    Leaf,
    Near,
    Not,
    Or,
    Query,
    Range,
    Scalar,
    Text,
    Under,
    bounds,
)
from imalink_desktop.catalog.query.columns import LINKS, NUMBERS, TOLD, VALUES, Condition, named
from imalink_desktop.catalog.query.globe import latitudes_around, longitudes_around
from imalink_desktop.catalog.query.match import formats_of
from imalink_desktop.catalog.query.parts import Part, hidden
from imalink_desktop.catalog.query.text_index import COLUMNS

_NOTHING: ColumnElement[int] = literal_column("0")
_PRESENT: ColumnElement[str] = literal_column("'present'")
"""Written out, so that SQLite sees that a short index serves."""

_UNLISTED = frozenset({"title", "description", "place"})
"""Columns that no index leads to: the full text search does, and for `has:` nothing has to."""

_IN_TRASH_TOO = frozenset({"author_id", "session_id", "stack_id", "latitude"})
"""Columns whose index knows of the photos in the trash as well."""


class Asking:
    """Looks at one catalog for one query.

    `in_sight` leaves out the trash. The walk goes along the column `leading`, and what is asked of
    that may shorten it.
    """

    def __init__(
        self, connection: Connection, online: Collection[int], leading: ColumnElement[Any], *, in_sight: bool
    ) -> None:
        self._connection = connection
        self._online = sorted(online)
        self._leading = leading
        self._in_sight = in_sight

    def part(self, query: Query) -> Part:
        """What a query asks, measured."""
        match query:
            case And(inner):
                return self._all_of(inner)
            case Or(inner):
                return parts.any_of([self.part(each) for each in inner])
            case Not(inner):
                return parts.none_of(self.part(inner))
            case _:
                return self._leaf(query)

    def _leaf(self, leaf: Leaf) -> Part:
        match leaf:
            case Text(_, _, None):
                return parts.any_of([*self._gear(leaf), textual.part(self._connection, leaf)])
            case Text(_, _, field) if field in COLUMNS:
                return textual.part(self._connection, leaf)
            case Text(_, _, field) | Under(field):
                return self._named(str(field), leaf)
            case Compare(field) | Range(field):
                return self._compared(leaf)
            case Near():
                return self._near(leaf)
            case Is(state):
                return self._is(state)
            case Has(field):
                return self._has(field)

    def _all_of(self, inner: Sequence[Query]) -> Part:
        """The index of words answers for all words at once, as far as no camera is called so."""
        together = [
            each
            for each in inner
            if isinstance(each, Text) and textual.is_phrase(each) and not self._gear(each)
        ]
        apart = [self.part(each) for each in inner if each not in together]
        return parts.all_of([*apart, *([textual.all_of(self._connection, together)] if together else [])])

    def _gear(self, asked: Text) -> list[Part]:
        """What was taken with a camera or a lens that is called so; nothing when none is."""
        if asked.field is not None:
            return []
        found = {field: self._numbers_of(field, asked) for field in ("camera", "lens")}
        return [self._numbered(field, numbers) for field, numbers in found.items() if numbers]

    def _named(self, field: str, asked: Text | Under) -> Part:
        return self._numbered(field, self._numbers_of(field, asked))

    def _numbers_of(self, field: str, asked: Text | Under) -> list[int]:
        """The few things that are called so are looked for first, once."""
        number, name = named(field)
        fits = (
            func.says(name, asked.words, asked.mode.value)
            if isinstance(asked, Text)
            else func.lies_under(name, asked.path, int(asked.exactly))
        )
        return list(self._connection.execute(select(number).where(fits)).scalars())

    def _numbered(self, field: str, numbers: Sequence[int]) -> Part:
        if field in NUMBERS:
            return self._own(NUMBERS[field], lambda column: _among(column, numbers))
        photo, number = LINKS[field]
        number_of = number.expression if len(numbers) == 1 else hidden(number.expression)
        look = exists().where(photo == Photo.id, _among(number_of, numbers))
        source = select(photo).where(_among(number.expression, numbers))
        return parts.listed(self._connection, source, look=look)

    def _own(
        self, column: InstrumentedAttribute[Any], fits: Callable[[ColumnElement[Any]], Condition]
    ) -> Part:
        """What is asked of a column of the photo's."""
        plain = column.expression
        leading = plain is self._leading
        part = Part(fits(plain if leading else hidden(plain)), along=fits(plain) if leading else None)
        if not self._in_sight:
            return part
        seen = [] if column.key in _IN_TRASH_TOO else [Photo.trashed_at.is_(None)]
        source = select(Photo.id).where(*seen, fits(plain))
        return replace(part, source=source, size=parts.length(self._connection, source))

    def _compared(self, asked: Compare | Range) -> Part:
        start, end = bounds(asked)
        if asked.field == "tells":
            return self._own(TOLD[str(start)], lambda told: told != _NOTHING)
        column = VALUES[asked.field]

        def between(value: ColumnElement[Any]) -> Condition:
            limits = [] if start is None else [value >= start]
            limits += [] if end is None else [value < end]
            if asked.field in ("flag", "visibility") and not _may_be_nothing(start, end):
                limits.append(value != _NOTHING)
            return and_(*limits)

        own = self._own(column, between)
        if asked.field != "format":
            return own
        return parts.any_of([own, self._files(between(ImageFile.format.expression))])

    def _near(self, near: Near) -> Part:
        low, high = latitudes_around(near)
        west, east = longitudes_around(near)

        def around(latitude: ColumnElement[Any], longitude: ColumnElement[Any]) -> Condition:
            distance = func.km_between(near.latitude, near.longitude, latitude, longitude)
            within = and_(latitude.between(low, high), longitude.between(west, east))
            return and_(within, distance <= near.km)

        here = (Photo.latitude.expression, Photo.longitude.expression)
        source = select(Photo.id).where(around(*here))
        box = select(Photo.id).where(here[0].between(low, high), here[1].between(west, east))
        return Part(around(*map(hidden, here)), source, parts.length(self._connection, box))

    def _is(self, state: str) -> Part:
        match state:
            case "raw" | "video":
                formats = sorted(formats_of(state))
                own = self._own(Photo.image_format, lambda column: column.in_(formats))
                return parts.any_of([own, self._files(ImageFile.format.in_(formats))])
            case "unrated":
                return self._own(Photo.rating, lambda column: column == 0)
            case "undated":
                return self._own(Photo.shown_at, lambda column: column.is_(None))
            case "missing":
                return self._files(ImageFile.state != _PRESENT, ImageFile.state == "missing")
            case "offline":
                return self._offline()
            case "damaged":
                return self._own(Photo.is_valid_image, lambda column: column == _NOTHING)
            case "stacked":
                return self._own(Photo.stack_id, lambda column: column.is_not(None))
            case "waiting":
                some = select(Outbox.photo_id).where(Outbox.urgency < NEW_COLD)  # as it is counted
                return parts.listed(self._connection, some.distinct())
            case "refused":
                refused = select(Outbox.photo_id).where(Outbox.parked.is_not(None))
                return parts.listed(self._connection, refused.distinct())
            case "conflict":
                return parts.listed(self._connection, select(Conflict.photo_id).distinct())
            case "elsewhere":
                return self._elsewhere()
            case _:
                source = select(Photo.id).where(Photo.trashed_at.is_not(None))
                size = parts.length(self._connection, source)
                return Part(hidden(Photo.trashed_at.expression).is_not(None), source, size)

    def _offline(self) -> Part:
        """Of those with a file out of reach, the ones that have none within."""
        there = select(Folder.id).where(Folder.drive_id.in_(self._online))
        away = select(Folder.id).where(Folder.drive_id.not_in(self._online))
        out_of_reach = parts.joined(
            [
                select(ImageFile.photo_id).where(ImageFile.folder_id.in_(away)),
                select(ImageFile.photo_id).where(ImageFile.state != _PRESENT),
            ]
        )
        within = has_file(ImageFile.state == "present", hidden(ImageFile.folder_id.expression).in_(there))
        look = and_(has_file(), ~within)
        return parts.listed(self._connection, out_of_reach, rest=~within, look=look)

    def _elsewhere(self) -> Part:
        """What a server knows, and no file here shows."""
        known = exists().where(RemotePhoto.photo_id == Photo.id)
        source = select(RemotePhoto.photo_id).where(
            ~exists().where(ImageFile.photo_id == RemotePhoto.photo_id)
        )
        return parts.listed(self._connection, source.distinct(), look=and_(known, ~has_file()))

    def _files(self, *conditions: Condition) -> Part:
        source = select(ImageFile.photo_id).where(*conditions)
        return parts.listed(self._connection, source, look=has_file(*conditions))

    def _has(self, field: str) -> Part:
        if field == "file":
            return Part(has_file(ImageFile.name != ""))
        if field == "format":
            own = hidden(Photo.image_format.expression)
            return Part(or_(and_(own.is_not(None), own != ""), has_file(ImageFile.format != "")))
        if field in VALUES:
            column = VALUES[field]
            if field in _UNLISTED:
                return Part(and_(column.is_not(None), column != ""))
            return self._own(column, lambda value: and_(value.is_not(None), value != ""))
        number, name = named(field)
        if field in NUMBERS:
            numbers = self._connection.execute(select(number).where(name != "")).scalars().all()
            return self._numbered(field, numbers)
        photo, number_of = LINKS[field]
        nameless = self._connection.execute(select(number).where(name == "")).scalars().all()
        has_name = [~_among(hidden(number_of.expression), nameless)] if nameless else []
        size = parts.length(self._connection, select(photo).where(*has_name))
        source = select(photo).where(*has_name)
        return Part(exists().where(photo == Photo.id, *has_name), source, size, effort=parts.PROBE)


def has_file(*conditions: Condition) -> Condition:
    """Whether a photo has a file of which all this is so."""
    return exists().where(ImageFile.photo_id == Photo.id, *conditions)


def _among(number: ColumnElement[int], numbers: Sequence[int]) -> Condition:
    """One of these, however many they are: one parameter."""
    if len(numbers) == 1:
        return number == numbers[0]
    return number.in_(select(func.json_each(json.dumps(list(numbers))).table_valued("value").c.value))


def _may_be_nothing(start: Scalar | None, end: Scalar | None) -> bool:
    after = isinstance(start, int) and start > 0
    before = isinstance(end, int) and end <= 0
    return not (after or before)
