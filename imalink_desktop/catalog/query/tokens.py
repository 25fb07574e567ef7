"""The signs of a query, one after the other, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from imalink_desktop.catalog.query.fields import named


class Sign(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    WORD = auto()
    QUOTED = auto()
    TERM = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token. Of a term, `name` and `operator` are as written and `text` is the value.

    `start` is where `text` begins, after the quote where there is one.
    """

    sign: Sign
    position: int
    end: int
    text: str = ""
    name: str = ""
    operator: str = ""
    start: int = 0
    quoted: bool = False


# Control signs and halves of signs: nothing that anybody means, and no database takes them all.
_UNFIT = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]")
# What keyboards, word processors and web pages make of our signs.
_ALSO = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb\u2212\u2013\u2014\uff1a", '"""""---:')
_TERM = re.compile(r"([^\W\d_]+)(\s*)(!=|<=|>=|=|<|>|:)\s*")
_RUN = re.compile(r'[^\s()"]*')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"?')
_BRACKETS = {"(": Sign.OPEN, ")": Sign.CLOSE}
_JOINS = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}


def tokens(text: str) -> Iterator[Token]:
    """Read a query from left to right; any text can be read. A quote left open ends with the text."""
    text = _UNFIT.sub(" ", text).translate(_ALSO)
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at)
        yield token
        at = token.end


def _next(text: str, at: int) -> Token:
    if text[at] in _BRACKETS:
        return Token(_BRACKETS[text[at]], at, at + 1)
    if text[at] == '"':
        inner, end = _quoted(text, at)
        return Token(Sign.QUOTED, at, end, inner, start=at + 1, quoted=True)
    if text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] != ")":
        return Token(Sign.NOT, at, at + 1)
    term = _TERM.match(text, at)
    if term and (named(term[1]) or not term[2]):
        return _term(text, term)
    run = _RUN.match(text, at)
    word = run[0] if run else ""
    return Token(_JOINS.get(word.upper(), Sign.WORD), at, at + len(word), word, start=at)


def _term(text: str, term: re.Match[str]) -> Token:
    value = term.end()
    if text[value : value + 1] == '"':
        inner, end = _quoted(text, value)
        return Token(Sign.TERM, term.start(), end, inner, term[1], term[3], value + 1, quoted=True)
    run = _RUN.match(text, value)
    inner = run[0] if run else ""
    return Token(Sign.TERM, term.start(), value + len(inner), inner, term[1], term[3], value)


def _quoted(text: str, at: int) -> tuple[str, int]:
    """What stands between the quotes, where two of them are one, and where it ends."""
    found = _QUOTED.match(text, at)
    return (found[1].replace('""', '"'), found.end()) if found else ("", at + 1)
