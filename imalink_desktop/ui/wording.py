"""The window's words: every text goes through here, so that it can be translated.

`_("Undo")` and `many("{n} photo", "{n} photos", 3)`. Which language is spoken is settled once, by `app`,
before the first window is made; until then it is English, as written.
"""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

__all__ = ["_", "many", "number"]


def many(one: str, more: str, count: int) -> str:
    """The form for so many, with `{n}` in it."""
    return ngettext(one, more, count).format(n=number(count))


def number(count: int) -> str:
    """A number as people read it."""
    return f"{count:,}"
