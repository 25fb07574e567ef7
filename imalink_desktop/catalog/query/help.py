"""The query language told from its table, for a terminal or a panel."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from imalink_desktop.base.words import _, marked
from imalink_desktop.catalog.query.fields import STATES, TABLE, Field
from imalink_desktop.catalog.query.kinds import Choice, Known, State

_WIDTH = 100
_JOINED = marked("""\
words                       in titles, descriptions, tags, places, cameras, lenses and file names
"these words"               one after the other; without quotes the last may go on
one two                     both;  one OR two: either;  -one or NOT one: without;  ( ) as in sums
Capitals and accents make no difference.  * at the end of a word: it may go on.
*part*                      anywhere in a word
""")


def help_text() -> str:
    """Everything that can be asked, a line each."""
    return _(_JOINED) + "\n" + "\n".join(line for field in TABLE for line in _lines(field)) + "\n"


def _lines(field: Field) -> list[str]:
    words = _(field.words)
    # What stands on the line already is no news.
    others = [name for name in field.also if name != words and not field.example.startswith(f"{name}:")]
    also = _(" (or {others})").format(others=", ".join(others)) if others else ""
    lines = [f"{field.example:<27} {words}{also}"]
    match field.kind:
        case Choice():
            lines += _more(field.kind.options)
        case State():
            lines += [f"  is:{state:<22} {_(words)}" for state, words in STATES.items()]
        case Known():
            lines += _more(each.name for each in TABLE if each.optional)
        case _:
            pass
    return lines


def _more(options: Iterable[str]) -> list[str]:
    indent = " " * 30
    return wrap(", ".join(options), _WIDTH, initial_indent=indent, subsequent_indent=indent)
