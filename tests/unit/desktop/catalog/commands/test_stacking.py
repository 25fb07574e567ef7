"""Stacks: a photo lies in one at most, the one on top is seen, and nobody lies in a stack alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding, discarding, stacking
from imalink_desktop.catalog.commands.stacking import StackKind
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo, Stack
from tests.unit.desktop.catalog.commands.cards import arrive, empty, hatch
from tests.unit.desktop.catalog.commands.crowd import CROWD, crowded
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["empty", "shelf"]


def stacks(catalog: Catalog) -> list[list[int]]:
    """The photos of each stack, the top one first; there is no stack without photos."""
    with catalog.reading() as look:
        known = look.execute(select(Stack.id).order_by(Stack.id)).scalars().all()
        rows = look.execute(
            select(Photo.stack_id, Photo.id)
            .where(Photo.stack_id.is_not(None))
            .order_by(Photo.stack_position, Photo.id)
        ).all()
    assert set(known) == {stack_id for stack_id, _ in rows}
    return [[photo for stack_id, photo in rows if stack_id == one] for one in known]


def why(catalog: Catalog) -> list[tuple[str, str | None]]:
    with catalog.reading() as look:
        return [(kind, reason) for kind, reason in look.execute(select(Stack.kind, Stack.reason))]


def test_photos_are_stacked_in_the_order_chosen(shelf: Catalog) -> None:
    assert stacking.stack(shelf, [3, 1, 2, 3, 4711]).count == 3
    assert stacks(shelf) == [[3, 1, 2]]
    assert why(shelf) == [("manual", None)]
    assert shelf.next_undo() == (Op.STACK, 3)
    shelf.undo()
    assert stacks(shelf) == []


def test_a_stack_tells_why_it_is_one(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3], kind=StackKind.BURST, reason=" 3 shots within 0.4 s ")
    stacking.take_out(shelf, [3])
    assert why(shelf) == [("burst", "3 shots within 0.4 s")]


@pytest.mark.parametrize("too_few", [[], [1], [1, 1], [1, 4711]])
def test_a_stack_needs_two_photos(shelf: Catalog, too_few: list[int]) -> None:
    with pytest.raises(Expected, match="at least two"):
        stacking.stack(shelf, too_few)


def test_stacking_all_of_several_stacks_makes_one(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2])
    stacking.stack(shelf, [3, 4])
    stacking.stack(shelf, [3, 4, 1, 2, 5])
    assert stacks(shelf) == [[3, 4, 1, 2, 5]]
    shelf.undo()
    assert stacks(shelf) == [[1, 2], [3, 4]]
    shelf.redo()
    assert stacks(shelf) == [[3, 4, 1, 2, 5]]


def test_what_is_stacked_elsewhere_leaves_its_stack_and_nobody_stays_alone(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3])
    stacking.stack(shelf, [3, 4])
    assert stacks(shelf) == [[1, 2], [3, 4]]
    stacking.stack(shelf, [2, 5])
    assert stacks(shelf) == [[3, 4], [2, 5]]
    shelf.undo()
    assert stacks(shelf) == [[1, 2], [3, 4]]


def test_a_stack_that_is_stacked_stays_as_it_is(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3], kind=StackKind.BRACKET, reason="-1, 0, +1 EV")
    assert stacking.stack(shelf, [3, 2, 1]).count == 0
    assert why(shelf) == [("bracket", "-1, 0, +1 EV")]


def test_the_machine_leaves_what_the_photographer_stacked(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2])
    stacking.stack(shelf, [2, 3, 4], kind=StackKind.BURST)
    assert stacks(shelf) == [[1, 2], [3, 4]]
    with pytest.raises(Expected):
        stacking.stack(shelf, [1, 2, 5], kind=StackKind.BURST)


def test_a_burst_grows_when_its_last_shots_come_later(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2], kind=StackKind.BURST, reason="2 shots")
    stacking.stack(shelf, [1, 2, 3], kind=StackKind.BURST, reason="3 shots")
    assert (stacks(shelf), why(shelf)) == ([[1, 2, 3]], [("burst", "3 shots")])


def test_an_import_folds_many_stacks_in_its_own_step(shelf: Catalog) -> None:
    def work(writer: Writer) -> None:
        assert stacking.fold(writer, [1, 2], StackKind.BURST, "2 shots") == 1
        assert stacking.fold(writer, [3], StackKind.BURST, "1 shot") is None
        assert stacking.fold(writer, [4, 5], StackKind.PANORAMA, None) == 2

    shelf.transact(Op.REGISTER, work, by_machine=True)
    assert stacks(shelf) == [[1, 2], [4, 5]]


def test_a_whole_stack_is_unfolded_by_any_of_its_photos(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3])
    stacking.stack(shelf, [4, 5])
    assert stacking.unstack(shelf, [2, 3]).count == 3
    assert stacks(shelf) == [[4, 5]]
    shelf.undo()
    assert stacks(shelf) == [[1, 2, 3], [4, 5]]


def test_some_photos_are_taken_out_and_the_last_is_not_left_alone(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3])
    stacking.take_out(shelf, [1, 5])
    assert stacks(shelf) == [[2, 3]]
    stacking.take_out(shelf, [2])
    assert stacks(shelf) == []
    shelf.undo()
    assert stacks(shelf) == [[2, 3]]


def test_the_cover_lies_on_top(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3])
    stacking.stack(shelf, [4, 5])
    assert stacking.set_cover(shelf, [3]).count == 1
    assert stacks(shelf) == [[3, 1, 2], [4, 5]]
    assert stacking.set_cover(shelf, [3]).count == 0
    stacking.set_cover(shelf, [2, 3, 5])
    assert stacks(shelf) == [[2, 3, 1], [5, 4]]
    shelf.undo()
    assert stacks(shelf) == [[3, 1, 2], [4, 5]]


def test_a_photo_in_no_stack_covers_nothing(shelf: Catalog) -> None:
    assert stacking.set_cover(shelf, [1, 4711]).count == 0
    assert stacking.unstack(shelf, [1]).count == 0
    assert stacking.take_out(shelf, [1]).count == 0
    assert shelf.next_undo() is None


def test_fifty_thousand_photos_in_as_many_stacks_as_can_be(tmp_path: Path) -> None:
    def pairs(writer: Writer) -> None:
        first = writer.insert(Stack, [{"kind": "burst", "reason": None}] * (CROWD // 2))[0]
        writer.set_each(Photo, "stack_id", {n + 1: first + n // 2 for n in range(CROWD)})
        writer.set_each(Photo, "stack_position", {n + 1: n % 2 for n in range(CROWD)})

    with crowded(tmp_path) as catalog:
        catalog.transact(Op.REGISTER, pairs, by_machine=True)
        assert stacking.set_cover(catalog, range(2, CROWD + 1, 2)).count == CROWD // 2
        assert stacking.stack(catalog, range(1, CROWD, 2)).count == CROWD // 2
        assert stacks(catalog) == [list(range(1, CROWD, 2))]
        assert stacking.unstack(catalog, [1]).count == CROWD // 2
        while catalog.undo():
            pass
        assert catalog.next_redo() == (Op.SET_COVER, CROWD // 2)
        with catalog.reading() as look:
            assert len(look.execute(select(Stack.id)).all()) == CROWD // 2


def test_a_stack_of_two_that_have_become_one_does_not_come_back(empty: Catalog) -> None:
    arrive(empty, "a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg")
    stacking.stack(empty, [1, 2])
    stacking.stack(empty, [3, 4, 5])
    stacking.unstack(empty, [1, 3])
    for number in (1, 2):
        hatch(empty, number, "sea")
    empty.undo()
    assert stacks(empty) == [[3, 4, 5]]


def test_only_those_that_were_named_are_counted(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2])
    assert stacking.stack(shelf, [2, 3]).count == 2
    assert stacking.set_cover(shelf, [3]).count == 1
    assert stacking.set_cover(shelf, [3]).count == 0
    assert stacking.take_out(shelf, [3]).count == 1
    assert shelf.next_undo() == (Op.TAKE_FROM_STACK, 1)
    undone, redone = shelf.undo(), shelf.redo()
    assert undone is not None
    assert redone is not None
    assert (undone.count, redone.count) == (1, 1)


def flags(catalog: Catalog) -> dict[int, int]:
    with catalog.reading() as look:
        return {photo: flag for photo, flag in look.execute(select(Photo.id, Photo.flag)) if flag}


def test_one_of_a_stack_is_kept_and_the_rest_rejected(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3])
    before = flags(shelf)
    assert stacking.keep(shelf, [2, 5]).count == 1
    assert stacks(shelf) == [[2, 1, 3]]
    assert {photo: flags(shelf).get(photo) for photo in (1, 2, 3)} == {1: -1, 2: 1, 3: -1}
    assert shelf.next_undo() == (Op.KEEP, 1)
    shelf.undo()
    assert (stacks(shelf), flags(shelf)) == ([[1, 2, 3]], before)


def test_of_several_stacks_each_keeps_its_own(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2])
    stacking.stack(shelf, [3, 4, 5])
    stacking.keep(shelf, [2, 4, 5])
    assert stacks(shelf) == [[2, 1], [4, 5, 3]]
    assert {photo: flags(shelf)[photo] for photo in (1, 2, 3, 4, 5)} == {1: -1, 2: 1, 3: -1, 4: 1, 5: 1}


def test_what_lies_in_the_trash_is_not_rejected_as_well(shelf: Catalog) -> None:
    stacking.stack(shelf, [1, 2, 3])
    deciding.flag(shelf, [3], Flag.NONE)
    discarding.discard(shelf, [3])
    stacking.keep(shelf, [1])
    assert 3 not in flags(shelf)


def test_where_there_is_no_stack_nothing_is_kept_or_rejected(shelf: Catalog) -> None:
    before = flags(shelf)
    assert stacking.keep(shelf, [1]).count == 0
    assert flags(shelf) == before
