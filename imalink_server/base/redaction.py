"""What may not stand in a log: passwords, tokens and keys, by their names and by their looks."""

from __future__ import annotations

import re
from collections.abc import Mapping

GONE = "***"

_NAMES = re.compile(
    r"(?i)token|passw(?:or)?d|passphrase|secret|credential|authorization|cookie|api[_-]?key|invitation_code"
)

# A value: in quotes to their end (or the text's), a header's to the end of its line, or a bare word.
_QUOTED = r"""b?(?:'(?:[^'\\]|\\.)*(?:'|\Z)|"(?:[^"\\]|\\.)*(?:"|\Z))"""
_TO = r"""\\?['"]?\s*(?:=>|[:=,])\s*"""

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?is)((?:authorization|cookie)\w{{0,9}}{_TO})(?:{_QUOTED}|[^\r\n'\"]+)"), rf"\1{GONE}"),
    (
        re.compile(
            r"(?is)((?:token|passw(?:or)?d|passphrase|secret|credential|api[_-]?key)s?[\w-]{0,30}"
            rf"{_TO})(?:{_QUOTED}|[^\s&,;'\")\]}}]+)"
        ),
        rf"\1{GONE}",
    ),
    (re.compile(r"(?i)\b(bearer\s+)[\w.~+/=-]+"), rf"\1{GONE}"),
    (re.compile(r"\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*"), GONE),
    (re.compile(r"\$argon2\w*\$[^\s'\"]+"), GONE),
    (re.compile(r"(\b[a-z][a-z0-9+.-]{1,20}://)[^/\s'\"]+@", re.IGNORECASE), rf"\1{GONE}@"),
)


def redact(text: str) -> str:
    """Take the secrets out of a text."""
    for pattern, without in _PATTERNS:
        text = pattern.sub(without, text)
    return text


def without_secrets(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of a record; one whose name says that it is secret says nothing else."""
    return {name: GONE if _NAMES.search(name) else value for name, value in fields.items()}
