"""TOML, written. Python reads it and does not write it; we write back all that it reads."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def written(document: Mapping[str, Any]) -> str:
    """Write a document: first its own values, then a section for each table."""
    return "\n".join(_section((), document)).lstrip("\n") + "\n"


def _section(names: tuple[str, ...], table: Mapping[str, Any]) -> list[str]:
    lines = [
        f"{_key(name)} = {_value(value)}" for name, value in table.items() if not isinstance(value, dict)
    ]
    if names and (lines or not table):
        lines = ["", f"[{'.'.join(map(_key, names))}]", *lines]
    for name, value in table.items():
        if isinstance(value, dict):
            lines += _section((*names, name), value)
    return lines


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value) if math.isfinite(value) else str(value)
        case str():
            return _text(value)
        case datetime() | date() | time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{{', '.join(f'{_key(name)} = {_value(each)}' for name, each in value.items())}}}"
    raise TypeError(f"TOML knows no {type(value).__name__}")


def _text(text: str) -> str:
    return '"' + "".join(map(_sign, text)) + '"'


def _sign(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    return f"\\u{ord(sign):04x}" if sign < " " or sign == "\x7f" else sign
