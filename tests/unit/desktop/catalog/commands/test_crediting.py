"""Authors: one person has one name, however it is written, and photos follow it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import crediting
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Author, ImportSession, Photo
from tests.unit.desktop.catalog.commands.crowd import CROWD, crowded
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


def authors(catalog: Catalog) -> dict[str, tuple[str | None, str | None]]:
    with catalog.reading() as look:
        rows = look.execute(select(Author.name, Author.email, Author.bio))
        return {name: (email, bio) for name, email, bio in rows}


def credits_of(catalog: Catalog) -> list[str | None]:
    """Who took each photo, by the photo's number."""
    with catalog.reading() as look:
        whose = select(Author.name).select_from(Photo).outerjoin(Author, Author.id == Photo.author_id)
        return list(look.execute(whose.order_by(Photo.id)).scalars())


def test_whoever_is_credited_is_known(shelf: Catalog) -> None:
    assert crediting.credit(shelf, [1, 2, 4711], " Ada  Berg ").count == 2
    crediting.credit(shelf, [3], "ADA BERG")
    assert authors(shelf) == {"Ada Berg": (None, None)}
    assert credits_of(shelf) == ["Ada Berg", "Ada Berg", "Ada Berg", None, None]
    assert shelf.next_undo() == (Op.SET_AUTHOR, 1)
    shelf.undo()
    shelf.undo()
    assert (authors(shelf), credits_of(shelf)) == ({}, [None] * 5)


def test_nobody_is_credited_with_nothing(shelf: Catalog) -> None:
    assert crediting.credit(shelf, [4711], "Ada").count == 0
    assert authors(shelf) == {}


def test_a_credit_is_taken_away(shelf: Catalog) -> None:
    crediting.credit(shelf, [1, 2], "Ada")
    crediting.credit(shelf, [1], None)
    assert credits_of(shelf)[:2] == [None, "Ada"]


def test_what_is_known_of_an_author(shelf: Catalog) -> None:
    crediting.create(shelf, "Ada", email="ada@example.org", bio=" ")
    crediting.edit(shelf, "ada", bio="Born by the sea")
    assert authors(shelf) == {"Ada": ("ada@example.org", "Born by the sea")}
    crediting.edit(shelf, "Ada", email="")
    assert authors(shelf) == {"Ada": (None, "Born by the sea")}


def test_an_author_is_renamed_on_all_photos(shelf: Catalog) -> None:
    crediting.credit(shelf, [1, 2], "ada")
    crediting.rename(shelf, "ADA", "Ada")
    assert credits_of(shelf)[:2] == ["Ada", "Ada"]


def test_a_name_that_is_taken_is_refused(shelf: Catalog) -> None:
    crediting.create(shelf, "Zo\u00eb")
    crediting.create(shelf, "Ben")
    with pytest.raises(Expected, match="merge the two"):
        crediting.rename(shelf, "Ben", "ZOE\u0308")
    with pytest.raises(Expected):
        crediting.create(shelf, "zo\u00eb")


def test_a_forgotten_author_is_off_all_photos_and_comes_back(tmp_path: Path, shelf: Catalog) -> None:
    crediting.credit(shelf, [1, 2], "Ada")
    crediting.forget(shelf, "ada")
    assert (authors(shelf), credits_of(shelf)) == ({}, [None] * 5)
    shelf.close()
    with Catalog.open(tmp_path) as again:
        again.undo()
        assert credits_of(again) == ["Ada", "Ada", None, None, None]
        again.redo()
        assert credits_of(again) == [None] * 5


def test_two_names_of_one_person_become_one(shelf: Catalog) -> None:
    crediting.create(shelf, "A. Berg", email="old@example.org", bio="Born by the sea")
    crediting.create(shelf, "Ada Berg", email="ada@example.org")
    crediting.credit(shelf, [1, 2], "A. Berg")
    crediting.credit(shelf, [3], "Ada Berg")
    crediting.merge(shelf, "a. berg", "ada berg")
    assert authors(shelf) == {"Ada Berg": ("ada@example.org", "Born by the sea")}
    assert credits_of(shelf) == ["Ada Berg"] * 3 + [None] * 2
    shelf.undo()
    assert credits_of(shelf) == ["A. Berg"] * 2 + ["Ada Berg"] + [None] * 2


def test_a_person_is_one_with_itself(shelf: Catalog) -> None:
    crediting.credit(shelf, [1], "Ada")
    assert crediting.merge(shelf, "Ada", "ADA").count == 0
    assert credits_of(shelf)[0] == "Ada"


def test_an_import_too_forgets_its_author(shelf: Catalog) -> None:
    def work(writer: Writer) -> None:
        writer.insert(
            ImportSession, [{"source": "/card", "started_at": "2024-06-01T12:00:00", "author_id": 1}]
        )

    crediting.create(shelf, "Ada")
    shelf.transact(Op.REGISTER, work, by_machine=True)
    crediting.forget(shelf, "Ada")
    with shelf.reading() as look:
        assert look.execute(select(ImportSession.author_id)).scalars().all() == [None]


def test_fifty_thousand_photos_by_one_hand(tmp_path: Path) -> None:
    with crowded(tmp_path) as catalog:
        assert crediting.credit(catalog, range(1, CROWD + 1), "Ada").count == CROWD
        crediting.create(catalog, "Ben")
        assert crediting.merge(catalog, "Ada", "Ben").count == CROWD
        assert set(credits_of(catalog)) == {"Ben"}
        catalog.undo()
        assert set(credits_of(catalog)) == {"Ada"}


@pytest.mark.parametrize(
    "deed",
    [
        lambda c: crediting.rename(c, "Ada", "Ben"),
        lambda c: crediting.edit(c, "Ada", bio="x"),
        lambda c: crediting.forget(c, "Ada"),
        lambda c: crediting.merge(c, "Ada", "Ben"),
    ],
)
def test_who_is_not_known_is_said(shelf: Catalog, deed: Callable[[Catalog], Changes]) -> None:
    with pytest.raises(Expected, match="There is no author Ada"):
        deed(shelf)


@pytest.mark.parametrize("empty", ["", "  ", "\0"])
def test_an_author_needs_a_name(shelf: Catalog, empty: str) -> None:
    for deed in (crediting.create, lambda c, name: crediting.credit(c, [1], name)):
        with pytest.raises(Expected, match="An author needs a name"):
            deed(shelf, empty)
