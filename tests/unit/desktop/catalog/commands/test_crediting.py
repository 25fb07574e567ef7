"""Authors: one person has one name, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import crediting
from imalink_desktop.catalog.models import Author, Photo
from tests.unit.desktop.catalog.commands.crowd import CROWD, crowded
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


def authors(catalog: Catalog) -> list[str]:
    with catalog.reading() as look:
        return list(look.execute(select(Author.name)).scalars())


def credits_of(catalog: Catalog) -> list[str | None]:
    """Who took each photo, by the photo's number."""
    with catalog.reading() as look:
        whose = select(Author.name).select_from(Photo).outerjoin(Author, Author.id == Photo.author_id)
        return list(look.execute(whose.order_by(Photo.id)).scalars())


def test_whoever_is_credited_is_known(shelf: Catalog) -> None:
    assert crediting.credit(shelf, [1, 2, 4711], " Ada  Berg ").count == 2
    crediting.credit(shelf, [3], "ADA BERG")
    assert authors(shelf) == ["Ada Berg"]
    assert credits_of(shelf) == ["Ada Berg", "Ada Berg", "Ada Berg", None, None]
    assert shelf.next_undo() == (Op.SET_AUTHOR, 1)
    shelf.undo()
    shelf.undo()
    assert (authors(shelf), credits_of(shelf)) == ([], [None] * 5)


def test_nobody_is_credited_with_nothing(shelf: Catalog) -> None:
    assert crediting.credit(shelf, [4711], "Ada").count == 0
    assert authors(shelf) == []


def test_a_credit_is_taken_away(shelf: Catalog) -> None:
    crediting.credit(shelf, [1, 2], "Ada")
    crediting.credit(shelf, [1], None)
    assert credits_of(shelf)[:2] == [None, "Ada"]


def test_fifty_thousand_photos_by_one_hand(tmp_path: Path) -> None:
    with crowded(tmp_path) as catalog:
        assert crediting.credit(catalog, range(1, CROWD + 1), "Ada").count == CROWD
        assert set(credits_of(catalog)) == {"Ada"}
        catalog.undo()
        assert set(credits_of(catalog)) == {None}


@pytest.mark.parametrize("empty", ["", "  ", "\0"])
def test_an_author_needs_a_name(shelf: Catalog, empty: str) -> None:
    with pytest.raises(Expected, match="An author needs a name"):
        crediting.credit(shelf, [1], empty)
