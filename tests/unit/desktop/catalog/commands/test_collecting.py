"""Collections: photos in an order of one's own, collections in collections, and nothing lost by moving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import collecting
from imalink_desktop.catalog.models import Collection, CollectionPhoto, Photo
from imalink_desktop.catalog.query.ast import Under
from tests.unit.desktop.catalog.commands.crowd import CROWD, crowded
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


def begin(catalog: Catalog, name: str, parent: int | None = None, before: int | None = None) -> int:
    """A new collection's number."""
    (number,) = collecting.create(catalog, name, parent=parent, before=before).rows["collection"]
    return number


def tree(catalog: Catalog, parent: int | None = None, indent: str = "") -> list[str]:
    """All collections in their order, those below indented."""
    with catalog.reading() as look:
        rows = look.execute(
            select(Collection.id, Collection.name)
            .where(Collection.parent_id.is_not_distinct_from(parent))
            .order_by(Collection.position, Collection.id)
        ).all()
    return [line for row, name in rows for line in (indent + name, *tree(catalog, row, indent + "  "))]


def photos(catalog: Catalog, collection: int) -> list[int]:
    with catalog.reading() as look:
        return list(
            look.execute(
                select(CollectionPhoto.photo_id)
                .where(CollectionPhoto.collection_id == collection)
                .order_by(CollectionPhoto.position)
            ).scalars()
        )


def test_collections_lie_in_collections_in_the_order_made(shelf: Catalog) -> None:
    travel = begin(shelf, "Travel")
    begin(shelf, "Family")
    begin(shelf, "Norway", travel)
    begin(shelf, "Denmark", travel)
    assert tree(shelf) == ["Travel", "  Norway", "  Denmark", "Family"]


def test_a_collection_is_begun_before_another(shelf: Catalog) -> None:
    family = begin(shelf, "Family")
    begin(shelf, "Travel", before=family)
    assert tree(shelf) == ["Travel", "Family"]


def test_capitals_and_accents_make_no_second_name_beside_the_first(shelf: Catalog) -> None:
    travel = begin(shelf, "Caf\u00e9s")
    with pytest.raises(Expected, match="There is a collection CAFE\u0301S here already"):
        begin(shelf, "CAFE\u0301S")
    begin(shelf, "Caf\u00e9s", travel)
    assert tree(shelf) == ["Caf\u00e9s", "  Caf\u00e9s"]


def test_only_the_capitals_of_a_name_can_be_changed(shelf: Catalog) -> None:
    collecting.rename(shelf, begin(shelf, "travel"), " Travel\n")
    assert tree(shelf) == ["Travel"]


def test_a_name_that_is_taken_is_refused_to_whoever_comes(shelf: Catalog) -> None:
    travel, other = begin(shelf, "Travel"), begin(shelf, "Journeys")
    begin(shelf, "Norway", travel)
    norway = begin(shelf, "norway", other)
    with pytest.raises(Expected):
        collecting.rename(shelf, other, "TRAVEL")
    with pytest.raises(Expected):
        collecting.move(shelf, norway, parent=travel)


def test_a_description_is_given_and_taken(shelf: Catalog) -> None:
    travel = begin(shelf, "Travel")
    collecting.describe(shelf, travel, " All of it ")
    assert collecting.describe(shelf, travel, "All of it").count == 0
    assert collecting.describe(shelf, travel, "  ").count == 1


def test_a_collection_moves_with_all_below_it(shelf: Catalog) -> None:
    travel, norway = begin(shelf, "Travel"), begin(shelf, "Norway")
    begin(shelf, "Oslo", norway)
    collecting.move(shelf, norway, parent=travel)
    assert tree(shelf) == ["Travel", "  Norway", "    Oslo"]
    collecting.move(shelf, norway, parent=None, before=travel)
    assert tree(shelf) == ["Norway", "  Oslo", "Travel"]
    shelf.undo()
    assert tree(shelf) == ["Travel", "  Norway", "    Oslo"]


def test_siblings_change_places(shelf: Catalog) -> None:
    first, _, third = begin(shelf, "1"), begin(shelf, "2"), begin(shelf, "3")
    collecting.move(shelf, third, parent=None, before=first)
    assert tree(shelf) == ["3", "1", "2"]
    collecting.move(shelf, third, parent=None)
    assert tree(shelf) == ["1", "2", "3"]
    assert collecting.move(shelf, third, parent=None).count == 0


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_collection_cannot_be_moved_below_itself(shelf: Catalog, depth: int) -> None:
    line = [begin(shelf, "a")]
    line += [begin(shelf, "b", line[0])]
    line += [begin(shelf, "c", line[1])]
    with pytest.raises(Expected, match="a cannot be moved below itself"):
        collecting.move(shelf, line[0], parent=line[depth])


def test_deleting_takes_all_below_but_no_photo_and_can_be_undone_and_redone(shelf: Catalog) -> None:
    travel = begin(shelf, "Travel")
    norway = begin(shelf, "Norway", travel)
    begin(shelf, "Oslo", norway)
    collecting.add(shelf, norway, [3, 1])
    for _ in range(2):
        if not shelf.next_redo():
            collecting.delete(shelf, travel)
        else:
            shelf.redo()
        assert tree(shelf) == []
        with shelf.reading() as look:
            assert len(look.execute(select(Photo.id)).all()) == 5
        shelf.undo()
        assert tree(shelf) == ["Travel", "  Norway", "    Oslo"]
        assert photos(shelf, norway) == [3, 1]


def test_photos_keep_the_order_in_which_they_were_put(shelf: Catalog) -> None:
    best = begin(shelf, "Best")
    assert collecting.add(shelf, best, [3, 1, 3, 4711]).count == 2
    collecting.add(shelf, best, [5, 1, 2])
    assert photos(shelf, best) == [3, 1, 5, 2]
    collecting.add(shelf, best, [1, 4], before=3)
    assert photos(shelf, best) == [4, 3, 1, 5, 2]


def test_photos_are_taken_out(shelf: Catalog) -> None:
    best, other = begin(shelf, "Best"), begin(shelf, "Other")
    collecting.add(shelf, best, [1, 2, 3])
    collecting.add(shelf, other, [1, 2, 3])
    assert collecting.remove(shelf, best, [3, 1, 5]).count == 2
    assert (photos(shelf, best), photos(shelf, other)) == ([2], [1, 2, 3])


def test_who_looks_at_a_collection_with_those_in_it_takes_photos_out_of_all_of_them(shelf: Catalog) -> None:
    best, other = begin(shelf, "Best"), begin(shelf, "Other")
    wall = begin(shelf, "Wall", best)
    for each in (best, wall, other):
        collecting.add(shelf, each, [1, 2])
    assert collecting.take_out(shelf, Under("collection", "best"), [1]).count == 1
    assert [photos(shelf, each) for each in (best, wall, other)] == [[2], [2], [1, 2]]
    collecting.take_out(shelf, Under("collection", "best", exactly=True), [2])
    assert [photos(shelf, each) for each in (best, wall, other)] == [[], [2], [1, 2]]
    shelf.undo()
    shelf.undo()
    assert [photos(shelf, each) for each in (best, wall, other)] == [[1, 2]] * 3


@pytest.mark.parametrize(
    ("moving", "before", "after"),
    [
        ([5, 1], 3, [2, 5, 1, 3, 4]),
        ([2], None, [1, 3, 4, 5, 2]),
        ([3, 4], 4, [1, 2, 3, 4, 5]),
        ([4, 3], 3, [1, 2, 4, 3, 5]),
        ([5, 4, 3, 2, 1], None, [5, 4, 3, 2, 1]),
    ],
)
def test_photos_are_arranged(shelf: Catalog, moving: list[int], before: int | None, after: list[int]) -> None:
    best = begin(shelf, "Best")
    collecting.add(shelf, best, [1, 2, 3, 4, 5])
    collecting.arrange(shelf, best, [*moving, 4711], before=before)
    assert photos(shelf, best) == after


def test_the_same_gap_can_be_filled_forever(shelf: Catalog) -> None:
    best = begin(shelf, "Best")
    collecting.add(shelf, best, [1, 2, 3])
    for _ in range(50):
        collecting.arrange(shelf, best, [photos(shelf, best)[0]], before=3)
    assert photos(shelf, best) == [1, 2, 3]
    collecting.arrange(shelf, best, [1], before=3)
    assert photos(shelf, best) == [2, 1, 3]


def test_in_fifty_thousand_one_is_moved_by_changing_one_row(tmp_path: Path) -> None:
    with crowded(tmp_path) as catalog:
        best = begin(catalog, "Best")
        assert collecting.add(catalog, best, range(CROWD, 0, -1)).count == CROWD
        assert collecting.arrange(catalog, best, [1], before=CROWD).count == 1
        assert photos(catalog, best) == [1, *range(CROWD, 1, -1)]
        collecting.arrange(catalog, best, range(1, CROWD + 1))
        assert photos(catalog, best) == list(range(1, CROWD + 1))
        assert collecting.delete(catalog, best).rows["collection_photo"]
        catalog.undo()
        assert photos(catalog, best) == list(range(1, CROWD + 1))


def test_an_order_survives_a_restart_and_so_does_its_undo(tmp_path: Path, shelf: Catalog) -> None:
    best = begin(shelf, "Best")
    collecting.add(shelf, best, [1, 2, 3])
    collecting.arrange(shelf, best, [3], before=1)
    shelf.close()
    with Catalog.open(tmp_path) as again:
        assert photos(again, best) == [3, 1, 2]
        assert again.next_undo() == (Op.ARRANGE_COLLECTION, 1)
        again.undo()
    with Catalog.open(tmp_path) as once_more:
        assert photos(once_more, best) == [1, 2, 3]
        once_more.redo()
        assert photos(once_more, best) == [3, 1, 2]


@pytest.mark.parametrize(
    "deed",
    [
        lambda c: collecting.create(c, "Norway", parent=17),
        lambda c: collecting.rename(c, 17, "Norway"),
        lambda c: collecting.describe(c, 17, "Fjords"),
        lambda c: collecting.move(c, 17, parent=None),
        lambda c: collecting.delete(c, 17),
        lambda c: collecting.add(c, 17, [1]),
        lambda c: collecting.remove(c, 17, [1]),
        lambda c: collecting.arrange(c, 17, [1]),
    ],
)
def test_what_is_not_there_is_said(shelf: Catalog, deed: Callable[[Catalog], Changes]) -> None:
    with pytest.raises(Expected, match="There is no collection 17"):
        deed(shelf)
    assert shelf.next_undo() is None


def test_a_place_that_is_not_there_is_said(shelf: Catalog) -> None:
    best = begin(shelf, "Best")
    inside = begin(shelf, "Inside", best)
    for deed in (
        lambda: collecting.add(shelf, best, [1], before=2),
        lambda: collecting.arrange(shelf, best, [1], before=2),
        lambda: begin(shelf, "Other", before=inside),
    ):
        with pytest.raises(Expected, match="that should come next"):
            deed()


@pytest.mark.parametrize("empty", ["", " \n ", "\0", "x" * 501])
def test_a_collection_needs_a_name_that_fits(shelf: Catalog, empty: str) -> None:
    with pytest.raises(Expected, match=r"A collection|A name has at most 500"):
        begin(shelf, empty)
