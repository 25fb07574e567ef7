"""Several decisions about photos at once, as one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.commands.crediting import known_by
from imalink_desktop.catalog.commands.deciding import label_known
from imalink_desktop.catalog.commands.words import line, words
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.touched import Value


class Unsaid:
    """What an edit says nothing about; `None` would take the value away."""


UNSAID: Final = Unsaid()


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be said of photos. Whatever is left out stays as it is."""

    title: str | Unsaid | None = UNSAID
    description: str | Unsaid | None = UNSAID
    flag: Flag | Unsaid = UNSAID
    label: str | Unsaid | None = UNSAID
    author: str | Unsaid | None = UNSAID


def edit(catalog: Catalog, photos: Iterable[int], wanted: Edit) -> Changes:
    """Do all of it, or nothing, in one step."""
    values = _values(wanted)
    author = wanted.author
    if not values and isinstance(author, Unsaid):
        raise Expected(_("There is nothing to change."), _("Say what the photos should have."))

    def work(writer: Writer) -> None:
        there = photos_there(writer, photos)
        writer.set(Photo, there, **values)
        if there and not isinstance(author, Unsaid):
            writer.set(Photo, there, author_id=None if author is None else known_by(writer, author))

    return catalog.transact(Op.EDIT, work)


def _values(wanted: Edit) -> Mapping[str, Value]:
    values: dict[str, Value] = {}
    if not isinstance(wanted.title, Unsaid):
        values["title"] = line(wanted.title)
    if not isinstance(wanted.description, Unsaid):
        values["description"] = words(wanted.description)
    if not isinstance(wanted.flag, Unsaid):
        values["flag"] = int(wanted.flag)
    if not isinstance(wanted.label, Unsaid):
        values["label"] = label_known(wanted.label)
    return values
