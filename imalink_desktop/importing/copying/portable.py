"""Names that every system keeps as they are: what is on a card goes to drives of any make."""

from __future__ import annotations

import re

MOST_BYTES = 255
"""What file systems take for one name."""

_UNNAMED = "unnamed"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Signs that are none: control characters, ends of lines, and what turns the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NO_TEXT = re.compile(r"[\ud800-\udfff]")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *", re.IGNORECASE)


def portable_name(name: str, most: int = MOST_BYTES) -> str:
    """The name as any system can keep it; nothing that has one ends up without.

    Neither dots nor blanks stand at its ends: Windows drops those behind, and a dot before would hide it.
    """
    clean = _stripped(portable_text(name))
    head, dot, rest = clean.partition(".")
    if _RESERVED.fullmatch(head):
        clean = f"{head.rstrip()}_{dot}{rest}"
    return _stripped(shortened(clean, most)) or _UNNAMED


def portable_text(text: str) -> str:
    """A piece of a name, with what no name may hold replaced."""
    seen = _UNSEEN.sub("", _NO_TEXT.sub("\ufffd", text))
    return _FORBIDDEN.sub("-", seen)


def shortened(text: str, most: int) -> str:
    """The beginning of a text that takes no more than so many bytes, never half a letter."""
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")


def _stripped(name: str) -> str:
    return name.strip().strip(". ").strip()
