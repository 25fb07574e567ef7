"""Words as they are kept: clean, and of bounded length where they name something."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from unicodedata import category, normalize

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_name
from imalink_desktop.base.words import many

LONGEST_NAME = 500
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def writable(text: str) -> str:
    """Text without the signs that cannot be written down."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def file_name(name: str) -> str:
    """A file's name, or a path. One that is no text yet is written as all such names are."""
    with suppress(UnicodeEncodeError):
        name.encode("utf-8")
        return name
    with suppress(UnicodeEncodeError):
        return kept_name(name)
    return writable(name)


def on_one_line(text: str) -> str:
    """Text on one line: the ends of lines are blanks, and signs that nobody sees are gone."""
    shown = (" " if sign in _BREAKS else sign for sign in writable(text))
    return "".join(sign for sign in shown if category(sign) != "Cc").strip()


def words(text: str | None) -> str | None:
    """Text without blanks around it; an empty one is none."""
    return None if text is None else writable(text).strip() or None


def line(text: str | None) -> str | None:
    """The same for what is one line."""
    return None if text is None else on_one_line(text) or None


def name(text: str, needed: str) -> str:
    """A name, which is one line. `needed` is what is said if there is none: "A tag needs a name."."""
    found = " ".join(on_one_line(text).split())
    if not found:
        raise Expected(needed)
    if len(found) > LONGEST_NAME:
        raise Expected(many("A name has at most {n} sign.", "A name has at most {n} signs.", LONGEST_NAME))
    return found


def folded(text: str) -> str:
    """A name without regard to capitals, and to the two ways of writing an accent."""
    return normalize("NFC", text).casefold()


def bearer_of(text: str, known: Iterable[tuple[Any, ...]]) -> int | None:
    """Which of these rows, each a number and a name, has this name."""
    wanted = folded(text)
    return next((int(row) for row, called in known if folded(called) == wanted), None)
