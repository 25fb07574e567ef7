"""Passwords that are tried first: the commonest, those of one pattern, and one's own names.

A list of all that ever leaked would be longer, and against ten guesses in some minutes hardly better.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_WORDS = frozenset(
    """
    abcd access account admin administrator apple asdf azerty baseball basketball batman beautiful berlin
    blink butterfly camera canon changeme charlie cheese chocolate computer cookie daniel default demo donald
    dragon einfach flower football fotograf fotografie foto fotos freedom friend friends geheim
    george ginger guest hallo hammer hejhej hello hemmelig hockey hunter iloveyou imalink internet jennifer
    jessica jordan killer letmein liverpool login london love loveme lovely master michael michelle monkey
    mustang mypassword myphotos nikon ninja norge norway nothing oslo pass passord passwd password passwort
    pepper photo photographer photography photos picture pictures pokemon princess private qazwsx
    qwer qwert qwerty qwertyuiop qwertz robert root samsung secret server shadow soccer sommer spring
    starwars summer sunshine superman sverige system taylor temp tempo test tester testing thomas tigger
    trustno user velkommen welcome whatever willkommen winter yellow zxcv zxcvbnm
    """.split()  # noqa: SIM905 - words, to be read as such
)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl",
    "zxcvbnm", "yxcvbnm", "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgb",
)  # fmt: skip
_BESIDE = "0123456789 .,;:!?-_+*#$%&/()=@^~"
"""What is put before or behind a word to please a rule."""
_INSTEAD = str.maketrans("@4031!$57", "aaoeiisst")
"""Signs that stand for letters."""


def why_guessable(password: str, names: Iterable[str]) -> str | None:
    """Why this would be tried among the first, by somebody who knows these names; `None` if it would not."""
    unit = _unit("".join(_folded(password).split()))
    if len(unit) < 6 or len(set(unit)) < 4:
        return "it repeats itself"
    if any(unit in row * 2 or unit[::-1] in row * 2 for row in _ROWS):
        return "its signs follow each other"
    if not unit.strip(_BESIDE) and len(unit) < 12:
        return "it is a short number"
    tried = {unit, unit.strip(_BESIDE), unit.translate(_INSTEAD), unit.strip(_BESIDE).translate(_INSTEAD)}
    tried |= {_unit(each) for each in tried}
    if tried & _WORDS:
        return "it is one of those that are tried first"
    own = {part for name in map(_folded, names) for part in (name, *name.split("@"))}
    if tried & (own | {each.strip(_BESIDE) for each in own}) - {""}:
        return "it is one's own name or e-mail address"
    return None


def _folded(said: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", said).casefold())


def _unit(said: str) -> str:
    """What a text is made of, if it is the same again and again; else all of it."""
    return said[: (said + said).find(said, 1)] if said else ""
