"""Our own functions in SQLite, so that it takes for the same what Python takes for the same.

Each connection to a catalog needs them: those that read for queries, the one that writes for
the text index.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache

from imalink_desktop.catalog.query import folding, match
from imalink_desktop.catalog.query.globe import km_between


def install(connection: sqlite3.Connection) -> None:
    """Teach a connection our functions."""
    connection.create_function("words", 1, _words, deterministic=True)
    connection.create_function("word_list", -1, _word_list, deterministic=True)
    connection.create_function("says", 3, _says, deterministic=True)
    connection.create_function("lies_under", 3, _lies_under, deterministic=True)
    connection.create_function("km_between", 4, _km_between, deterministic=True)


@lru_cache(maxsize=10_000)
def _words(text: str | None) -> str | None:
    """Kept for a while: fifty thousand photos have the same few tags and places."""
    return None if text is None else " ".join(folding.words(text))


def _word_list(*folded: str | None) -> str:
    """The words of texts that are folded already, each once, as JSON."""
    return json.dumps(sorted({word for text in folded if text for word in text.split()} - {"·"}))


def _says(text: str | None, wanted: str, mode: str) -> bool:
    return text is not None and match.says(text, wanted, mode)


def _lies_under(path: str | None, wanted: str, exactly: int) -> bool:
    return path is not None and match.lies_under(path, wanted, bool(exactly))


def _km_between(latitude: float, longitude: float, here: float | None, there: float | None) -> float | None:
    return None if here is None or there is None else km_between(latitude, longitude, here, there)
