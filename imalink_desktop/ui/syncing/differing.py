"""What differs between two texts, word by word, so that long ones can be told apart at a glance."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""From a place in a text up to another."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 2_000
"""Words beyond which comparing would take its time: then all between the first and the last difference is
one."""


def differing(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where each of two texts has what the other has not."""
    words, others = _WORDS.findall(one), _WORDS.findall(other)
    found: tuple[list[Span], list[Span]] = ([], [])
    begins = _begins(words), _begins(others)
    for first, last, other_first, other_last in _changes(words, others):
        for spans, places, some, end in zip(
            found, begins, (first, other_first), (last, other_last), strict=True
        ):
            if some < end:
                spans.append((places[some], places[end]))
    return tuple(found[0]), tuple(found[1])


def _changes(words: list[str], others: list[str]) -> list[tuple[int, int, int, int]]:
    same = 0
    while same < min(len(words), len(others)) and words[same] == others[same]:
        same += 1
    end, other_end = len(words), len(others)
    while end > same and other_end > same and words[end - 1] == others[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    if max(end, other_end) - same > _MOST:
        return [(same, end, same, other_end)]
    matcher = SequenceMatcher(None, words[same:end], others[same:other_end], autojunk=False)
    return [
        (same + some[1], same + some[2], same + some[3], same + some[4])
        for some in matcher.get_opcodes()
        if some[0] != "equal"
    ]


def _begins(words: list[str]) -> list[int]:
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    return places
