"""Keywords as tag paths. Programs write the same tags in up to four places, flat and as branches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MOST_KEYWORDS = 1000
_LONGEST, _DEEPEST = 250, 20
_STROKES = re.compile("/+")


def merged(
    paths: Sequence[str] = (), branches: Sequence[str] = (), words: Sequence[str] = ()
) -> tuple[str, ...]:
    """One list from digiKam's `a/b`, Lightroom's `a|b` and plain words.

    A word that is a level of some path says nothing new, nor does a path that
    another one continues. Capitals do not make a difference; the first spelling stays.
    """
    found: dict[str, str] = {}
    for path in _tidied([*paths, *(_whole(branch).replace("|", "/") for branch in branches)]):
        found.setdefault(path.casefold(), path)
    levels = {level for path in found for level in path.split("/")}
    for word in _tidied(map(_whole, words)):
        if word.casefold() not in levels:
            found.setdefault(word.casefold(), word)
    begun = {begin for path in found for begin in _ancestors(path)}
    return tuple(path for key, path in found.items() if key not in begun)[:_MOST_KEYWORDS]


def split(text: str | None) -> tuple[str, ...]:
    """Keywords in one text, as Windows writes them: `sea; sun`."""
    return tuple(text.split(";")) if text else ()


def _whole(text: str) -> str:
    """A stroke inside a word, as in AC/DC, is no level: another stroke stands for it."""
    return _STROKES.sub("\N{DIVISION SLASH}", text.strip("/ "))


def _tidied(paths: Iterable[str]) -> Iterable[str]:
    for path in paths:
        levels = [" ".join(level.split()) for level in path[:_LONGEST].split("/")]
        tidy = "/".join([level for level in levels if level][:_DEEPEST])
        if tidy:
            yield tidy


def _ancestors(path: str) -> Iterable[str]:
    levels = path.split("/")
    return ("/".join(levels[:count]) for count in range(1, len(levels)))
