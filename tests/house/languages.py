"""A language in which every text stands in a frame: what is seen without one did not go through gettext."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from imalink_desktop.base import words

OPEN, CLOSE = "⟦", "⟧"


class Pseudo(NullTranslations):
    """Puts each text into a frame."""

    def gettext(self, message: str) -> str:
        """One text."""
        return framed(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One of two."""
        return framed(msgid1 if n == 1 else msgid2)


def framed(text: str) -> str:
    """A text in its frame; one that has one keeps it."""
    return text if not text or text.startswith(OPEN) else f"{OPEN}{text}{CLOSE}"


def outside(text: str) -> str:
    """What of a text stands outside of all frames; one that was cut off goes to its end."""
    depth, rest = 0, ""
    for sign in text:
        depth += sign == OPEN
        if not depth:
            rest += sign
        depth -= sign == CLOSE and depth > 0
    return rest


@pytest.fixture
def pseudo() -> Iterator[None]:
    """Everything is said in frames."""
    words.use(Pseudo(), "zz")
    yield
    words.use(NullTranslations())
