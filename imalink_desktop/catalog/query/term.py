"""`field:value`, understood by the table of fields."""

from __future__ import annotations

from imalink_desktop.base.words import _
from imalink_desktop.catalog.query.ast import (
    Compare,
    Has,
    Is,
    Mode,
    Operator,
    Query,
    Range,
    Span,
    Text,
    Under,
    none_of,
)
from imalink_desktop.catalog.query.errors import QueryError, did_you_mean
from imalink_desktop.catalog.query.fields import BY_NAME, STATES, TABLE, Field, named
from imalink_desktop.catalog.query.folding import fold, names, words
from imalink_desktop.catalog.query.kinds import Choice, Known, Ordered, Path, Place, State, Words
from imalink_desktop.catalog.query.tokens import Token

MOST_WORDS = 64
FEWEST_SIGNS = 2
"""A part of a word that is shorter stands in nearly all of them."""
_RANGE = ".."


def read_term(token: Token) -> Query:
    """The query that a term is, or `QueryError` at the part of it that makes no sense."""
    field = named(token.name)
    if field is None:
        hint = did_you_mean(token.name, BY_NAME) or _('To look for the words, put them in "quotes".')
        raise QueryError(
            token.position,
            len(token.name),
            _("There is nothing called “{text}”.").format(text=token.name),
            hint,
        )
    if token.operator not in (":", "=") and token.operator not in field.operators:
        told = _("{field} goes with {signs}").format(field=field.name, signs=" ".join(field.operators))
        raise QueryError(token.position, token.start - token.position, told, _for_instance(field))
    if not token.text.strip():
        hint = _for_instance(field)
        raise QueryError(
            token.position, token.end - token.position, _("{field} of what?").format(field=field.name), hint
        )
    query = _read(field, token)
    return none_of(query) if token.operator == "!=" else query


def _read(field: Field, token: Token) -> Query:
    match field.kind:
        case Words():
            _check_words(token, len(words(token.text)))
            return _words(field.name, token)
        case Path():
            _check_words(token, sum(map(len, names(token.text))))
            return Under(field.name, token.text, exactly=token.operator == "=")
        case Place():
            near = field.kind.read(token.text)
            if near is None:
                raise _not_understood(field, token)
            return near
        case State():
            return Is(_state(token))
        case Known():
            return Has(_known(token))
        case _:
            return _ordered(field, field.kind, token)


def _words(name: str, token: Token) -> Query:
    return Text(token.text, Mode.ALL, name) if token.operator == "=" else read_words(token, name)


def read_words(token: Token, field: str | None = None) -> Text:
    """Words with the signs at their ends that say how exactly they are meant."""
    if token.text.startswith("*"):
        part = token.text.strip("*")
        if sum(map(len, words(part))) < FEWEST_SIGNS:
            told = _("A part of a word has at least {fewest_signs} letters or figures.").format(
                fewest_signs=FEWEST_SIGNS
            )
            raise QueryError(token.start, len(token.text), told)
        return Text(part, Mode.PART, field)
    if token.quoted and not token.text.endswith("*"):
        return Text(token.text, Mode.WHOLE, field)
    return Text(token.text.rstrip("*"), Mode.BEGINS, field)


def _check_words(token: Token, count: int) -> None:
    if not 0 < count <= MOST_WORDS:
        told = (
            _("At most {most_words} words.").format(most_words=MOST_WORDS)
            if count
            else _("There is no letter and no figure in it.")
        )
        raise QueryError(token.start, len(token.text), told)


def _ordered(field: Field, kind: Ordered, token: Token) -> Query:
    low, dots, high = token.text.partition(_RANGE)
    if dots and _RANGE in field.operators and token.operator in (":", "="):
        return _range(field, kind, token, low.strip(), high.strip())
    span = kind.span(token.text.strip())
    if span is None:
        raise _not_understood(field, token)
    operator = Operator.IS if token.operator in (":", "=", "!=") else Operator(token.operator)
    return Compare(field.name, operator, span)


def _range(field: Field, kind: Ordered, token: Token, low: str, high: str) -> Query:
    start, end = kind.span(low), kind.span(high)
    if (low and start is None) or (high and end is None) or not (low or high):
        raise _not_understood(field, token)
    if start and end and _backwards(start, end):
        hint = _("Did you mean {field}:{end}..{start}?").format(
            field=field.name, end=end.text, start=start.text
        )
        raise QueryError(token.start, len(token.text), _("This goes from more to less."), hint)
    return Range(field.name, start, end)


def _backwards(low: Span, high: Span) -> bool:
    if isinstance(low.start, str) or isinstance(high.end, str):
        return str(low.start) >= str(high.end)
    return low.start >= high.end


def _state(token: Token) -> str:
    word = fold(token.text.strip())
    if word not in STATES:
        hint = did_you_mean(word, STATES) or _("It can be {states}.").format(states=", ".join(STATES))
        raise QueryError(
            token.start,
            len(token.text),
            _("“{text}” is nothing a photo can be.").format(text=token.text),
            hint,
        )
    return word


def _known(token: Token) -> str:
    asked = named(token.text.strip())
    if asked is None or not asked.optional:
        can = [each.name for each in TABLE if each.optional]
        hint = did_you_mean(token.text, can) or _("It can have {can}.").format(can=", ".join(can))
        raise QueryError(
            token.start,
            len(token.text),
            _("“{text}” is nothing a photo can have.").format(text=token.text),
            hint,
        )
    return asked.name


def _for_instance(field: Field) -> str:
    return _("For instance {example}").format(example=field.example)


def _not_understood(field: Field, token: Token) -> QueryError:
    hint = ""
    if isinstance(field.kind, Choice):
        hint = did_you_mean(token.text, field.kind.options)
    told = _("“{text}” is not {words}.").format(text=token.text, words=_(field.kind.words))
    return QueryError(token.start, len(token.text), told, hint or _for_instance(field))
