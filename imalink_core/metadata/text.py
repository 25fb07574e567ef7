"""Text out of a file, made fit for a catalog, for JSON and for a person."""

from __future__ import annotations

import re

_MOST_CHARACTERS = 8000
# Control characters, lone surrogates, and what Unicode keeps for no character at all.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_BOM = "\ufeff"


def fit(text: str) -> str:
    """The text without what no text should hold. Lines stay lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub(" ", text.strip("\0 \n\t" + _BOM)).strip()[:_MOST_CHARACTERS].rstrip()


def clean(value: object) -> str | None:
    """One line or more of text, or `None` where there is none. Of several strings in one, the first."""
    if isinstance(value, bytes):
        value = decoded(value)
    if not isinstance(value, str):
        return None
    return fit(value.lstrip("\0 ").split("\0", 1)[0]) or None


def decoded(data: bytes) -> str:
    """UTF-8 where it is UTF-8, else Latin-1, which reads anything."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def from_windows(value: object) -> str | None:
    """Windows' own tags (`XPTitle` and its like): UTF-16, with a zero behind."""
    return clean(value.decode("utf-16-le", "replace")) if isinstance(value, bytes) else clean(value)
