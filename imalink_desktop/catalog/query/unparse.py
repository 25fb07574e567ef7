"""A query in its plainest writing: `parse(unparse(query)) == query`."""

from __future__ import annotations

import re

from imalink_desktop.catalog.query.ast import (
    EVERYTHING,
    And,
    Compare,
    Has,
    Is,
    Leaf,
    Mode,
    Near,
    Not,
    Or,
    Query,
    Range,
    Text,
    Under,
)
from imalink_desktop.catalog.query.tokens import Sign, tokens

_ALL = "*"


def unparse(query: Query) -> str:
    """Write a query down."""
    if query == EVERYTHING:
        return ""
    match query:
        case And(parts):
            return " ".join(map(_inner, parts))
        case Or(parts):
            return " OR ".join(_inner(part, And) for part in parts)
        case _:
            return _inner(query)


def _inner(query: Query, bare: type[And] | None = None) -> str:
    """Write a part of a query, in brackets where it would fall apart without."""
    match query:
        case And(()):
            return _ALL
        case And() | Or():
            text = unparse(query)
            return text if bare and isinstance(query, bare) else f"({text})"
        case Not(part):
            return f"-{_inner(part)}"
        case _:
            return _leaf(query)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Text(words, mode, None):
            return _free(words, mode)
        case Text(words, mode, field):
            return f"{field}={_value(words)}" if mode is Mode.ALL else f"{field}:{_words(words, mode)}"
        case Under(field, path, exactly):
            return f"{field}{'=' if exactly else ':'}{_value(path)}"
        case Compare(field, operator, value):
            return f"{field}{operator.value}{value.text}"
        case Range(field, low, high):
            return f"{field}:{low.text if low else ''}..{high.text if high else ''}"
        case Near(latitude, longitude, km):
            return f"near:{_number(latitude, 12)},{_number(longitude, 12)},{_number(km, 6)}km"
        case Is(state):
            return f"is:{state}"
        case Has(field):
            return f"has:{field}"


def _free(words: str, mode: Mode) -> str:
    if mode is Mode.BEGINS:
        # As it was typed, when it would be read the same, also right after the name of a field.
        read = [(token.sign, token.text) for token in tokens(words)]
        if read == [(Sign.WORD, words)] and words[0] not in ":<>=!" and not words.endswith("*"):
            return words
    return _words(words, mode) if mode is Mode.PART else _quoted(words, mode)


def _words(words: str, mode: Mode) -> str:
    if mode is Mode.BEGINS and _is_plain(words):
        return words
    if mode is Mode.PART and _is_plain(words):
        return f"*{words}*"
    return _quoted(words, mode)


def _value(text: str) -> str:
    return text if _is_plain(text) else _quoted(text, Mode.ALL)


def _is_plain(text: str) -> bool:
    return re.fullmatch(r'[^\s()"]*[^\s()"*]', text) is not None


def _quoted(text: str, mode: Mode) -> str:
    inside = text.replace('"', '""')
    begin = "*" if mode is Mode.PART else ""
    end = "*" if mode in (Mode.BEGINS, Mode.PART) else ""
    return f'"{begin}{inside}{end}"'


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}".rstrip("0").rstrip(".")
