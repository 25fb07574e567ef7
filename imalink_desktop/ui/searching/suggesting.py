"""What the box suggests while somebody types: names of fields, their values, and what is called so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imalink_core.metadata.names import as_said
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.query.ast import Mode, Text, Under
from imalink_desktop.catalog.query.complete import Completion, complete
from imalink_desktop.catalog.query.fields import named
from imalink_desktop.catalog.query.folding import fold
from imalink_desktop.catalog.query.kinds import Choice
from imalink_desktop.catalog.query.tokens import Sign, Token, tokens
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.catalog.reads.counts import Kind
from imalink_desktop.catalog.reads.facets import all_facets
from imalink_desktop.catalog.reads.spaces import spaces
from imalink_desktop.ui.wording import _, photos

_FREE = ("tag", "collection", "camera", "lens", "shoot", "author", "space")
"""Fields whose values are suggested for a word that was typed without a field."""
_FEWEST_SIGNS = 2
_MOST_FREE = 8

Known = Mapping[str, Mapping[str, int]]
"""The values that are there, by the name of their field, and how many photos have each."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Put `text` in place of the signs from `start` to `end`. `title` is shown, and `words` say more."""

    start: int
    end: int
    text: str
    title: str
    words: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether a value must follow."""
        return self.text.endswith(":")


def known(look: Look) -> Known:
    """All values that photos have."""
    found = all_facets(look)
    shown = {space.name: space.photos for space in spaces(look)}
    return {kind.value: {facet.name: facet.count for facet in found[kind]} for kind in Kind} | {
        "space": shown
    }


def suggestions(text: str, cursor: int, known: Known) -> list[Suggestion]:
    """What may be meant by the word that ends at the cursor."""
    values = {field: tuple(names) for field, names in known.items() if field != Kind.SESSION}
    before = list(tokens(text[:cursor]))
    last = before[-1] if before and before[-1].end >= cursor else None
    found = complete(text, cursor, values)
    if last is not None and last.sign is Sign.TERM:
        return [_value(last, known, each) for each in found if each.text != text[each.start : each.end]]
    shown = [Suggestion(each.start, each.end, each.text, each.text, _(each.words)) for each in found]
    if last is not None and last.sign is Sign.WORD:
        shown += _called_so(last, cursor, known)
    return shown


def _value(token: Token, known: Known, found: Completion) -> Suggestion:
    field = named(token.name)
    name = found.text[1:-1].replace('""', '"') if found.text.startswith('"') else found.text
    shown = _shown(token.name if field is None else field.name, name)
    counts = known.get(field.name, {}) if field else {}
    words = _(found.words) if found.words else ""
    if not words and (name in counts or (field is not None and isinstance(field.kind, Choice))):
        words = photos(counts.get(name, 0))
    return Suggestion(found.start, found.end, found.text, shown, words)


def _called_so(token: Token, cursor: int, known: Known) -> list[Suggestion]:
    """Tags, cameras … of which a name begins with the word."""
    begin = fold(token.text)
    if len(begin) < _FEWEST_SIGNS:
        return []
    found = [(field, name) for field in _FREE for name in known.get(field, {}) if _begins(begin, name)]
    found.sort(key=lambda each: -known[each[0]][each[1]])
    return [
        Suggestion(
            token.position,
            cursor,
            _asking(field, name),
            f"{field}:{_shown(field, name)}",
            photos(known[field][name]),
        )
        for field, name in found[:_MOST_FREE]
    ]


def _asking(field: str, name: str) -> str:
    return unparse(Under(field, name) if field in ("tag", "collection") else Text(name, Mode.WHOLE, field))


def _shown(field: str, name: str) -> str:
    """As it is said; what is put into the box is the name as the photos have it."""
    return as_said(name) if field == "camera" else name


def _begins(begin: str, name: str) -> bool:
    return any(word.startswith(begin) for word in fold(name).replace("/", " ").split())


def put(text: str, suggestion: Suggestion) -> tuple[str, int]:
    """The text with a suggestion put in, and where the cursor is then; after a whole word comes a blank."""
    after = text[suggestion.end :]
    put_in = suggestion.text if suggestion.goes_on or after.startswith(" ") else f"{suggestion.text} "
    return text[: suggestion.start] + put_in + after, suggestion.start + len(put_in)
