"""The trash: nothing leaves the catalog that did not lie in it, and what left can come back."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import discarding, stacking, tagging
from imalink_desktop.catalog.models import Photo, PhotoTag
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def in_trash(catalog: Catalog) -> set[int]:
    with catalog.reading() as look:
        return set(look.execute(select(Photo.id).where(Photo.trashed_at.is_not(None))).scalars())


def everybody(catalog: Catalog) -> set[int]:
    with catalog.reading() as look:
        return set(look.execute(select(Photo.id)).scalars())


def test_into_the_trash_and_out(shelf: Catalog) -> None:
    discarding.discard(shelf, [1, 2])
    assert in_trash(shelf) == {1, 2}
    assert discarding.bring_back(shelf, [2, 3]).count == 1
    assert in_trash(shelf) == {1}


def test_what_lies_there_already_keeps_its_time(shelf: Catalog) -> None:
    discarding.discard(shelf, [1], clock=lambda: NOON)
    assert discarding.discard(shelf, [1, 2], clock=lambda: NOON.replace(year=2030)).rows == {
        "photo": frozenset({2})
    }


def test_only_what_lies_in_the_trash_is_purged(shelf: Catalog) -> None:
    discarding.discard(shelf, [1, 2])
    assert discarding.purge(shelf, [1, 2, 3]).rows["photo"] == {1, 2}
    assert everybody(shelf) == {3, 4, 5}


def test_what_was_purged_comes_back_with_all_that_hung_on_it(shelf: Catalog) -> None:
    tagging.tag(shelf, [1, 2], add=["travel"])
    discarding.discard(shelf, [1])
    discarding.purge(shelf, [1])
    with shelf.reading() as look:
        assert set(look.execute(select(PhotoTag.photo_id)).scalars()) == {2}
    shelf.undo()
    assert everybody(shelf) == {1, 2, 3, 4, 5}
    assert in_trash(shelf) == {1}
    with shelf.reading() as look:
        assert set(look.execute(select(PhotoTag.photo_id)).scalars()) == {1, 2}


def test_who_lay_in_a_stack_with_a_purged_photo_is_not_counted(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2])
    discarding.discard(shelf, [1])
    assert discarding.purge(shelf, [1, 3]).count == 1
    assert shelf.next_undo() == (Op.PURGE, 1)
