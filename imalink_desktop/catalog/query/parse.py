"""From what somebody typed to a `Query`; any text is one or the other: a query, or a `QueryError`.

    query  = any of: all of { OR all of }
    all of = part { [AND] part }
    part   = ( NOT | - ) part  |  "(" query ")"  |  word  |  "phrase"  |  field:value

It is kind to those who are still typing: brackets and quotes left open end with the text.
"""

from __future__ import annotations

from imalink_desktop.base.words import _
from imalink_desktop.catalog.query.ast import EVERYTHING, Query, all_of, any_of, depth, none_of
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.folding import words
from imalink_desktop.catalog.query.term import MOST_WORDS, read_term, read_words
from imalink_desktop.catalog.query.tokens import Sign, Token, tokens

MOST_SIGNS = 10_000
MOST_BRACKETS = 100
MOST_PARTS = 200
MOST_LEVELS = 10
"""How deeply brackets may lie in each other that say something; more of them SQLite could not read."""


def parse(text: str) -> Query:
    """Understand a query, or raise `QueryError`."""
    if len(text) > MOST_SIGNS:
        raise QueryError(
            MOST_SIGNS,
            len(text) - MOST_SIGNS,
            _("A query has at most {most_signs} signs.").format(most_signs=MOST_SIGNS),
        )
    found = list(tokens(text))
    parts = [token for token in found if token.sign in (Sign.WORD, Sign.QUOTED, Sign.TERM)]
    if len(parts) > MOST_PARTS:
        extra = parts[MOST_PARTS]
        raise QueryError(
            extra.position,
            len(text) - extra.position,
            _("More than {most_parts} things at once.").format(most_parts=MOST_PARTS),
        )
    query = _Parser(found, len(text)).parse()
    if depth(query) > MOST_LEVELS:
        raise QueryError(0, len(text), _("The brackets lie too deeply in each other."))
    if parts and not any(map(_asks, parts)):
        raise QueryError(
            0, len(text), _("There is no letter and no figure in it."), _("* alone finds everything.")
        )
    return query


class _Parser:
    """Goes through the tokens once."""

    def __init__(self, found: list[Token], end: int) -> None:
        self._tokens = found
        self._at = 0
        self._end = end
        self._brackets = 0

    def parse(self) -> Query:
        if not self._tokens:
            return EVERYTHING
        query = self._any_of()
        token = self._peek()
        if token:
            raise QueryError(token.position, 1, _("This bracket was never opened."))
        return query

    def _any_of(self) -> Query:
        parts = [self._all_of()]
        while self._take(Sign.OR):
            parts.append(self._all_of())
        return any_of(parts)

    def _all_of(self) -> Query:
        parts = [self._part()]
        while (token := self._peek()) and token.sign not in (Sign.OR, Sign.CLOSE):
            self._take(Sign.AND)
            parts.append(self._part())
        return all_of(parts)

    def _part(self) -> Query:
        denied = False
        while self._take(Sign.NOT):
            denied = not denied
        query = self._bracketed() if self._take(Sign.OPEN) else self._leaf()
        return none_of(query) if denied else query

    def _bracketed(self) -> Query:
        opened = self._tokens[self._at - 1]
        self._brackets += 1
        if self._brackets > MOST_BRACKETS:
            raise QueryError(opened.position, 1, _("The brackets lie too deeply in each other."))
        query = self._any_of()
        self._take(Sign.CLOSE)
        self._brackets -= 1
        return query

    def _leaf(self) -> Query:
        token = self._peek()
        if token is None:
            raise QueryError(self._end, 0, _("Something is missing at the end."))
        match token.sign:
            case Sign.WORD | Sign.QUOTED:
                self._at += 1
                return _text(token)
            case Sign.TERM:
                self._at += 1
                return read_term(token)
            case _:
                raise QueryError(
                    token.position, token.end - token.position, _("Something is missing before this.")
                )

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, sign: Sign) -> bool:
        token = self._peek()
        if token is None or token.sign is not sign:
            return False
        self._at += 1
        return True


def _asks(token: Token) -> bool:
    """Whether it says anything: a lone `-` does not, and is more likely the begin of something."""
    return token.sign is Sign.TERM or "*" in token.text or bool(words(token.text))


def _text(token: Token) -> Query:
    """Words anywhere. Signs that are no words ask for nothing."""
    count = len(words(token.text))
    if count > MOST_WORDS:
        length = token.end - token.position
        raise QueryError(
            token.position,
            length,
            _("A phrase has at most {most_words} words.").format(most_words=MOST_WORDS),
        )
    return read_words(token) if count else EVERYTHING
