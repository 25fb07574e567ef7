"""Every text that a person reads goes through here, whatever room it is written in: so it can be translated.

    _("Undo")                              said now, in the language that is spoken
    many("{n} photo", "{n} photos", 3)     the form for so many
    marked("who took it")                  in a table made at import: said later, by `_`, where it is shown

English is the language of the source. Another one is a file of gettext's, `LANGUAGE/LC_MESSAGES/imalink.mo`,
chosen once by `speak`, before the first text is asked for. A sentence is one text with `{names}` in it and
never put together of parts: another language has another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TypeVar

W = TypeVar("W")

DOMAIN = "imalink"


class _Spoken:
    """The language that is spoken at the moment."""

    language = "en"
    words: NullTranslations = NullTranslations()


_spoken = _Spoken()


def speak(folder: Path, wanted: Iterable[str]) -> str:
    """Speak the first of these that there is, such as `pt_BR` or `de`, else English; says which it is."""
    language, words = _found(folder, wanted)
    use(words, language)
    return language


def use(words: NullTranslations, language: str = "en") -> None:
    """Speak so from now on."""
    _spoken.language, _spoken.words = language, words


def spoken() -> str:
    """The language that is spoken."""
    return _spoken.language


def _(text: str) -> str:
    """The text in the language that is spoken."""
    # gettext keeps a file's head under the empty text.
    return _spoken.words.gettext(text) if text else text


def many(one: str, more: str, count: int, /, **values: object) -> str:
    """The form for so many, with `{n}` in it and whatever else it names."""
    return _spoken.words.ngettext(one, more, count).format(n=number(count), **values)


def marked(words: W) -> W:
    """A text, or a table of them, that is to be translated where it is shown."""
    return words


def retold(said: str, general: str = "") -> str:
    """A sentence of a table that was written down, and after it what the system said in its own words."""
    known, bracket, rest = said.partition(" (")
    if general and said.startswith(general):
        known, bracket, rest = general, "", said[len(general) :]
    return _(known) + bracket + rest


def number(count: int) -> str:
    """A number as people read it."""
    return f"{count:,}"


def _found(folder: Path, wanted: Iterable[str]) -> tuple[str, NullTranslations]:
    for name in wanted:
        language = name.replace("-", "_").partition(".")[0]
        for each in dict.fromkeys((language, language.partition("_")[0])):
            if each == "en":
                return each, NullTranslations()
            try:
                with (folder / each / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
                    return each, GNUTranslations(file)
            except (OSError, ValueError, UnicodeDecodeError):
                continue  # not there, or no such file: the next one
    return "en", NullTranslations()
