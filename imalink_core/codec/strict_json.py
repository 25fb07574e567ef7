"""JSON as strict as the strictest reader on the way: a database, another language, a browser.

NaN and Infinity are no JSON, PostgreSQL refuses NUL, and half a surrogate pair cannot be
written as UTF-8. What is refused here cannot become a letter that nobody can deliver.
"""

from __future__ import annotations

import json
import math
from typing import NoReturn

from imalink_core.egg import JsonObject
from imalink_core.errors import BadEgg

MOST_DEPTH = 20
MOST_BYTES = 64 * 1024
_MOST_WHOLE = 1 << 64  # the largest number that a file's tags can hold


def dumps(value: JsonObject) -> str:
    """Write JSON that every reader understands: plain ASCII, no NaN."""
    return json.dumps(value, allow_nan=False, ensure_ascii=True, separators=(",", ":"))


def loads(text: str | bytes) -> object:
    """Read JSON, whatever is in it; raise `BadEgg` for what is none."""
    try:
        parsed: object = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise BadEgg("", "is nested too deeply") from None
    except ValueError:
        raise BadEgg("", "is not JSON") from None
    return parsed


def is_clean(text: str) -> bool:
    """Whether the text can be stored anywhere: no NUL, no half of a surrogate pair."""
    if "\0" in text:
        return False
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def json_object(value: object, where: str) -> JsonObject:
    """Take a free-form object in, after looking at every corner of it."""
    if type(value) is not dict:
        raise BadEgg(where, "must be an object")
    _Inspection(where).look_at(value, depth=1)
    # Compact UTF-8 is the shortest way to write it: who measured in another way is let in too.
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    if len(written) > MOST_BYTES:
        raise BadEgg(where, f"takes more than {MOST_BYTES} bytes")
    return value


class _Inspection:
    """One walk through a value, with a budget: each item costs at least a byte of JSON."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.left = MOST_BYTES

    def look_at(self, value: object, depth: int) -> None:
        self._spend(1)
        if isinstance(value, dict):
            self._go_down(depth)
            for key, inner in value.items():
                if type(key) is not str:
                    raise BadEgg(self.where, "holds a key that is not text")
                self._look_at_text(key)
                self.look_at(inner, depth + 1)
        elif isinstance(value, list | tuple):
            self._go_down(depth)
            for inner in value:
                self.look_at(inner, depth + 1)
        elif isinstance(value, str):
            self._look_at_text(value)
        else:
            self._look_at_plain(value)

    def _go_down(self, depth: int) -> None:
        if depth > MOST_DEPTH:
            raise BadEgg(self.where, f"is nested more than {MOST_DEPTH} deep")

    def _look_at_text(self, text: str) -> None:
        self._spend(len(text))
        if not is_clean(text):
            raise BadEgg(self.where, "holds text that cannot be stored")

    def _look_at_plain(self, value: object) -> None:
        if value is None or type(value) is bool:
            return
        if type(value) is int and abs(value) < _MOST_WHOLE:
            return
        if type(value) is float and math.isfinite(value):
            return
        raise BadEgg(self.where, "holds a value that is not JSON, or a number out of range")

    def _spend(self, cost: int) -> None:
        self.left -= cost
        if self.left < 0:
            raise BadEgg(self.where, f"takes more than {MOST_BYTES} bytes")


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError
