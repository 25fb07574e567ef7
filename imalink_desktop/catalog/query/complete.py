"""What may follow where the cursor stands: names of fields, and values of the field just named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imalink_desktop.base.words import _
from imalink_desktop.catalog.query.fields import STATES, TABLE, Field, named
from imalink_desktop.catalog.query.folding import fold
from imalink_desktop.catalog.query.kinds import Choice, Known, State
from imalink_desktop.catalog.query.tokens import Sign, Token, tokens

_MOST = 20


@dataclass(frozen=True, slots=True)
class Completion:
    """Put `text` in place of the signs from `start` to `end`. `words` say what it means."""

    start: int
    end: int
    text: str
    words: str = ""


def complete(text: str, cursor: int, values: Mapping[str, Sequence[str]] | None = None) -> list[Completion]:
    """What may be meant by the word that ends at the cursor.

    `values` are the values that are there, by the name of their field: all tags, cameras, drives.
    """
    # Only what stands before the cursor is being typed; the rest waits behind it.
    before = list(tokens(text[:cursor]))
    last = before[-1] if before and before[-1].end >= cursor else None
    if last is None or last.sign is Sign.NOT or last.sign is Sign.OPEN:
        return _names("", cursor, cursor)
    if last.sign is Sign.WORD:
        return _names(last.text, last.position, cursor)
    field = named(last.name) if last.sign is Sign.TERM else None
    return [] if field is None else _values(field, last, cursor, values or {})


def _names(typed: str, start: int, end: int) -> list[Completion]:
    begin = fold(typed)
    return [
        Completion(start, end, f"{field.name}:", _(field.words))
        for field in TABLE
        if any(name.startswith(begin) for name in (field.name, *field.also))
    ]


def _values(field: Field, token: Token, cursor: int, there: Mapping[str, Sequence[str]]) -> list[Completion]:
    start = token.start - token.quoted
    begin = fold(token.text)
    known = _known(field) or dict.fromkeys(there.get(field.name, ()), "")
    fitting = [value for value in known if begin in fold(value)]
    # What begins with it comes before what only holds it.
    fitting.sort(key=lambda value: not fold(value).startswith(begin))
    return [Completion(start, cursor, _written(value), known[value]) for value in fitting[:_MOST]]


def _known(field: Field) -> Mapping[str, str]:
    match field.kind:
        case Choice():
            return dict.fromkeys(field.kind.options, "")
        case State():
            return {state: _(words) for state, words in STATES.items()}
        case Known():
            return {each.name: _(each.words) for each in TABLE if each.optional}
        case _:
            return {}


def _written(value: str) -> str:
    plain = value and not any(sign.isspace() or sign in '()"' for sign in value) and not value.endswith("*")
    return value if plain else '"' + value.replace('"', '""') + '"'
