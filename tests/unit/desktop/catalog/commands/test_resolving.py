"""Of two values one is chosen, for one photo or for all; whoever says something anew has chosen already."""

from __future__ import annotations

import json

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import correcting, deciding, discarding
from imalink_desktop.catalog.commands.editing import Edit, edit
from imalink_desktop.catalog.commands.resolving import Side, resolve, resolve_all
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Conflict, Photo
from imalink_desktop.catalog.reads.conflicts import as_it_is, conflicts, how_many_about
from imalink_desktop.catalog.touched import Row, Value
from tests.unit.desktop.catalog.commands.cards import all_of, photo
from tests.unit.desktop.catalog.shelf import PHOTOS, shelf

__all__ = ["shelf"]


def disagree(shelf: Catalog, field: str, mine: Value, theirs: Value, *photos: int) -> None:
    """Two computers said different things of these photos; the other one's holds until somebody chooses."""
    both: Row = {"field": field, "mine": json.dumps(mine), "theirs": json.dumps(theirs)}
    rows: list[Row] = [{**both, "photo_id": number, "noticed_at": "2024-06-01"} for number in photos]

    def work(writer: Writer) -> None:
        writer.insert(Conflict, rows)
        writer.set(Photo, photos, **{field: theirs})

    shelf.transact(Op.PULL, work, by_machine=True)


def left(shelf: Catalog) -> list[tuple[int, str]]:
    return [(number, field) for number, field in all_of(shelf, Conflict, "photo_id", "field")]


def test_a_value_that_is_said_anew_ends_the_conflict_and_its_undo_brings_both_back(shelf: Catalog) -> None:
    disagree(shelf, "title", "Port", "Harbour", 1, 2)
    deciding.entitle(shelf, [1], "Pier")
    assert left(shelf) == [(2, "title")]
    shelf.undo()
    assert left(shelf) == [(1, "title"), (2, "title")]
    assert photo(shelf, 1).title == "Harbour"
    shelf.redo()
    assert left(shelf) == [(2, "title")]


def test_saying_again_what_the_photo_has_already_ends_the_conflict_too(shelf: Catalog) -> None:
    disagree(shelf, "rating", 2, 4, 1)
    assert deciding.rate(shelf, [1], 4).count == 1
    assert left(shelf) == []


def test_something_else_that_is_said_of_the_photo_ends_nothing(shelf: Catalog) -> None:
    disagree(shelf, "title", "Port", "Harbour", 1)
    deciding.rate(shelf, range(1, PHOTOS + 1), 4)
    discarding.discard(shelf, [1])
    assert left(shelf) == [(1, "title")]


def test_a_place_that_is_set_anew_ends_both_halves_of_it(shelf: Catalog) -> None:
    disagree(shelf, "corrected_latitude", 1.0, 2.0, 1)
    disagree(shelf, "corrected_longitude", 1.0, 2.0, 1)
    correcting.set_place(shelf, [1], (59.9, 2.0))
    assert left(shelf) == []


def test_of_several_things_that_are_edited_only_those_that_were_named_are_settled(shelf: Catalog) -> None:
    disagree(shelf, "title", "Port", "Harbour", 1)
    disagree(shelf, "description", "Grey", "Blue", 1)
    edit(shelf, [1], Edit(title="Pier"))
    assert left(shelf) == [(1, "description")]


def test_what_a_server_tells_ends_no_conflict(shelf: Catalog) -> None:
    disagree(shelf, "title", "Port", "Harbour", 1)
    shelf.transact(Op.PULL, lambda writer: writer.set(Photo, [1], title="Quay"), by_machine=True)
    assert left(shelf) == [(1, "title")]


@pytest.mark.parametrize(("side", "title"), [(Side.MINE, "Port"), (Side.THEIRS, "Harbour")])
def test_one_side_is_chosen_for_all_of_a_kind_with_one_undo(shelf: Catalog, side: Side, title: str) -> None:
    disagree(shelf, "title", "Port", "Harbour", 1, 2, 3)
    disagree(shelf, "rating", 2, 4, 3)
    assert resolve_all(shelf, "title", side).count == 3
    assert [photo(shelf, number).title for number in (1, 2, 3)] == [title] * 3
    assert left(shelf) == [(3, "rating")]
    shelf.undo()
    assert len(left(shelf)) == 4
    assert photo(shelf, 1).title == "Harbour"


def test_places_are_chosen_for_all_in_both_halves(shelf: Catalog) -> None:
    disagree(shelf, "corrected_latitude", 1.0, 2.0, 1, 2)
    disagree(shelf, "corrected_longitude", 3.0, 4.0, 1, 2)
    resolve_all(shelf, "corrected_longitude", Side.MINE)
    assert left(shelf) == []
    assert [
        (each.corrected_latitude, each.corrected_longitude) for each in (photo(shelf, 1), photo(shelf, 2))
    ] == [(1.0, 3.0)] * 2


def test_where_nothing_is_left_there_is_nothing_to_choose_for_all(shelf: Catalog) -> None:
    with pytest.raises(Expected, match="nothing left"):
        resolve_all(shelf, "title", Side.MINE)


def test_a_step_is_taken_back_by_its_number_and_no_other_in_its_place(shelf: Catalog) -> None:
    disagree(shelf, "title", "Port", "Harbour", 1)
    step = resolve(shelf, 1, "title", Side.MINE).step
    deciding.rate(shelf, [2], 5)
    with pytest.raises(Expected, match="Something else was done since: 1 photo rated"):
        shelf.undo(step)
    assert photo(shelf, 2).rating == 5
    shelf.undo()
    shelf.undo(step)
    assert photo(shelf, 1).title == "Harbour"
    with pytest.raises(Expected, match="already"):
        shelf.undo(step)


def test_what_the_photos_have_today_stands_beside_what_is_offered(shelf: Catalog) -> None:
    disagree(shelf, "title", "Port", "Harbour", 1)
    disagree(shelf, "rating", 2, 4, 1, 2)
    with shelf.reading() as look:
        found = conflicts(look)
        assert [as_it_is(look, found)[one.id] for one in found] == ['"Harbour"', "4", "4"]
        assert how_many_about(look) == {"title": 1, "rating": 2}
        assert conflicts(look, but=[one.id for one in found[1:]]) == found[:1]
