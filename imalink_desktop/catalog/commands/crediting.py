"""Authors: whoever took the photos. They go by their name, without regard to capitals."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import words
from imalink_desktop.catalog.commands.chosen import photos_there
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Author, ImportSession, Photo


def create(catalog: Catalog, name: str, *, email: str | None = None, bio: str | None = None) -> Changes:
    """Make an author known."""
    called = words.name(name, "An author")

    def work(writer: Writer) -> None:
        _must_be_free(writer, called)
        _insert(writer, called, words.words(email), words.words(bio))

    return catalog.transact(Op.NEW_AUTHOR, work)


def rename(catalog: Catalog, name: str, new_name: str) -> Changes:
    """Give an author another name, on all photos."""
    called = words.name(new_name, "An author")

    def work(writer: Writer) -> None:
        author = _named(writer, name)
        _must_be_free(writer, called, but_for=author)
        writer.set(Author, [author], name=called)

    return catalog.transact(Op.RENAME_AUTHOR, work)


def edit(catalog: Catalog, name: str, *, email: str | None = None, bio: str | None = None) -> Changes:
    """Write down more of an author. What is not given stays; what is empty is taken away."""
    given = {"email": email, "bio": bio}

    def work(writer: Writer) -> None:
        kept = {field: words.words(text) for field, text in given.items() if text is not None}
        writer.set(Author, [_named(writer, name)], **kept)

    return catalog.transact(Op.EDIT_AUTHOR, work)


def credit(catalog: Catalog, photos: Iterable[int], name: str | None) -> Changes:
    """Say who took photos; the author is made known if new. `None` says that it is unknown."""
    called = None if name is None else words.name(name, "An author")

    def work(writer: Writer) -> None:
        there = photos_there(writer, photos)
        author = None if called is None or not there else known_by(writer, called)
        writer.set(Photo, there, author_id=author)

    return catalog.transact(Op.SET_AUTHOR, work)


def forget(catalog: Catalog, name: str) -> Changes:
    """Take an author from the catalog; the photos have none then."""

    def work(writer: Writer) -> None:
        author = _named(writer, name)
        _hand_over(writer, author, None)
        writer.delete(Author, [author])

    return catalog.transact(Op.FORGET_AUTHOR, work)


def merge(catalog: Catalog, name: str, into: str) -> Changes:
    """Two names of one person become the second; what is known of the first fills its blanks."""

    def work(writer: Writer) -> None:
        author, other = _named(writer, name), _named(writer, into)
        if author == other:
            return
        for field in (Author.email, Author.bio):
            ((told,),) = writer.read(select(field).where(Author.id == author))
            blank = writer.read(select(Author.id).where(Author.id == other, field.is_(None)))
            writer.set(Author, [row[0] for row in blank], **{field.key: told})
        _hand_over(writer, author, other)
        writer.delete(Author, [author])

    return catalog.transact(Op.MERGE_AUTHORS, work)


def known_by(writer: Writer, name: str) -> int:
    """The author of this name; made known if new."""
    called = words.name(name, "An author")
    return _find(writer, called) or _insert(writer, called)


def _find(writer: Writer, name: str) -> int | None:
    return words.bearer_of(name, writer.read(select(Author.id, Author.name)))


def _named(writer: Writer, name: str) -> int:
    called = words.name(name, "An author")
    found = _find(writer, called)
    if found is None:
        raise Expected(f"There is no author {called}.")
    return found


def _must_be_free(writer: Writer, name: str, but_for: int | None = None) -> None:
    if _find(writer, name) not in (None, but_for):
        raise Expected(f"There is an author {name} already.", "If they are one person, merge the two.")


def _insert(writer: Writer, name: str, email: str | None = None, bio: str | None = None) -> int:
    (author,) = writer.insert(Author, [{"name": name, "email": email, "bio": bio}])
    return author


def _hand_over(writer: Writer, author: int, other: int | None) -> None:
    """All that says the one says the other."""
    for model in (Photo, ImportSession):
        theirs = writer.read(select(model.id).where(model.author_id == author))
        writer.set(model, [row[0] for row in theirs], author_id=other)
