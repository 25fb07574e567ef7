"""Saved searches: a query with a name, and the order in which its photos come."""

from __future__ import annotations

from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import words
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import SavedSearch
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By, Sort


def save(catalog: Catalog, name: str, query: str, *, sort: Sort | None = None) -> Changes:
    """Keep a query under a name."""
    called = words.name(name, _("A saved search needs a name."))
    row = {"name": called, "query": _sound(query), "sort": None if sort is None else write_sort(sort)}

    def work(writer: Writer) -> None:
        _must_be_free(writer, called)
        writer.insert(SavedSearch, [row])

    return catalog.transact(Op.SAVE_SEARCH, work)


def rename(catalog: Catalog, name: str, new_name: str) -> Changes:
    """Keep a query under another name."""
    called = words.name(new_name, _("A saved search needs a name."))

    def work(writer: Writer) -> None:
        search = _named(writer, name)
        _must_be_free(writer, called, but_for=search)
        writer.set(SavedSearch, [search], name=called)

    return catalog.transact(Op.RENAME_SEARCH, work)


def change(catalog: Catalog, name: str, *, query: str | None = None, sort: Sort | None = None) -> Changes:
    """Keep another query, or another order, under the same name. What is not given stays."""
    values = {} if query is None else {"query": _sound(query)}
    if sort is not None:
        values["sort"] = write_sort(sort)
    return catalog.transact(
        Op.CHANGE_SEARCH, lambda writer: writer.set(SavedSearch, [_named(writer, name)], **values)
    )


def forget(catalog: Catalog, name: str) -> Changes:
    """Take a saved search from the catalog."""
    return catalog.transact(
        Op.FORGET_SEARCH, lambda writer: writer.delete(SavedSearch, [_named(writer, name)])
    )


def write_sort(sort: Sort) -> str:
    """An order as it is kept: `-rating` has the most stars first, `random:7` is one throw of the dice."""
    sign = "-" if sort.descending else ""
    return f"{sign}{sort.by}:{sort.seed}" if sort.by is By.RANDOM else f"{sign}{sort.by}"


def read_sort(text: str | None) -> Sort | None:
    """Read back what `write_sort` wrote; of anything else nothing is known."""
    if text is None:
        return None
    by, _, seed = text.removeprefix("-").partition(":")
    try:
        return Sort(By(by), descending=text.startswith("-"), seed=int(seed or 0))
    except ValueError:
        return None


def _sound(query: str) -> str:
    """A query that can be understood, as it was typed; raises `QueryError` where it cannot."""
    typed = words.words(query) or ""
    parse(typed)
    return typed


def _find(writer: Writer, name: str) -> int | None:
    return words.bearer_of(name, writer.read(select(SavedSearch.id, SavedSearch.name)))


def _named(writer: Writer, name: str) -> int:
    called = words.name(name, _("A saved search needs a name."))
    found = _find(writer, called)
    if found is None:
        raise Expected(_("There is no saved search {called}.").format(called=called))
    return found


def _must_be_free(writer: Writer, name: str, but_for: int | None = None) -> None:
    if _find(writer, name) not in (None, but_for):
        raise Expected(
            _("There is a saved search {name} already.").format(name=name),
            _("Choose another name, or change that one."),
        )
