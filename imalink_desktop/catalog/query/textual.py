"""Words, through the index of words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    table,
)

from imalink_desktop.catalog.models import ImageFile, Photo
from imalink_desktop.catalog.query import parts
from imalink_desktop.catalog.query.ast import Mode, Text
from imalink_desktop.catalog.query.columns import VALUES, Condition
from imalink_desktop.catalog.query.folding import words
from imalink_desktop.catalog.query.parts import Part
from imalink_desktop.catalog.query.text_index import COLUMNS

_text = table("photo_text", column("rowid"), column("photo_text"), *map(column, COLUMNS))
_word = table("word", column("text"))

_MOST_WORDS = 3_000
"""A part that stands in more words than these stands in many photos: they are soon met on a walk."""


def part(connection: Connection, asked: Text) -> Part:
    """Photos with these words in a field of the index's, or in any."""
    match asked.mode:
        case Mode.PART:
            return _within_words(connection, asked)
        case Mode.ALL:
            return parts.listed(connection, _matching(_phrase(asked)), rest=_says_all(asked))
        case _:
            return all_of(connection, [asked])


def is_phrase(asked: Text) -> bool:
    """Whether the index alone can answer."""
    return asked.mode in (Mode.BEGINS, Mode.WHOLE) and (asked.field is None or asked.field in COLUMNS)


def all_of(connection: Connection, asked: Sequence[Text]) -> Part:
    """Photos with all of these words."""
    wanted = " AND ".join(f"({_phrase(each)})" for each in asked)
    found = parts.listed(connection, _matching(wanted))
    if found.leads:
        return found
    return replace(found, look=and_(*map(_holds, asked)), effort=parts.PROBE)


def _matching(phrase: str) -> Select[tuple[int]]:
    return select(_text.c.rowid).where(_match(literal(phrase)))


def _match(phrase: ColumnElement[str]) -> Condition:
    return _text.c.photo_text.op("MATCH")(phrase)


def _phrase(asked: Text) -> str:
    """Words are letters and figures; between quotes they are nothing else to FTS5 either."""
    return _of(asked, f'"{" ".join(words(asked.words))}"' + (" *" if asked.mode is Mode.BEGINS else ""))


def _of(asked: Text, phrase: str) -> str:
    return phrase if asked.field is None else f"{asked.field} : {phrase}"


def _says_all(asked: Text) -> Condition:
    """The index finds words in a row, and not where a text begins and ends."""
    says = (asked.words, asked.mode.value)
    if asked.field == "file":
        here = ImageFile.photo_id == Photo.id
        far = and_(~exists().where(here), func.says(Photo.name, *says))
        return or_(exists().where(here, func.says(ImageFile.name, *says)), far)
    return func.says(VALUES[str(asked.field)], *says)


def _within_words(connection: Connection, asked: Text) -> Part:
    """A part of one word, or the end of one, whole ones, and the beginning of the last."""
    begin, *more = words(asked.words)
    text = _word.c.text
    fits = func.substr(text, -len(begin)) == begin if more else func.instr(text, begin) > 0
    known = connection.execute(select(text).where(fits).limit(_MOST_WORDS + 1)).scalars().all()
    if len(known) > _MOST_WORDS:
        return Part(_holds(asked), effort=parts.PROBE)
    phrases = [_of(asked, f'"{" ".join([word, *more])}"' + (" *" if more else "")) for word in known]
    each = func.json_each(json.dumps(phrases)).table_valued("value")
    matching = select(_text.c.rowid).select_from(each).join(_text, _match(each.c.value))
    found = parts.listed(connection, matching, look=_holds(asked))
    return replace(found, effort=parts.PROBE)


def _holds(asked: Text) -> Condition:
    """The index keeps the words of each field as one text, which is quicker to read for a photo or two."""
    fields = COLUMNS if asked.field is None else (asked.field,)
    wanted = " ".join(words(asked.words))
    begin = "" if asked.mode is Mode.PART else " "
    end = " " if asked.mode is Mode.WHOLE else ""
    holds = (func.instr(begin + _text.c[field] + end, begin + wanted + end) > 0 for field in fields)
    return exists().select_from(_text).where(_text.c.rowid == Photo.id, or_(*holds))
