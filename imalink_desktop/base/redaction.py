"""What may not stand in a log or a report: secrets, and the user's name in the path of their home."""

from __future__ import annotations

import re
from pathlib import Path

GONE = "***"

# A value: in quotes to their end (or the text's), a header's to the end of its line, or a bare word.
_QUOTED = r"""b?(?:'(?:[^'\\]|\\.)*(?:'|\Z)|"(?:[^"\\]|\\.)*(?:"|\Z))"""
_TO = r"""\\?['"]?\s*(?:=>|[:=,])\s*"""

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(rf"(?is)((?:authorization|cookie)\w{{0,9}}{_TO})(?:{_QUOTED}|[^\r\n'\"]+)"),
        rf"\1{GONE}",
    ),
    (
        re.compile(
            r"(?is)((?:token|passw(?:or)?d|passphrase|secret|credential|api[_-]?key)s?[\w-]{0,30}"
            rf"{_TO})(?:{_QUOTED}|[^\s&,;'\")\]}}]+)"
        ),
        rf"\1{GONE}",
    ),
    (re.compile(r"(?i)\b(bearer\s+)[\w.~+/=-]+"), rf"\1{GONE}"),
    (re.compile(r"\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*"), GONE),
    (re.compile(r"(\b[a-z][a-z0-9+.-]{1,20}://)[^/\s'\"]+@", re.IGNORECASE), rf"\1{GONE}@"),
)


def redact(text: str, home: Path) -> str:
    """Take the secrets out of a text, and write the home folder as `~`."""
    for pattern, without in _PATTERNS:
        text = pattern.sub(without, text)
    if len(home.parts) > 1:  # the home of a bare container may be the root itself
        text = re.sub(re.escape(str(home)) + r"(?![\w.-])", "~", text)
    return text
