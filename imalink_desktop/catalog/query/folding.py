"""When two writings are the same: the one place that says so, for Python and for the database.

Case, diacritics and typography make no difference: `Tromsø`, `TROMSO` and `tromso` are one word.
A text is its words; what lies between them (`_`, `-`, `/`, blanks) makes no difference either.
"""

from __future__ import annotations

import re
import unicodedata

# Marks that are ornament: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels.
# Those of Indic and other scripts carry the vowels and stay.
_ORNAMENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
# Letters that Unicode does not take for another with an ornament, but people type as one.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_ASCII_WORD = re.compile("[a-z0-9]+")
# Scripts that are written without blanks: each sign is a word, so that any part of a text is found.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def fold(text: str) -> str:
    """The text without what makes no difference. Folding twice is folding once."""
    if text.isascii():
        return text.lower()
    for _ in range(2):  # what is small may come apart once more
        bare = _ORNAMENTS.sub("", unicodedata.normalize("NFKD", text))
        text = bare.casefold().translate(_LETTERS)
    return unicodedata.normalize("NFKC", text)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    folded = fold(text)
    if folded.isascii():
        return tuple(_ASCII_WORD.findall(folded))
    return tuple("".join(map(_spaced, folded)).split())


def _spaced(sign: str) -> str:
    if unicodedata.category(sign)[0] not in "LNM":
        return " "
    return f" {sign} " if _UNSPACED.match(sign) else sign


def names(path: str) -> tuple[tuple[str, ...], ...]:
    """A path's names from the top, each as its words: `Travel/New York` is ((travel), (new, york))."""
    return tuple(found for name in path.replace("\\", "/").split("/") if (found := words(name)))
