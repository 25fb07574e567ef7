"""What somebody wrote, for the places where Qt would make more of it than text.

Tool tips are taken for HTML if they look like it, and in menus and on buttons `&` underlines a letter.
"""

from __future__ import annotations

from html import escape

_LONGEST = 1_000
"""Nobody reads more in a tool tip, and one must fit the screen."""


def tip(text: str) -> str:
    """A tool tip that shows the text as it is."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    if "<" not in short:
        return short
    return f'<span style="white-space: pre-wrap">{escape(short)}</span>'


def one_line(text: str) -> str:
    """The text on one line: names hold line breaks, and marks that would turn the writing round."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "·" for sign in text)


def on_button(text: str) -> str:
    """The text for a button or a menu."""
    return text.replace("&", "&&")
