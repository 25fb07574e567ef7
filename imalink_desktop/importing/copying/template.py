"""`Template`: where a copy goes, as the photographer writes it: `{year}/{date}_{title}/{name}`.

All files of one photo get one stem, also when a name is taken and a number is added. What is not known
takes its separator with it, and a folder of which nothing is left is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TypeAlias

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _, marked
from imalink_desktop.importing.copying.portable import MOST_BYTES, portable_name, portable_text, shortened

FIELDS: Mapping[str, str] = MappingProxyType(
    marked(
        {
            "year": "the year it was taken: 2024",
            "month": "the month: 01",
            "day": "the day: 15",
            "date": "the whole date: 2024-01-15",
            "time": "the time: 14-30-05",
            "title": "the title of the import",
            "camera": "the camera",
            "name": "the file's name on the card",
            "stem": "that name without its extension",
            "ext": "the extension: JPG",
            "number": "a running number: 0001",
        }
    )
)
"""Every field with what it stands for, as the dialog and the errors tell it."""

UNDATED = "undated"
_DATES = MappingProxyType({"year": "%Y", "month": "%m", "day": "%d", "date": "%Y-%m-%d", "time": "%H-%M-%S"})
_DAYS = ("year", "month", "day", "date")
_TELLS_APART = ("name", "stem", "number", "time")
# All files of a photo are cut at one length, or a long name would cut the twins apart.
_MOST_STEM = 180
_MOST_ENDING = MOST_BYTES - _MOST_STEM - len(" (1000000000)")
_MOST_FOLDER = 120
_MOST_FOLDERS = 16
_PIECE = re.compile(r"\{([^{}]*)\}|([{}])|([^{}]+)")
_GAP = "\0"
_SEPARATORS = " _.,;+&-"
_NOTHING = re.compile(rf"[{_SEPARATORS}]*[(\[]?\s*{_GAP}\s*[)\]]?")

Piece: TypeAlias = tuple[str, str]
"""The name of a field and nothing, or nothing and plain text."""


DEFAULT = "{year}/{date}_{title}/{name}"


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a template is told of one file: all but `name` and `ending` is alike for the files of a photo."""

    name: str
    """The file's own name on the card."""
    stem: str
    """What the files of its photo are called together."""
    ending: str = ""
    """What follows the stem in this file's name: `.NEF`, `-edited.JPG`, `.NEF.xmp`."""
    taken_at: datetime | None = None
    camera: str = ""
    title: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was understood, part by part. Made by `parse`."""

    text: str
    folders: tuple[tuple[Piece, ...], ...]
    last: tuple[Piece, ...]

    @classmethod
    def parse(cls, text: str) -> Template:
        """Understand what was written, or say what is wrong and where."""
        if text.startswith(("/", "\\", "~")) or re.match(r"[A-Za-z]:", text):
            raise Expected(
                _("The template begins outside the destination, at position 1."),
                _("Begin with the first folder inside it, such as {year}."),
            )
        parts, at = [], 0
        for part in text.split("/"):
            parts.append(_read(part, at))
            at += len(part) + 1
        if len(parts) > _MOST_FOLDERS:
            raise Expected(
                _("The template has too many folders."),
                _("Use at most {most_folders}.").format(most_folders=_MOST_FOLDERS),
            )
        return cls(text, tuple(parts[:-1]), _last(parts[-1], text.rfind("/") + 2))

    def place(self, facts: PhotoFacts, again: int = 1) -> PurePosixPath:
        """The path inside the destination; `again` is the number to add where the name is taken."""
        values = _values(facts)
        *folders, last = _dated((*self.folders, self.last), facts.taken_at)
        path = [portable_name(name, _MOST_FOLDER) for part in folders if (name := _written(part, values))]
        if again == 1 and self._keeps_names and portable_name(facts.stem, _MOST_STEM) == facts.stem:
            return PurePosixPath(*path, portable_name(facts.name))
        stem = portable_name(_written(last, values) or values["stem"], _MOST_STEM)
        number = f" ({again})" if again > 1 else ""
        ending = shortened(portable_text(facts.ending), _MOST_ENDING).rstrip(". ")
        return PurePosixPath(*path, f"{stem}{number}{ending}")

    @property
    def _keeps_names(self) -> bool:
        """Whether files are called as on the card, so that nothing needs to be made up."""
        return self.last in ((("name", ""),), (("stem", ""),))


def _read(part: str, at: int) -> tuple[Piece, ...]:
    """The pieces of one part of the path, which begins at that position of the template."""
    pieces: list[Piece] = []
    for piece in _PIECE.finditer(part):
        where = at + piece.start() + 1
        field, bracket, plain = piece.groups()
        if bracket is not None:
            raise Expected(
                _("The template has a {bracket} without its other half at position {place}.").format(
                    bracket=bracket, place=where
                ),
                _("Put the name of a field into a pair of them, such as {year}."),
            )
        if plain is not None:
            pieces.append(("", _plain(plain, where)))
        elif field in FIELDS:
            pieces.append((field, ""))
        else:
            raise Expected(
                _("The template has an unknown field {{{field}}} at position {place}.").format(
                    field=field, place=where
                ),
                _("It knows {fields}.").format(fields=", ".join(f"{{{name}}}" for name in FIELDS)),
            )
    if all(not field and not text.strip(". ") for field, text in pieces):
        raise Expected(
            _("The template has a part without a name at position {place}.").format(place=at + 1),
            _("Name it, or take out a /."),
        )
    return tuple(pieces)


def _plain(text: str, where: int) -> str:
    for offset, sign in enumerate(text):
        if portable_text(sign) != sign:
            raise Expected(
                _("The template has a {sign!r} at position {place}, which names cannot hold.").format(
                    sign=sign, place=where + offset
                ),
                _("Put a / between folders, and a - or _ inside a name."),
            )
    return text


def _last(part: tuple[Piece, ...], where: int) -> tuple[Piece, ...]:
    """The part for the file itself, without its extension, which always ends the name."""
    if part[-1] == ("ext", "") and len(part) > 1:
        *kept, (field, text) = part[:-1]
        text = text.removesuffix(".")
        part = (*kept, (field, text)) if field or text else tuple(kept)
    if ("ext", "") in part:
        raise Expected(
            _("The last part of the template, at position {place}, has {{ext}} before its end.").format(
                place=where
            ),
            _("Leave it out: the extension always ends the name."),
        )
    if not any(field in _TELLS_APART for field, _text in part):
        raise Expected(
            _("The last part of the template, at position {place}, calls many files by one name.").format(
                place=where
            ),
            _("End the template with /{name}, or use {stem}, {time} or {number} there."),
        )
    return part


def _dated(parts: tuple[tuple[Piece, ...], ...], taken_at: datetime | None) -> Iterator[tuple[Piece, ...]]:
    """The parts; where no date is known, the first field that asks for one says so."""
    told = taken_at is not None
    for part in parts:
        pieces = []
        for piece in part:
            untold = not told and piece[0] in _DAYS
            pieces.append(("", UNDATED) if untold else piece)
            told = told or untold
        yield tuple(pieces)


def _values(facts: PhotoFacts) -> dict[str, str]:
    """Every field as text; empty where nothing is known."""
    day = facts.taken_at
    values = {field: "" if day is None else _day(day, form) for field, form in _DATES.items()}
    # A sidecar goes to the folder of its file: of `.NEF.xmp`, the first counts.
    values["ext"] = (*facts.ending.split("."), "")[1]
    values |= {"stem": facts.stem, "name": facts.stem, "number": f"{facts.number:04d}"}
    values |= {"title": facts.title, "camera": facts.camera}
    return {field: portable_text(value).strip().strip(". ") for field, value in values.items()}


def _day(day: datetime, form: str) -> str:
    # strftime does not fill up the years before 1000 everywhere.
    return day.strftime(form.replace("%Y", f"{day.year:04d}"))


def _written(part: tuple[Piece, ...], values: Mapping[str, str]) -> str:
    """One part of the path in full. An empty field takes along what separates it from its neighbour."""
    whole = "".join(text if not field else values[field] or _GAP for field, text in part)
    left = _NOTHING.sub("", whole)
    return left.lstrip(_SEPARATORS) if whole.startswith((_GAP, "(", "[")) and left != whole else left
