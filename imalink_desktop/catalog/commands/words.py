"""Words as they are kept: clean, and of bounded length where they name something."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from unicodedata import normalize

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_name

LONGEST_NAME = 500


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


def words(text: str | None) -> str | None:
    """Text without blanks around it; an empty one is none."""
    return None if text is None else writable(text).strip() or None


def name(text: str, thing: str) -> str:
    """A name, which is one line. `thing` begins the sentence if there is none: "A collection"."""
    found = " ".join(writable(text).split())
    if not found:
        raise Expected(f"{thing} needs a name.")
    if len(found) > LONGEST_NAME:
        raise Expected(f"{thing} has a name of at most {LONGEST_NAME} signs.")
    return found


def folded(text: str) -> str:
    """A name without regard to capitals, and to the two ways of writing an accent."""
    return normalize("NFC", text).casefold()


def bearer_of(text: str, known: Iterable[tuple[Any, ...]]) -> int | None:
    """Which of these rows, each a number and a name, has this name."""
    wanted = folded(text)
    return next((int(row) for row, called in known if folded(called) == wanted), None)
