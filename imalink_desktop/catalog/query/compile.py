"""A query as a condition on the table of photos.

Whatever a user wrote travels as a bound parameter. In SQL an unknown value makes a comparison
neither true nor false, and it stays so through AND and OR; `IS NOT true` ends it at each `Not`.
So SQL and Python find the same.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, bindparam, column, false, func, or_, select, table, true
from sqlalchemy.sql.expression import BindParameter

from imalink_desktop.catalog.models import Folder, ImageFile, Photo
from imalink_desktop.catalog.query import text_index
from imalink_desktop.catalog.query.ast import (
    And,
    Compare,
    Has,
    Is,
    Mode,
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
from imalink_desktop.catalog.query.columns import VALUES, Condition, some_file, some_text
from imalink_desktop.catalog.query.folding import words
from imalink_desktop.catalog.query.globe import latitudes_around
from imalink_desktop.catalog.query.match import formats_of

_index = table("photo_text", column("rowid"), column("photo_text"))


def condition(query: Query, online: Collection[int] = ()) -> Condition:
    """The query as a condition. `online` are the numbers of the drives that are there now."""
    match query:
        case And(parts):
            return and_(true(), *(condition(part, online) for part in parts))
        case Or(parts):
            return or_(false(), *(condition(part, online) for part in parts))
        case Not(part):
            return condition(part, online).is_not(true())
        case Text():
            return _text(query)
        case Under(field, path, exactly):
            return some_text(field, lambda text: func.lies_under(text, _bound(path), _bound(int(exactly))))
        case Compare(field) | Range(field):
            start, end = bounds(query)
            return _between(VALUES[field].expression, start, end)
        case Near():
            return _near(query)
        case Is(state):
            return _is(state, online)
        case Has(field):
            return _has(field)


def _bound(value: Scalar) -> BindParameter[Scalar]:
    return bindparam(None, value, unique=True)


def _text(asked: Text) -> Condition:
    """Through the index where it knows the field; what it finds is looked at again where all must agree."""
    if asked.field is None:
        return _indexed(asked)
    says = some_text(asked.field, lambda text: func.says(text, _bound(asked.words), _bound(asked.mode.value)))
    if asked.field not in text_index.COLUMNS:
        return says
    return and_(_indexed(asked), says) if asked.mode is Mode.ALL else _indexed(asked)


def _indexed(asked: Text) -> Condition:
    """Words are letters and figures; between quotes they are nothing else to FTS5 either."""
    phrase = f'"{" ".join(words(asked.words))}"' + (" *" if asked.mode is Mode.BEGINS else "")
    wanted = phrase if asked.field is None else f"{asked.field} : {phrase}"
    return Photo.id.in_(select(_index.c.rowid).where(_index.c.photo_text.op("MATCH")(_bound(wanted))))


def _between(value: ColumnElement[Scalar], start: Scalar | None, end: Scalar | None) -> Condition:
    limits: list[Condition] = []
    if start is not None:
        limits.append(value >= _bound(start))
    if end is not None:
        limits.append(value < _bound(end))
    return and_(*limits)


def _near(near: Near) -> Condition:
    low, high = latitudes_around(near)
    distance = func.km_between(_bound(near.latitude), _bound(near.longitude), Photo.latitude, Photo.longitude)
    return and_(Photo.latitude.between(_bound(low), _bound(high)), distance <= _bound(near.km))


def _is(state: str, online: Collection[int]) -> Condition:
    match state:
        case "raw" | "video":
            formats = sorted(formats_of(state))
            return or_(Photo.image_format.in_(formats), some_file(ImageFile.format.in_(formats)))
        case "unrated":
            return Photo.rating == 0
        case "undated":
            return Photo.shown_at.is_(None)
        case "offline":
            there = select(Folder.id).where(Folder.drive_id.in_(sorted(online)))
            at_hand = some_file(ImageFile.state == "present", ImageFile.folder_id.in_(there))
            return and_(some_file(), ~at_hand)
        case "damaged":
            return Photo.is_valid_image == 0
        case "stacked":
            return Photo.stack_id.is_not(None)
        case _:
            return Photo.trashed_at.is_not(None)


def _has(field: str) -> Condition:
    if field in VALUES:
        return and_(VALUES[field].is_not(None), VALUES[field] != "")
    return some_text(field, lambda text: text != "")
