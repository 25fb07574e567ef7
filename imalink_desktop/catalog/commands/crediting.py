"""Authors: whoever took the photos. They go by their name, without regard to capitals."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import words
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Author, Photo


def credit(catalog: Catalog, photos: Iterable[int], name: str | None) -> Changes:
    """Say who took photos; the author is made known if new. `None` says that it is unknown."""
    called = None if name is None else words.name(name, _("An author needs a name."))

    def work(writer: Writer) -> None:
        there = photos_there(writer, photos)
        author = None if called is None or not there else known_by(writer, called)
        writer.set(Photo, there, author_id=author)

    return catalog.transact(Op.SET_AUTHOR, work)


def known_by(writer: Writer, name: str) -> int:
    """The author of this name; made known if new."""
    called = words.name(name, _("An author needs a name."))
    known = words.bearer_of(called, writer.read(select(Author.id, Author.name)))
    return writer.insert(Author, [{"name": called}])[0] if known is None else known
